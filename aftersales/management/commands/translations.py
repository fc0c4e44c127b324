"""`manage.py translations`: renews the English catalogue, or checks that it is complete."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from aftersales import translations

SHOWN = 20


class Command(BaseCommand):
    """Collects the messages of the code and compiles their English texts."""

    help = "Collect and compile the translations; --check changes nothing and fails on gaps."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether only to look."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **_options: object) -> None:
        """Renew both files, or raise CommandError when they are stale or incomplete."""
        root = settings.BASE_DIR
        if not check:
            catalog = translations.renew(root)
            self.stdout.write(f"{len(catalog)} messages")
        gaps = translations.missing(root)
        for gap in gaps[:SHOWN]:
            self.stdout.write(f"no English: {gap}")
        if wrong := translations.broken(root):
            raise CommandError(f"other values than in Chinese: {wrong[:SHOWN]}")
        if check and gaps:
            raise CommandError(f"{len(gaps)} messages have no English text")
        if check and translations.stale(root):
            raise CommandError("django.mo is not what django.po compiles to: run translations")
