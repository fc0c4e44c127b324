"""Lets the database keep spans of time of one bay or one person apart."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Installs btree_gist."""

    initial = True
    dependencies = []
    operations = [BtreeGistExtension()]
