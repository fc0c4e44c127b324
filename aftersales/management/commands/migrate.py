"""`manage.py migrate`: Django's own, with the executor that a project of this size needs."""

from django.core.management.commands import migrate

from aftersales.migrating import LightExecutor

migrate.MigrationExecutor = LightExecutor  # type: ignore[attr-defined]  # the seam is this name


class Command(migrate.Command):
    """Django's command; nothing but the executor differs."""
