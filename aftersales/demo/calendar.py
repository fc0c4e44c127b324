"""Which cars come when: half a year of finished visits, and today's work in every state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aftersales.demo.floor import at, minutes
from aftersales.demo.stays import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from aftersales.demo.garage import Car
    from aftersales.demo.people import Shop

DAYS = 182
QUIET_DAYS = 3  # before the load date only quick work comes in, so that it is finished by then
FIRST, LAST = dt.time(8, 35), dt.time(16, 0)
STORE_SHARES = {"cs1": 46, "cs2": 32, "zz1": 22}

LIVE = {  # how many cars of each stage stand in a store today
    "cs1": (3, 3, 3, 3, 2, 2, 2, 1, 2, 2, 2, 1, 3),
    "cs2": (1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    "zz1": (1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1),
}
FINISHED = range(Stage.SELF_CHECKED, Stage.LEFT + 1)


@dataclass(frozen=True)
class Coming:
    """A car that will come, what for, and how far its stay gets."""

    shop: Shop
    work: dict[str, Any]
    opened_at: dt.datetime
    stage: Stage


class Calendar:
    """Spreads the visits over the stores and days."""

    def __init__(
        self, chance: Random, works: list[dict[str, Any]], shops: list[Shop], today: dt.date
    ) -> None:
        self.chance, self.works, self.shops, self.today = chance, works, shops, today
        self.quick = [w for w in works if w["class"] == "express" and "payer" not in w]
        self.full = [w for w in works if w["class"] == "general" and len(w["jobs"]) == 1]

    def all(self, visits: int) -> list[Coming]:
        """So many visits in the order in which they are opened; today's stand at the end."""
        live = [coming for shop in self.shops for coming in self._today(shop)]
        past = sorted(self._past(max(visits - len(live), 0)), key=lambda c: c.opened_at)
        return [*past, *live]

    def _past(self, count: int) -> Iterator[Coming]:
        weights = [STORE_SHARES.get(shop.code, 20) for shop in self.shops]
        for _ in range(count):
            (shop,) = self.chance.choices(self.shops, weights)
            ago = self.chance.randint(1, DAYS)
            day = self.today - dt.timedelta(days=ago)
            if day.weekday() == 6 and self.chance.random() < 0.4:
                day -= dt.timedelta(days=1)
            work = self.chance.choice(self.quick) if ago <= QUIET_DAYS else self._work(shop)
            yield Coming(shop, work, self._arrival(day), Stage.LEFT)

    def _work(self, shop: Shop) -> dict[str, Any]:
        (work,) = self.chance.choices(self.works, [w["share"] for w in self.works])
        return work

    def _arrival(self, day: dt.date) -> dt.datetime:
        """Most come in the morning."""
        opening, closing = at(day, FIRST), at(day, LAST)
        share = self.chance.triangular(0, 1, 0.22)
        return (opening + (closing - opening) * share).replace(microsecond=0)

    def _today(self, shop: Shop) -> Iterator[Coming]:
        counts = LIVE.get(shop.code, LIVE["zz1"])
        opening = at(self.today, dt.time(8, 5))
        number = 0
        for stage in sorted(Stage, reverse=True):
            for _ in range(counts[stage]):
                number += 1
                yield Coming(
                    shop, self._live_work(stage), self._live_arrival(stage, opening, number), stage
                )

    def _live_work(self, stage: Stage) -> dict[str, Any]:
        if stage in FINISHED:
            return self.chance.choice(self.full if stage == Stage.LEADER_CHECKED else self.quick)
        if stage == Stage.FINDING:
            return self.chance.choice(self.full)
        known = [w for w in self.works if stage != Stage.SHORT or _has_parts(w)]
        return self.chance.choice(
            [w for w in known if w["class"] not in {"free_check", "pdi", "installation"}]
        )

    def _live_arrival(self, stage: Stage, opening: dt.datetime, number: int) -> dt.datetime:
        if stage in FINISHED:
            return opening + minutes(number * 3)
        if stage == Stage.SHORT:
            return opening - dt.timedelta(days=self.chance.randint(1, 4)) + minutes(number * 4)
        if stage in (Stage.WORKING, Stage.FINDING):
            return opening + minutes(90 + number * 3)
        return opening + minutes(190 + number * 4)


def _has_parts(work: dict[str, Any]) -> bool:
    return bool(work["jobs"][0].get("parts"))


def fits(work: dict[str, Any], car: Car) -> bool:
    """Whether a car can come for this work."""
    return "power" not in work or car.power in work["power"]
