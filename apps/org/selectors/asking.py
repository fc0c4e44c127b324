"""Requests of all kinds as one page shows them: to answer, asked by me, answered by me."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, Value
from django.utils.translation import gettext as _

from apps.org.asking import desks
from apps.org.models import RequestState, RequestStep, Tenure
from apps.org.wording import amounts_words, limit_amount, limit_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

    from apps.org.access import Access
    from apps.org.asking import Desk
    from apps.org.models.asking import Request

NOBODY = Q(pk__in=())


@dataclass(frozen=True)
class Rung:
    """One step of the ladder in words: whose turn, from when, and how it came there."""

    position: str
    people: tuple[str, ...]
    via: str
    at: dt.datetime
    due_at: dt.datetime
    note: str
    by: str
    has_it: bool
    to_come: bool


@dataclass(frozen=True)
class AskedRow:
    """One request, ready to be read and answered.

    ``over`` says over which limit by how much; ``may`` are the actions offered, ``why_not`` why
    it cannot be approved by the person who reads.
    """

    request: Any
    desk: Desk
    amount: str
    over: str
    url: str
    rungs: tuple[Rung, ...]
    may: frozenset[str]
    why_not: str
    overdue: bool

    @property
    def code(self) -> str:
        """The kind, as it stands in addresses."""
        return self.desk.kind.code

    @property
    def number(self) -> str:
        """The document it is about."""
        return self.desk.number(self.request)

    @property
    def plate(self) -> str | None:
        """The car, "" for one without plates, None where there is no car."""
        return self.desk.plate(self.request)

    @property
    def facts(self) -> list[tuple[str, object]]:
        """What it is about."""
        return self.desk.facts(self.request)

    @property
    def holders(self) -> list[Rung]:
        """Who has it now."""
        return [r for r in self.rungs if r.has_it]

    @property
    def decided_for(self) -> str:
        """The absent person in whose place it was decided; "" where nobody stood in."""
        tenure = self.request.decided_in
        absent = tenure.acting_for if tenure else None
        return str(absent.staff) if absent else ""


VIEWS: dict[str, Callable[[Access, Desk], QuerySet[Any]]] = {
    "": lambda access, desk: desk.kind.waiting(access),
    "made": lambda access, desk: desk.kind.rows.filter(requested_by=access.staff_id),
    "decided": lambda access, desk: desk.kind.rows.filter(decided_by=access.staff_id),
}
ORDER = {"": ("due_at", "kind", "pk"), "made": ("-requested_at",), "decided": ("-decided_at",)}


def keys_of(access: Access, view: str, code: str) -> QuerySet[Any, dict[str, Any]]:
    """Kind and key of every request of one view, in the order it is read."""
    chosen = [d for d in desks() if not code or d.kind.code == code]
    found = [
        VIEWS[view](access, d)
        .order_by()
        .annotate(kind=Value(d.kind.code))
        .values("kind", "pk", "due_at", "requested_at", "decided_at")
        for d in chosen
    ]
    rows: QuerySet[Any, dict[str, Any]]
    rows = found[0].union(*found[1:], all=True) if found[1:] else found[0]
    return rows.order_by(*ORDER[view])


def rows_of(access: Access, keys: Iterable[dict[str, Any]]) -> list[AskedRow]:
    """The requests of one page, whatever their kinds, in a number of queries that stays."""
    order = [(k["kind"], k["pk"]) for k in keys]
    wanted: dict[str, list[int]] = defaultdict(list)
    for code, pk in order:
        wanted[code].append(pk)
    found: dict[tuple[str, int], tuple[Desk, Request]] = {}
    for desk in (d for d in desks() if d.kind.code in wanted):
        for request in read(desk).filter(pk__in=wanted[desk.kind.code]):
            found[desk.kind.code, request.pk] = (desk, request)
    chosen = [found[key] for key in order if key in found]
    rungs = _rungs([request for _desk, request in chosen], access.now)
    return [_row(access, desk, request, rungs) for desk, request in chosen]


def read(desk: Desk) -> QuerySet[Any]:
    """The requests of one kind with all that is shown of them."""
    return desk.kind.rows.select_related(
        "requested_by", "decided_by", "decided_in__acting_for__staff", "asked_of", *desk.related
    )


def found(access: Access, desk: Desk, pk: int) -> Any:
    """One request the person may see: asked by them, or in reach of their right to decide."""
    mine = Q(pk__in=desk.kind.rows.visible_to(access, desk.kind.perm).order_by().values("pk"))
    return read(desk).filter(mine | Q(requested_by=access.staff_id), pk=pk).first()


def row_of(access: Access, desk: Desk, request: Any) -> AskedRow:
    """One request, ready to be read and answered."""
    return _row(access, desk, request, _rungs([request], access.now))


def latest(access: Access, desk: Desk, requests: QuerySet[Any]) -> AskedRow | None:
    """The latest request about a document that was reached already, for the document's page."""
    newest = requests.order_by("-pk").values("pk")[:1]
    request = read(desk).filter(pk__in=newest).first()
    return None if request is None else row_of(access, desk, request)


