"""Who may sign an edition, who may not, and who could instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.org.access import Access
from apps.org.line import positions_above
from apps.org.models import Grant, OrgUnit, Position, Staff, Tenure
from apps.org.permissions import Perm
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum
    from apps.org.models import PositionRevision

_NAMED = 4


def holders_among(
    staff: set[int], positions: object, now: dt.datetime
) -> Iterator[tuple[int, int]]:
    """Person and position for everybody among ``staff`` who holds one of the positions.

    Acting holders count, and so does an approved tenure that has not begun.
    """
    rows = Tenure.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        state=Tenure.State.APPROVED,
        staff__in=staff,
        post__position__in=positions,
    )
    yield from rows.values_list("staff", "post__position")


def holds(position_id: int, staff_id: int | None, now: dt.datetime) -> bool:
    """Whether a person holds a position, acts in it or is appointed to it."""
    return staff_id is not None and any(holders_among({staff_id}, [position_id], now))


def is_above(
    looker_id: int | None, signer_id: int, revision: PositionRevision, now: dt.datetime
) -> bool:
    """Whether one may approve the revision from above the other.

    From above is from the group, or from a position up the signer's reporting line.
    """
    people = Staff.objects.in_bulk([looker_id, signer_id])
    if looker_id not in people or signer_id not in people or looker_id == signer_id:
        return False
    access = Access.of(people[looker_id], now)
    reaches = access.covering(Perm.APPROVE_POSITIONREVISION, revision)
    if any(r.store_id is None for r in reaches):
        return True
    above = {p.pk for p in positions_above(people[signer_id], now)}
    return any(r.position_id in above for r in reaches)


def looked_above(revision: PositionRevision, signer_id: int | None, now: dt.datetime) -> bool:
    """Whether somebody above this signer has taken the second look."""
    looker = revision.second_look_by_id
    return (
        looker is not None and signer_id is not None and is_above(looker, signer_id, revision, now)
    )


def able(
    perm: CapabilityEnum, revision: PositionRevision, now: dt.datetime, barred: set[int]
) -> Iterator[Staff]:
    """Who holds the right over the revision and may sign: no holder, none of the barred."""
    positions = _granted(perm, [revision.position.owner_id, *_roots()], now)
    tenures = Tenure.objects.live(now).filter(post__position__in=positions, staff__is_active=True)
    people = Staff.objects.filter(tenures__in=tenures).exclude(pk__in=barred).distinct()
    for person in people.order_by("pk"):
        if holds(revision.position_id, person.pk, now):
            continue
        if Access.of(person, now).may(perm, revision):
            yield person


def lookers(revision: PositionRevision, signer_id: int, now: dt.datetime) -> Iterator[Staff]:
    """Who could take the second look before this person signs again."""
    barred = revision.signer_ids() | {signer_id}
    for person in able(Perm.APPROVE_POSITIONREVISION, revision, now, barred):
        if is_above(person.pk, signer_id, revision, now):
            yield person


def who_may_review(revision: PositionRevision, by: Actor) -> str:
    """Why this person cannot review, and who can."""
    return _turned_away(revision, by, Perm.REVIEW_POSITIONREVISION, revision.writer_ids)


def who_may_approve(revision: PositionRevision, by: Actor) -> str:
    """Why this person cannot approve, and who can."""
    return _turned_away(revision, by, Perm.APPROVE_POSITIONREVISION, revision.signer_ids)


def only_after_a_look(revision: PositionRevision, by: Actor) -> str:
    """Why a second signature waits for a look from above, and who could take it."""
    names = _names(lookers(revision, by.staff_id or 0, by.now), by.now)
    if not names:
        return _("同一个人签第二次之前要由上级复看，现在没有人可以复看。")
    words = _("同一个人签第二次之前要由上级复看；可以复看的人：%(names)s。")
    return words % {"names": names}


def _turned_away(
    revision: PositionRevision, by: Actor, perm: CapabilityEnum, signed: Callable[[], set[int]]
) -> str:
    why = _("起草、审核、批准要由三个人完成，您已经签过或看过这一版。")
    others = _names(able(perm, revision, by.now, signed() | {by.staff_id or 0}), by.now)
    if others:
        why += _("可以办理的人：%(names)s。") % {"names": others}
    if revision.position.base or revision.second_look_by_id is not None:
        return why
    return why + only_after_a_look(revision, by)


def _names(people: Iterator[Staff], now: dt.datetime) -> str:
    found = [_named(person, now) for person, _n in zip(people, range(_NAMED), strict=False)]
    return _("、").join(found)


def _named(person: Staff, now: dt.datetime) -> str:
    posts = person.tenures.live(now).select_related("post__position").order_by("pk")
    position = next((str(t.post.position) for t in posts), "")
    return _("%(name)s（%(position)s）") % {"name": person, "position": position}


def _granted(perm: CapabilityEnum, owners: list[int], now: dt.datetime) -> set[int]:
    """The positions of these owners whose text in force grants the right."""
    editions = editions_in_force(Position.objects.filter(owner__in=owners), now)
    texts = {e.text_id for e in editions.values()}
    rows = Grant.objects.filter(capability=perm.value, duty__revision__in=texts)
    granting = set(rows.values_list("duty__revision", flat=True))
    return {p for p, e in editions.items() if e.text_id in granting}


def _roots() -> list[int]:
    return list(OrgUnit.objects.filter(parent=None).values_list("pk", flat=True))
