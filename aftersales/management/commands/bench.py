"""`manage.py bench`: what the floor costs here, how many times that each page costs, publishing."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from aftersales import env, launcher
from aftersales.preparation import prepare
from apps.org.models import OrgUnit
from bench import floor, orders, rollout, search

if TYPE_CHECKING:
    from argparse import ArgumentParser

PERSON = "service_advisor"
WIDEST = "group_supervisor"
PARTS = ("pages", "search", "publishing")


class Command(BaseCommand):
    """Measures for a bounded time and prints milliseconds and ratios."""

    help = "Measure the floor, the pages with a goal, the search, and publishing to 500 stores."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which part; by default all."""
        parser.add_argument("--only", choices=PARTS, help="measure this part alone")

    def handle(self, *, only: str | None, **_options: object) -> None:
        """Print one line per measurement, and nothing of the requests behind them."""
        logging.disable(logging.INFO)
        gc.collect()
        gc.freeze()  # as the server does before it forks
        with launcher.database_at_hand(settings.RUN_DIR):
            if only in {None, "pages"}:
                self.pages()
            if only in {None, "search"}:
                self.searches()
            if only in {None, "publishing"}:
                self.publishing()

    def pages(self) -> None:
        """The floor, and the pages on the demo data."""
        prepare(embedded=not env.text("DATABASE_URL"), assets=False)
        row, bare = floor.beside(floor.one_row, floor.bare_page)
        self.line("one row by psycopg2", row, bare)
        self.line("bare page, 50 rows", bare, bare)
        people = get_user_model().objects.in_bulk(field_name="username")
        if PERSON not in people:
            self.stdout.write("no demo data: run `make run` once to measure the pages as well")
            return
        for label, work in floor.pages(people):
            self.line(label, *floor.beside(work, floor.bare_page))
        label, work = floor.chart(people[WIDEST])
        self.line(label, *floor.beside(work, floor.bare_page))
        self.restricted_lists()

    def restricted_lists(self) -> None:
        """What access adds to a list of 200,000 orders."""
        people = get_user_model().objects.select_related("staff").in_bulk(field_name="username")
        readers = [(code, width, people[code].staff) for code, width in orders.READERS]
        with orders.many_orders() as count:
            self.stdout.write(f"{count} orders; goal {orders.GOAL} x the unrestricted list")
            for label, taken, base in orders.measurements(readers):
                self.line(label, taken, base)
        asked = max(orders.access_queries(staff) for _code, _width, staff in readers)
        self.stdout.write(f"queries for access in a request: {asked} (goal 2)")

    def searches(self) -> None:
        """Finding a car among 300,000 in each way people ask."""
        user = get_user_model().objects.filter(username=PERSON).first()
        if user is None:
            self.stdout.write("no demo data: run `make run` once to measure the search as well")
            return
        stores = list(OrgUnit.objects.stores())
        with search.many_cars(stores) as count:
            self.stdout.write(f"{count} cars; goal {search.GOAL} x the bare page, by an index")
            for label, taken, bare, walked in search.measurements(user.staff, stores):
                self.line(label, taken, bare)
                if walked:
                    self.stdout.write(f"  read from end to end: {walked}")

    def publishing(self) -> None:
        """Every position of a store to five hundred stores, in a database of its own."""
        done = rollout.measure()
        self.stdout.write(
            f"publish to {rollout.STORES} stores   {done.seconds:>9.2f} s   "
            f"{done.editions} editions, {done.grants} rights (goal 10 s)"
        )
        self.stdout.write(
            f"beside it               {done.longest_wait * 1000:>9.0f} ms  "
            f"longest of {done.acts_beside} sign-ins and writes"
        )

    def line(self, label: str, taken: float, base: float) -> None:
        """One measurement: milliseconds, and times its base."""
        self.stdout.write(f"{label:<24}{taken:>9.2f} ms {taken / base:>7.1f} x")