def _row(
    access: Access, desk: Desk, request: Any, rungs: dict[tuple[int, int], list[Rung]]
) -> AskedRow:
    kind = desk.kind
    content = ContentType.objects.get_for_model(request)
    pending = request.state == RequestState.PENDING
    why_not = _why_not(access, desk, request) if pending else ""
    return AskedRow(
        request=request,
        desk=desk,
        amount=amounts_words(request.amounts),
        over=_over(request),
        url=desk.address(request) if access.can(desk.sight) else "",
        rungs=tuple(rungs.get((content.pk, request.pk), ())),
        may=_actions(access, kind.perm, request, why_not) if pending else frozenset(),
        why_not=why_not,
        overdue=pending and request.due_at < access.now,
    )


def _actions(access: Access, perm: Any, request: Any, why_not: str) -> frozenset[str]:
    if request.requested_by_id == access.staff_id:
        once = set() if request.reminded_at else {"remind"}
        return frozenset({"withdraw"} | once)
    if not access.can(perm):
        return frozenset()
    return frozenset({"refuse", "pass"} | (set() if why_not else {"approve"}))


def _why_not(access: Access, desk: Desk, request: Any) -> str:
    """What is certain without asking the database; the service has the last word."""
    if request.requested_by_id == access.staff_id:
        return ""
    amounts = request.amounts.items()
    reaches = access.reaches(desk.kind.perm)
    if not reaches or any(all(r.limit(k) >= v for k, v in amounts) for r in reaches):
        return ""
    return _("超出您的批准额度，请转上级。")


def _over(request: Any) -> str:
    """Over which limit of the one who asked, and by how much."""
    beyond = []
    for name, asked in request.amounts.items():
        own = request.own_limits.get(name, "0")
        if not asked or own == "" or Decimal(own) >= asked:
            continue
        facts = {
            "limit": limit_name(name),
            "own": limit_amount(name, Decimal(own)),
            "more": limit_amount(name, asked - Decimal(own)),
        }
        beyond.append(_("%(limit)s额度 %(own)s，超出 %(more)s") % facts)
    return _("；").join(beyond) or _("在申请人额度内，但不能自己批准")


def _rungs(requests: list[Any], now: dt.datetime) -> dict[tuple[int, int], list[Rung]]:
    """The ladders of requests, each lowest rung first."""
    conditions = [
        Q(content_type=ContentType.objects.get_for_model(r), object_id=r.pk) for r in requests
    ]
    steps = RequestStep.objects.filter(reduce(or_, conditions, NOBODY))
    rows = list(steps.select_related("position", "by").order_by("rank"))
    live = set(steps.open(now).values_list("pk", flat=True))
    waiting = {
        (ContentType.objects.get_for_model(r).pk, r.pk)
        for r in requests
        if r.state == RequestState.PENDING
    }
    people = _people({s.position_id for s in rows}, now)
    laid: dict[tuple[int, int], list[Rung]] = defaultdict(list)
    for step in rows:
        key = (step.content_type_id, step.object_id)
        opened = step.pk in live or step.opens_at <= now
        if opened or key in waiting:
            others = [n for pk, n in people[step.position_id] if pk != step.asker_id]
            laid[key].append(_rung(step, tuple(others), key in waiting and step.pk in live, opened))
    return laid


def _rung(step: RequestStep, people: tuple[str, ...], has_it: bool, opened: bool) -> Rung:
    return Rung(
        position=str(step.position),
        people=people,
        via=str(step.get_via_display()),
        at=step.opens_at,
        due_at=step.due_at,
        note=step.note,
        by=str(step.by or ""),
        has_it=has_it,
        to_come=not opened,
    )


def _people(positions: set[int], now: dt.datetime) -> dict[int, list[tuple[int, str]]]:
    """Who holds each position now, permanently or acting."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Tenure.objects.live(now).filter(post__position__in=positions, staff__is_active=True)
    for position, staff, name in rows.order_by("pk").values_list(
        "post__position", "staff", "staff__name"
    ):
        if (staff, name) not in found[position]:
            found[position].append((staff, name))
    return found
