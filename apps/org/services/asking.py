"""Requests to the line above: asked, passed upward, reminded, withdrawn, decided by another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from apps.core.capabilities import implied_by
from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow, perform, record
from apps.core.working_time import due_after, working_hours
from apps.org.asking import desk_for
from apps.org.line import deciders, holders_of, positions_above
from apps.org.models import Grant, PositionRevision, RequestState, RequestStep
from apps.org.wording import amounts_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.asking import Kind
    from apps.org.models import Position, Staff
    from apps.org.models.asking import Request, RequestStepQuerySet
    from apps.org.reaches import Reach

R = TypeVar("R", bound="Request")
Via = RequestStep.Via
LONGEST = 160


def ask(kind: Kind, request: R, *, by: Access, own: dict[str, str] | None = None) -> R:
    """A new request lies with the first of the line who can decide, and has its whole ladder.

    Positions whose holder is missing are passed over, which the ladder shows.  ``own`` are the
    limits of the one who asks, where they stand on another right than the decision.  Raises
    Refused, with what is missing, when nobody on the line can decide.
    """
    request.requested_by, request.requested_at = by.person, by.now
    request.reason = request.reason.strip()
    request.own_limits = own if own is not None else limits_of(kind, request, by=by)
    rungs = _line(kind, request, by=by)
    if not rungs:
        raise Refused(
            _("%(amounts)s：汇报线上没有人有这么大的批准额度，请先补齐岗位或额度。")
            % {"amounts": amounts_words(request.amounts)}
        )
    request.asked_of = rungs[0]
    request.due_at = due_of(kind, request, by.now)
    request.save()
    vacant = _vacant_below(kind, request, by=by)
    for rank, position in enumerate(vacant):
        _step(
            request, rank, position, Via.VACANT, opens_at=by.now, due_at=by.now, closed_at=by.now
        ).save()
    _lay(kind, request, rungs, Via.ASKED, first_rank=len(vacant), at=by.now, person=by.person)
    record(request, "ask", "", request.state, by=by, reason=request.reason)
    return request


def limits_of(kind: Kind, request: Request, *, by: Access) -> dict[str, str]:
    """Up to how much the person could decide alone, by the names of the limits asked."""
    covering = by.covering(kind.perm, request.subject)
    return own_limits(covering, request.amounts)


def own_limits(reaches: Iterable[Reach], names: Iterable[str]) -> dict[str, str]:
    """The largest amounts of reaches by limit; "" stands for no limit at all."""
    found: dict[str, str] = {}
    held = list(reaches)
    for name in names if held else ():
        most = max(r.limit(name) for r in held)
        found[name] = str(most) if most.is_finite() else ""
    return found


def due_of(kind: Kind, request: Request, moment: dt.datetime) -> dt.datetime:
    """When an answer is due that is asked for at a moment: the dated term in working time."""
    day = business_day(moment)
    term = Setting.objects.value(f"org.due.{kind.code}", day, request.store_id)
    return due_after(moment, term, working_hours(day, request.store_id))


def decide(kind: Kind, request: R, action: str, *, by: Access, reason: str = "") -> R:
    """A locked request is approved within the limit, or refused with a reason, by another person.

    The room locked the document before it and carries out what follows.  Raises Refused for the
    person who asked, beyond the limit with words who could, and once answered.
    """
    by.require(kind.perm, request.subject)
    if action not in {"approve", "refuse"}:
        raise Refused(_("没有这个操作。"))
    request.decided_by, request.decided_at, request.answer = by.person, by.now, reason.strip()
    request.decided_in_id = _tenure_of(kind, request, by)
    perform(kind.machine, request, action, by=by, reason=reason)
    return request


def drop(kind: Kind, request: Request, *, by: Actor, cause: str) -> None:
    """A locked request is withdrawn because its document changed or ended."""
    follow(kind.machine, request, "withdraw", by=by, cause=cause)


def take_back(kind: Kind, request: R, *, by: Access, reason: str = "") -> R:
    """A locked request is withdrawn by the person who made it; nobody else may."""
    if request.requested_by_id != by.staff_id:
        raise Refused(_("只有申请人自己能撤回。"))
    request.answer = reason.strip()
    drop(kind, request, by=by, cause="requester")
    return request


@service
def withdraw(*, by: Access, request: R, version: int | None, reason: str = "") -> R:
    """The person who asked no longer asks."""
    kind = desk_for(request).kind
    return take_back(kind, lock(request, version), by=by, reason=reason)


@service
def remind(*, by: Access, request: R, version: int | None) -> R:
    """The person who asked reminds those who have it, once."""
    kind = desk_for(request).kind
    request = lock(request, version)
    _require_pending(kind, request)
    if request.requested_by_id != by.staff_id:
        raise Refused(_("只有申请人自己能催办。"))
    if request.reminded_at is not None:
        raise Refused(_("已经催办过一次。"))
    request.reminded_at = by.now
    request.save()
    record(request, "remind", request.state, request.state, by=by)
    return request


@service
def pass_up(*, by: Access, request: R, version: int | None, reason: str) -> R:
    """The request is given to the next position up that can decide, with the reason why.

    Whoever has the right to decide may do so when it is beyond their limit or not theirs to
    judge.  Raises Refused without a reason, for one's own request and at the end of the line.
    """
    kind = desk_for(request).kind
    request = lock(request, version)
    by.require(kind.perm, request.subject)
    _require_pending(kind, request)
    if request.requested_by_id == by.staff_id:
        raise Refused(_("不能由同一个人完成：这是您自己的申请。"))
    if not reason.strip():
        raise Refused(_("请写明转上级的原因。"), field="answer")
    steps = lock_all(steps_of(request))
    live = set(steps_of(request).open(by.now).values_list("pk", flat=True))
    opened = [s for s in steps if s.pk in live or s.closed_at is not None]
    rest = _above(kind, request, {s.position_id for s in opened}, by=by)
    if not rest:
        raise Refused(_("汇报线上没有更高的岗位能批准。"), field="answer")
    for step in steps:
        if step not in opened:
            step.delete()
        elif step.closed_at is None:
            step.closed_at = by.now
            step.save()
    request.asked_of, request.due_at = rest[0], due_of(kind, request, by.now)
    request.save()
    first = max(s.rank for s in opened) + 1
    note = reason.strip()[:LONGEST]
    _lay(kind, request, rest, Via.PASSED, first_rank=first, at=by.now, person=by.person, note=note)
    record(request, "pass_up", request.state, request.state, by=by, reason=reason)
    return request


def steps_of(request: Request) -> RequestStepQuerySet:
    """The ladder of one request, lowest rung first."""
    rows = RequestStep.objects.of(type(request)).filter(object_id=request.pk)
    return rows.order_by("rank")


def _require_pending(kind: Kind, request: Request) -> None:
    if request.state != RequestState.PENDING:
        raise Refused(
            _("申请现在是“%(state)s”，不能再改。") % {"state": request.get_state_display()}
        )


def _line(kind: Kind, request: Request, *, by: Access) -> list[Position]:
    return list(
        deciders(
            kind.perm,
            request.subject,
            request.amounts,
            line_of=request.line_of,
            asked_by=request.requested_by,
            now=by.now,
        )
    )


def _above(kind: Kind, request: Request, asked: set[int], *, by: Access) -> list[Position]:
    """Who can decide above the highest position that has had the request."""
    order = [p.pk for p in positions_above(request.line_of, by.now)]
    reached = max((order.index(pk) for pk in asked if pk in order), default=-1)
    higher = set(order[reached + 1 :])
    return [p for p in _line(kind, request, by=by) if p.pk in higher - asked]


def _vacant_below(kind: Kind, request: Request, *, by: Access) -> list[Position]:
    """Positions that would have been asked first, had they anybody to ask."""
    found: list[Position] = []
    for position in positions_above(request.line_of, by.now):
        if position.pk == request.asked_of_id:
            return found
        if not holders_of(position, by.now, other_than=request.requested_by):
            found.append(position)
    granting = Grant.objects.filter(
        capability__in=implied_by(kind.perm),
        duty__revision__in=PositionRevision.objects.effective(by.now).values("pk"),
        duty__revision__position__in=found,
    )
    able = set(granting.values_list("duty__revision__position", flat=True))
    return [p for p in found if p.pk in able]


def _lay(
    kind: Kind,
    request: Request,
    rungs: list[Position],
    via: str,
    *,
    first_rank: int,
    at: dt.datetime,
    person: Staff,
    note: str = "",
) -> None:
    """Write the rungs: the first is open now, each further one opens when the one below is due."""
    opens = at
    for index, position in enumerate(rungs):
        due = due_of(kind, request, opens)
        rank = first_rank + index
        step = _step(request, rank, position, Via.OVERDUE, opens_at=opens, due_at=due)
        if not index:
            step.via, step.note, step.by = via, note, person
        step.save()
        opens = due


def _step(request: Request, rank: int, position: Position, via: str, **times: Any) -> RequestStep:
    return RequestStep(
        content_type=ContentType.objects.get_for_model(request),
        object_id=request.pk,
        rank=rank,
        position=position,
        asker=request.requested_by,
        via=via,
        **times,
    )


def _tenure_of(kind: Kind, request: Request, by: Access) -> int | None:
    """The tenure whose limits cover the amounts, else the one that covers the row."""
    for reach in by.covering(kind.perm, request.subject):
        if all(reach.limit(k) >= v for k, v in request.amounts.items()):
            return reach.tenure_id
    return by.tenure_id_for(kind.perm, request.subject)
