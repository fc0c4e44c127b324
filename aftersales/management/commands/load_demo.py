"""`manage.py load_demo`: the demo dealership in an empty database."""

from __future__ import annotations

import datetime as dt
import time
from argparse import ArgumentParser
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.core import clock

if TYPE_CHECKING:
    from typing import Any


class Command(BaseCommand):
    """Loads once, whole or not at all; a database with an organisation is left as it is."""

    help = "Write the demo dealership into an empty database"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, from which seed, as of which day."""
        from aftersales.demo.load import SEED, VISITS  # noqa: PLC0415  # after the apps are ready

        parser.add_argument("--visits", type=int, default=VISITS)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--date", type=dt.date.fromisoformat, default=None)

    def handle(self, *, visits: int, seed: int, date: dt.date | None, **options: Any) -> None:
        """Load, and set the clock to the middle of the demo's working day."""
        from aftersales.demo.load import Demo, entered_at, next_day  # noqa: PLC0415  # as above
        from aftersales.preparation import unhurried  # noqa: PLC0415  # as above
        from apps.core import demo  # noqa: PLC0415  # as above
        from apps.org.models import OrgUnit  # noqa: PLC0415  # as above

        if not settings.DEMO:
            raise CommandError("演示数据只能装入演示环境（DEMO=1）。Demo data need DEMO=1.")
        if OrgUnit.objects.exists():
            self.stdout.write("数据库不是空的，没有装入演示数据。The database is not empty.")
            return
        began, now = time.monotonic(), clock.now()
        day = date or next_day(now)
        unhurried()
        with transaction.atomic():
            count = Demo(visits=visits, seed=seed, day=day).load()
            ahead = entered_at(day) - now
            if ahead > dt.timedelta(0):
                demo.move_clock(min(ahead, demo.FURTHEST))
        demo.marked.cache_clear()
        took = time.monotonic() - began
        self.stdout.write(f"demo: {visits} visits, {count} rows, {took:.1f} s")
