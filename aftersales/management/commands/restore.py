"""`manage.py restore FILE`: an archive of `backup` takes the place of the present data."""

import time
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from aftersales import keeping, launcher


class Command(BaseCommand):
    """Restores into a new database, then renames; the former one is kept."""

    help = "Restore an archive into a new database and put it in the place of the present one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which archive."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_options: object) -> None:
        """Restore; raises CommandError when it could not, and then nothing has changed."""
        with launcher.database_at_hand(settings.RUN_DIR):
            try:
                former = keeping.restore(
                    keeping.Place(settings.DATABASES["default"]),
                    Path(settings.MEDIA_ROOT),
                    file.absolute(),
                    time.strftime("%Y%m%d%H%M%S"),
                )
            except keeping.KeepingFailed as problem:
                raise CommandError(str(problem)) from None
        (settings.RUN_DIR / "pg" / "migrated").unlink(missing_ok=True)
        self.stdout.write(
            f"恢复完成，原数据库保留为 {former}。\nRestored; the former data: {former}"
        )
