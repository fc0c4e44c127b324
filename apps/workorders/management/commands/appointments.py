"""`manage.py appointments`: late cars, no-shows, due reminders and promises of every store."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from apps.core import clock
from apps.org.access import Access
from apps.org.models import OrgUnit
from apps.workorders.services.reminding import remind_due
from apps.workorders.services.sweeping import sweep
from apps.workorders.services.watching import watch_promises


class Command(BaseCommand):
    """Writes down what time alone does to appointments and promises; run it every few minutes."""

    help = "Note late cars and no-shows, put due reminders into the outbox, ring for promises"

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the stores and say what was done."""
        noted = reminded = near = 0
        for store in OrgUnit.objects.filter(kind=OrgUnit.Kind.STORE).order_by("path"):
            by = Access(staff=None, now=clock.now())
            noted += sweep(by=by, store=store)
            reminded += remind_due(by=by, store=store)
            near += watch_promises(by=by, store=store)
        self.stdout.write(f"{noted} noted, {reminded} reminders, {near} promises")
