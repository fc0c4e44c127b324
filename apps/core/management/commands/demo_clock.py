"""`manage.py demo_clock +3d`: business time goes forward in a demo."""

from __future__ import annotations

import datetime as dt
import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core import clock
from apps.core.demo import move_clock
from apps.core.refusals import Refused

UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def length(text: str) -> dt.timedelta:
    """``+3d``, ``+4h`` or ``+30m`` as a length of time; raises CommandError for other forms."""
    found = re.fullmatch(r"\+?(\d{1,5})([dhm])", text)
    if found is None:
        raise CommandError(f"{text}: +3d, +4h, +30m")
    return dt.timedelta(**{UNITS[found[2]]: int(found[1])})


class Command(BaseCommand):
    """Moves the clock, or says what time it is."""

    help = "Move the demo clock forward: demo_clock +3d (also h, m)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How far; nothing to read the clock."""
        parser.add_argument("step", nargs="?", default="")

    def handle(self, *, step: str, **options: Any) -> None:
        """Move and print the new time; raises CommandError outside a demo."""
        try:
            now = move_clock(length(step)) if step else clock.now()
        except Refused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(f"{now.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}")
