"""What PostgreSQL has to bring: trigrams for search, ranges that exclude each other."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [TrigramExtension(), BtreeGistExtension()]
