"""Lets fragments of plates and names be found through an index."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Installs pg_trgm."""

    initial = True
    dependencies = []
    operations = [TrigramExtension()]
