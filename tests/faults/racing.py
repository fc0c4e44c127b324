"""Sixteen dispatchers after every bay: each a process of its own, with a connection of its own.

Processes, so that the race is PostgreSQL's and not one that an interpreter's lock has sorted.
All of them reach for a bay at the same instant, each with another car.
"""

from __future__ import annotations

import copy
import datetime as dt
import multiprocessing
import time
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, OperationalError, connection, connections

from apps.core.refusals import Refused
from apps.workorders.models import Bay, Job
from apps.workorders.services import dispatch as services
from apps.workorders.services.placing import EVERYTHING
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import bay, job_in

if TYPE_CHECKING:
    from collections.abc import Callable

RACERS = 16
DISPATCHERS = ("dispatcher_inspector", "dispatcher_inspector2")
BUSY = {"40P01", "55P03"}  # dead lock, lock timeout: the page says that somebody is at it
LONGEST_SECONDS = 60  # that one race for one bay may last
PATIENCE = 5  # times a racer submits again when the page says so
QUARTER = dt.timedelta(minutes=15)
OVERLAPS = """
SELECT count(*) FROM workorders_bayslot a JOIN workorders_bayslot b
  ON a.bay_id = b.bay_id AND a.id < b.id AND a.during && b.during
 WHERE a.cancelled_at IS NULL AND b.cancelled_at IS NULL
"""
fork = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Lost:
    """What a racer read when another car had the bay."""

    bay: int
    field: str
    words: str


@dataclass
class Result:
    """What racers met: bays won, refusals, times told to wait, and anything else, as a trace."""

    won: list[int] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    busy: int = 0
    errors: list[str] = field(default_factory=list)
    seconds: float = 0

    def add(self, other: Result) -> None:
        """The two together."""
        self.won += other.won
        self.lost += other.lost
        self.busy += other.busy
        self.errors += other.errors


def copies(row: Any, count: int, **facts: Callable[[int], Any]) -> list[Any]:
    """So many rows like this one; each fact is made from the number of the copy."""
    rows = []
    for n in range(count):
        like = copy.copy(row)
        like.pk, like._state = None, copy.copy(row._state)
        for name, made in facts.items():
            setattr(like, name, made(n))
        rows.append(like)
    return list(type(row)._default_manager.bulk_create(rows))


def cars(count: int) -> list[int]:
    """Jobs of so many cars, each with an order of its own, that wait for a bay."""
    job = job_in()
    order, visit = job.order, job.order.visit
    visits = copies(visit, count, number=lambda n: f"JC-R{n}", plate_no=lambda n: f"湘R{n:05d}")
    orders = copies(order, count, number=lambda n: f"GD-R{n}", visit=lambda n: visits[n])
    return [j.pk for j in copies(job, count, order=lambda n: orders[n])]


def bays(count: int) -> list[int]:
    """So many bays."""
    return [b.pk for b in copies(bay(), count, code=lambda n: f"R{n}", name=lambda n: f"R{n}位")]


def wish(number: int, racer: int) -> tuple[dt.datetime, int]:
    """When a racer wants a bay: all wishes for it hold one quarter of an hour, few are equal."""
    middle = NOW + dt.timedelta(days=1 + number % 250)
    return middle - QUARTER * (racer % 4), 15 * (racer % 4 + racer % 3 + 1)


def race(places: list[int], jobs: list[int]) -> Result:
    """Every racer tries every place, at the same instant as the others."""
    gate, turn = fork.Barrier(RACERS), fork.Value("i", 0)
    ends = [fork.Pipe(duplex=False) for _ in range(RACERS)]
    connections.close_all()
    began = time.monotonic()
    racers = [
        fork.Process(target=_run, args=(n, places, jobs, gate, turn, ends[n][1]), daemon=True)
        for n in range(RACERS)
    ]
    for racer in racers:
        racer.start()
    together = Result()
    for hear, _ in ends:
        together.add(hear.recv())
    for racer in racers:
        racer.join()
    together.seconds = time.monotonic() - began
    return together


def _run(n: int, places: list[int], jobs: list[int], gate: Any, turn: Any, tell: Any) -> None:
    """One racer: takes the next car of the yard whenever its own has won a bay."""
    met, technician = Result(), staff_of("technician")
    by, rows = access_of(DISPATCHERS[n % 2]), Bay.objects.in_bulk(places)
    try:
        car = _next_car(jobs, turn)
        for number, place in enumerate(places):
            start, minutes = wish(number, n)
            plan = {"job": car, "bay": rows[place], "start": start, "minutes": minutes}
            gate.wait(LONGEST_SECONDS)
            _reach(met, by=by, technician=technician, accepted=EVERYTHING, **plan)
            if met.won[-1:] == [place]:
                car = _next_car(jobs, turn)
    finally:
        connection.close()
        tell.send(met)


def _reach(met: Result, **plan: Any) -> None:
    for _ in range(PATIENCE):
        try:
            services.dispatch(**plan)
        except Refused as refusal:
            met.lost.append(Lost(plan["bay"].pk, refusal.field, str(refusal.message)))
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) not in BUSY:
                met.errors.append(traceback.format_exc())
                return
            met.busy += 1
            continue
        except DatabaseError:  # a person would see an error page; anything else ends the race
            met.errors.append(traceback.format_exc())
        else:
            met.won.append(plan["bay"].pk)
        return


def _next_car(jobs: list[int], turn: Any) -> Job:
    with turn.get_lock():
        turn.value += 1
        number = turn.value - 1
    return Job.objects.select_related("order").get(pk=jobs[number])


def overlaps() -> int:
    """Pairs of cars that stand in one bay at one time."""
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        return int(cursor.fetchone()[0])
