"""State machines as declared tables, and the one engine that moves documents through them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from apps.core import frame
from apps.core.models import StatusChange
from apps.core.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db import models
    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum

    Guard = Callable[[Any, Actor], _StrOrPromise | None]


@dataclass(frozen=True)
class Transition:
    """One permitted step.

    ``kind="follows"`` marks a derived change: it needs no right and is only made by a service with
    its cause.  ``distinct_from`` names attributes of the document that hold staff ids (or are
    callables giving an iterable of them) who may not take the step; ``instead`` tells such a
    person who may.
    """

    action: str
    label: _StrOrPromise
    sources: tuple[str, ...]
    target: str
    permission: CapabilityEnum | None = None
    guards: tuple[Guard, ...] = ()
    kind: str = "acts"
    distinct_from: tuple[str, ...] = ()
    needs_reason: bool = False
    instead: Guard | None = None


@dataclass(frozen=True)
class Option:
    """A step as a button: allowed, or greyed with the reason."""

    action: str
    label: _StrOrPromise
    allowed: bool
    why: _StrOrPromise = ""
    needs_reason: bool = False


_machines: list[Machine] = []


def every_machine() -> list[Machine]:
    """All declared tables."""
    return list(_machines)


@dataclass(frozen=True)
class Machine:
    """The table of one model's states.

    ``persons`` says for each name its steps are ``distinct_from`` under which rights somebody
    comes to stand there, none for whom the document is about: who holds such a right and that of
    the step could be both persons.
    """

    model: str
    transitions: tuple[Transition, ...]
    field: str = "state"
    persons: Mapping[str, tuple[CapabilityEnum, ...]] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        """Be known to those who read all tables: the pages of the organisation."""
        _machines.append(self)

    def state_of(self, obj: models.Model) -> str:
        """The state the document is in."""
        return str(getattr(obj, self.field))

    def find(self, obj: models.Model, action: str) -> Transition:
        """The step of this name from the present state; raises Refused when there is none."""
        state = self.state_of(obj)
        for transition in self.transitions:
            if transition.action == action and state in transition.sources:
                return transition
        label = next((t.label for t in self.transitions if t.action == action), action)
        raise Refused(
            _("单据现在是“%(state)s”，不能%(action)s。")
            % {"state": self.state_label(obj), "action": label}
        )

    def state_label(self, obj: models.Model) -> _StrOrPromise:
        """The present state in words."""
        label: _StrOrPromise = getattr(obj, f"get_{self.field}_display")()
        return label


def perform(
    machine: Machine, obj: models.Model, action: str, *, by: Actor, reason: str = ""
) -> StatusChange:
    """Take one step on a locked document: state, right, persons, guards, save, record.

    Raises Refused, Denied or Http404 and then changes nothing.
    """
    step = machine.find(obj, action)
    if step.kind != "acts" or step.permission is None:
        raise ValueError(f"{action} follows from other changes; use follow()")
    by.require(step.permission, obj)
    if step.needs_reason and not reason.strip():
        raise Refused(_("请填写原因。"), field="reason")
    why = blocked(step, obj, by)
    if why:
        raise Refused(why)
    frame.note_reason(reason)
    return _move(machine, obj, step, by=by, reason=reason)


def follow(
    machine: Machine, obj: models.Model, action: str, *, by: Actor, cause: str
) -> StatusChange:
    """Make a derived change under the lock of its document, naming what caused it."""
    step = machine.find(obj, action)
    if step.kind != "follows":
        raise ValueError(f"{action} is an act of a person; use perform()")
    for guard in step.guards:
        why = guard(obj, by)
        if why:
            raise Refused(why)
    return _move(machine, obj, step, by=by, cause=cause)


def blocked(step: Transition, obj: models.Model, by: Actor) -> _StrOrPromise | None:
    """Why the step cannot be taken now by a holder of the right; None when it can."""
    for name in step.distinct_from:
        value = getattr(obj, name)
        value = value() if callable(value) else value
        others = {value} if isinstance(value, int) else set(value or ())
        if by.staff_id in others:
            if step.instead is not None:
                return step.instead(obj, by)
            return _("不能由同一个人完成：您已经参与了这张单据的上一步。")
    for guard in step.guards:
        why = guard(obj, by)
        if why:
            return why
    return None


def available(machine: Machine, obj: models.Model, by: Actor) -> list[Option]:
    """The steps from the present state as buttons; rights are asked in one query."""
    state = machine.state_of(obj)
    steps = [t for t in machine.transitions if state in t.sources and t.kind == "acts"]
    perms = [t.permission for t in steps if t.permission is not None and by.can(t.permission)]
    held = by.allowed(obj, perms) if perms else set()
    return [_option(t, obj, by) for t in steps if t.permission in held]


def _option(step: Transition, obj: models.Model, by: Actor) -> Option:
    why = blocked(step, obj, by)
    return Option(step.action, step.label, why is None, why or "", step.needs_reason)


def _move(
    machine: Machine,
    obj: models.Model,
    step: Transition,
    *,
    by: Actor,
    reason: str = "",
    cause: str = "",
) -> StatusChange:
    before = machine.state_of(obj)
    setattr(obj, machine.field, step.target)
    obj.save()
    return record(obj, step.action, before, step.target, by=by, reason=reason, cause=cause)


def record(
    obj: models.Model,
    action: str,
    before: str,
    after: str,
    *,
    by: Actor,
    reason: str = "",
    cause: str = "",
) -> StatusChange:
    """Write down a change of state; also used for the first state of a new document."""
    act = frame.current()
    return StatusChange.objects.create(
        content_type=ContentType.objects.get_for_model(obj),
        object_id=obj.pk,
        store_id=getattr(obj, "store_id", None),
        action=action,
        from_state=before,
        to_state=after,
        at=by.now,
        by_id=by.staff_id,
        tenure_id=act.tenure_id if act else None,
        reason=reason,
        cause=cause,
        request_id=by.request_id,
    )


def changes_of(objects: Iterable[models.Model]) -> models.QuerySet[StatusChange]:
    """The recorded changes of documents of one model, oldest first."""
    rows = list(objects)
    if not rows:
        return StatusChange.objects.none()
    kind = ContentType.objects.get_for_model(rows[0])
    found = StatusChange.objects.filter(content_type=kind, object_id__in=[r.pk for r in rows])
    return found.select_related("by").order_by("id")
