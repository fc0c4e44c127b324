"""`manage.py reconcile`: whether all books agree."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from apps.core.reconcile import REPORTED, checks


class Command(BaseCommand):
    """Runs every check of every room; the exit status is 1 when anything differs."""

    help = "Compare ledgers with balances, totals with lines, grants with duties"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to report, and whether to mend what may be mended."""
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--repair", action="store_true", help="write and remove grant rows")

    def handle(self, *, repair: bool, **options: Any) -> None:
        """Check, after a repair when one is asked for; raises SystemExit(1) on differences."""
        found: dict[str, list[str]] = {}
        for check in checks():
            if repair and check.repair:
                self.stderr.write(f"{check.code}: repaired {check.repair()}")
            found[check.code] = check.differences()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self._print(found)
        if any(found.values()):
            raise SystemExit(1)

    def _print(self, found: dict[str, list[str]]) -> None:
        labels = {check.code: check.label for check in checks()}
        for code, differences in found.items():
            self.stdout.write(f"{len(differences):6d}  {code}  {labels[code]}")
            for words in differences[:REPORTED]:
                self.stdout.write(f"        {words}")
        self.stdout.write(f"{sum(map(len, found.values())):6d}  differences")
