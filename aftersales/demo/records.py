"""What every document of the demo needs: numbers as of its day, and its changes of state."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType

from apps.core.clock import business_day
from apps.core.models import Sequence, StatusChange

if TYPE_CHECKING:
    from django.db import models

    from aftersales.demo.rows import Rows
    from apps.org.models import OrgUnit, Staff


class Records:
    """Gives out document numbers and writes changes of state."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.last: dict[tuple[str, OrgUnit, dt.date], int] = defaultdict(int)
        self.kinds: dict[type[models.Model], ContentType] = {}

    def number(self, prefix: str, store: OrgUnit, moment: dt.datetime) -> str:
        """The next number of a prefix in a store on a day, as ``core.numbering`` writes it."""
        day = business_day(moment)
        self.last[prefix, store, day] += 1
        return f"{prefix}-{store.code.upper()}-{day:%y%m%d}-{self.last[prefix, store, day]:04d}"

    def change(
        self,
        document: models.Model,
        action: str,
        before: str,
        after: str,
        *,
        at: dt.datetime,
        by: Staff | None,
        reason: str = "",
        cause: str = "",
    ) -> None:
        """A document went from one state to another."""
        model = type(document)
        if model not in self.kinds:
            self.kinds[model] = ContentType.objects.get_for_model(model)
        store_id, who = getattr(document, "store_id", None), by.pk if by else None
        self.rows.add_values(
            StatusChange,
            (
                self.kinds[model].pk,
                document.pk,
                store_id,
                action,
                before,
                after,
                at,
                who,
                None,
                reason,
                cause,
                "",
            ),
        )

    def write_sequences(self) -> None:
        """Keep the last number of each day, so that the next document goes on from it."""
        self.rows.add_all(
            Sequence(prefix=prefix, store=store, day=day, last=last)
            for (prefix, store, day), last in self.last.items()
        )
