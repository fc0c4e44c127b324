"""`manage.py backup [FILE]`: the database and the private files in one archive."""

import time
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from aftersales import keeping, launcher


class Command(BaseCommand):
    """Backs up a running or a stopped installation."""

    help = "Write the database and the private files into one archive below var/backup."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *, file: Path | None, **_options: object) -> None:
        """Write the archive; raises CommandError when it could not be written."""
        target = file or settings.VAR_DIR / "backup" / time.strftime("%Y%m%d-%H%M%S.tar")
        with launcher.database_at_hand(settings.RUN_DIR):
            try:
                keeping.back_up(
                    keeping.Place(settings.DATABASES["default"]),
                    Path(settings.MEDIA_ROOT),
                    target.absolute(),
                )
            except keeping.KeepingFailed as problem:
                raise CommandError(str(problem)) from None
        self.stdout.write(f"备份完成：{target}\nBackup written: {target}")
