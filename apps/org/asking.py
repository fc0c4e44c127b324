"""The kinds of requests to the line above: the rooms declare theirs, the page shows them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.queues import Queue
from apps.core.queues import register as register_queue
from apps.core.transitions import Machine, Transition
from apps.org.line import deciders, holders_of
from apps.org.models import RequestState
from apps.org.wording import amounts_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum
    from apps.org.models.asking import Request, RequestQuerySet

PENDING = (RequestState.PENDING,)
PAGE = "org:requests"


@dataclass(frozen=True)
class Kind:
    """One sort of request.

    ``perm`` is the right to decide; ``model`` the label of the requests' table; ``queue`` the name
    of what waits.  The term to answer is the dated setting ``org.due.<code>``.
    """

    code: str
    label: _StrOrPromise
    queue: _StrOrPromise
    model: str
    perm: CapabilityEnum
    machine: Machine

    @property
    def rows(self) -> RequestQuerySet[Any]:
        """All requests of the kind."""
        found: RequestQuerySet[Any] = installed.get_model(self.model)._default_manager.all()
        return found

    def waiting(self, by: Actor) -> RequestQuerySet[Any]:
        """Requests of the kind that wait for the person."""
        return self.rows.visible_to(by, self.perm).waiting_for(by)


@dataclass(frozen=True)
class Desk:
    """How the page of all requests deals with one kind.

    ``decide`` and ``withdraw`` are the room's services.  ``related`` are the rows read along;
    ``number`` names the document, ``facts`` tells what it is about; ``address`` is its page, for
    holders of ``sight``.
    """

    kind: Kind
    decide: Callable[..., Any]
    withdraw: Callable[..., Any]
    related: tuple[str, ...]
    number: Callable[[Any], str]
    facts: Callable[[Any], list[tuple[str, object]]]
    address: Callable[[Any], str]
    sight: CapabilityEnum
    plate: Callable[[Any], str | None] = lambda request: None


_desks: dict[str, Desk] = {}


def register(desk: Desk) -> None:
    """Put a kind on the page and its queue into the inbox; called in ``AppConfig.ready``."""
    kind = desk.kind
    _desks[kind.code] = desk
    register_queue(
        Queue(
            code=f"{kind.code}_requests",
            capability=kind.perm,
            label=kind.queue,
            rows=kind.waiting,
            page=PAGE,
            query=f"kind={kind.code}",
            due="due_at",
        )
    )


def desks() -> list[Desk]:
    """Every kind, in the order the rooms declared them."""
    return list(_desks.values())


def desk_of(code: str) -> Desk | None:
    """The kind of this code; None for an unknown one."""
    return _desks.get(code)


def desk_for(request: Request) -> Desk:
    """The kind a request is of."""
    label = request._meta.label
    return next(d for d in _desks.values() if d.kind.model == label)


def declare(
    code: str,
    *,
    label: _StrOrPromise,
    queue: _StrOrPromise,
    model: str,
    asking: tuple[CapabilityEnum, ...],
    perm: CapabilityEnum,
) -> Kind:
    """A kind with its state machine: approved within the limit, refused with a reason.

    ``asking`` are the rights under which somebody asks, ``perm`` is the right to decide.
    """

    def within_limit(request: Request, by: Actor) -> str | None:
        if by.covers(perm, request.subject, request.amounts):
            return None
        return _("%(amounts)s超出您的批准额度，%(who)s。") % {
            "amounts": amounts_words(request.amounts),
            "who": who_can(perm, request, by),
        }

    asker = ("requested_by_id",)
    approve = Transition(
        "approve",
        gettext_lazy("批准"),
        PENDING,
        RequestState.APPROVED,
        perm,
        guards=(within_limit,),
        distinct_from=asker,
    )
    refuse = Transition(
        "refuse",
        gettext_lazy("不批准"),
        PENDING,
        RequestState.REFUSED,
        perm,
        distinct_from=asker,
        needs_reason=True,
    )
    withdraw = Transition(
        "withdraw", gettext_lazy("撤回申请"), PENDING, RequestState.WITHDRAWN, kind="follows"
    )
    persons = {"requested_by_id": asking}
    machine = Machine(model, (approve, refuse, withdraw), persons=persons)
    return Kind(code, label, queue, model, perm, machine)


def who_can(perm: CapabilityEnum, request: Request, by: Actor) -> str:
    """In words, the nearest position that may decide now and who holds it."""
    line = deciders(
        perm,
        request.subject,
        request.amounts,
        line_of=request.line_of,
        asked_by=request.requested_by,
        now=by.now,
    )
    position = next(line, None)
    if position is None:
        return _("汇报线上也没有人能批准")
    people = holders_of(position, by.now, other_than=request.requested_by)
    names = _("、").join(p.name for p in people)
    return _("须由%(position)s（%(names)s）批准") % {"position": position, "names": names}
