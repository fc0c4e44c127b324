"""Vacancies and absences: which seats lack somebody, what stands still, and who could stand in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.core.clock import SHANGHAI
from apps.org import tenure_rules as rules
from apps.org.models import Absence, Post, Tenure
from apps.org.permissions import Perm
from apps.org.stand_ins import Bench, StandIn
from apps.org.uncovered import AHEAD, rights_without_holder, uncovered

if TYPE_CHECKING:
    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access
    from apps.org.reach import ReachQuerySet

FIELD_TIME = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Away:
    """A holder who is or will soon be absent."""

    tenure: Tenure
    absence: Absence


@dataclass(frozen=True)
class Proposal:
    """One stand-in with the address that proposes them, dates filled in."""

    words: str
    stand_in: StandIn | None
    own: bool
    url: str


@dataclass(frozen=True)
class Line:
    """One seat with what it lacks."""

    post: Post
    held: int
    away: list[Away]
    acting: list[Tenure]
    waiting: list[Tenure]
    rights: list[CapabilityEnum]
    proposals: list[Proposal]

    @property
    def missing(self) -> int:
        """How many of the plan hold no tenure."""
        return max(0, self.post.headcount - self.held)


def seats_lacking(access: Access, *, whole: bool) -> ReachQuerySet[Post]:
    """The seats of the duty queue, or every one with a vacancy or an absence."""
    if not whole:
        rows = uncovered(access)
    else:
        rows = Post.objects.visible_to(access, Perm.PROPOSE_TENURE).filter(position__base=False)
        rows = rows.annotate(held=Count("tenures", filter=_holding(access.now), distinct=True))
        holders = Tenure.objects.live(access.now).filter(post=OuterRef("pk"))
        away = holders.filter(staff__in=_away(access).values("staff"))
        rows = rows.filter(Q(held__lt=F("headcount")) | Exists(away))
    return rows.select_related("position", "unit__store").order_by(
        "unit__path", "position_id", "pk"
    )


def lines_of(access: Access, posts: list[Post]) -> list[Line]:
    """What each seat lacks and who could stand in; the number of queries does not grow."""
    bench, rights = Bench.of(posts, access.now), rights_without_holder(access)
    absent: dict[int, Absence] = {}
    for absence in _away(access).filter(staff__tenures__post__in=posts).order_by("-starts_at"):
        absent[absence.staff_id] = absence
    store = access.store.pk if access.store else None
    days = rules.figure(rules.VACANCY_DAYS, access, store)
    most = rules.figure(rules.ACTING_DAYS, access, store)
    tenures: dict[int, list[Tenure]] = {p.pk: [] for p in posts}
    open_ = Q(state=Tenure.State.PROPOSED) | Q(state=Tenure.State.APPROVED)
    rows = Tenure.objects.filter(open_, post__in=posts, staff__is_active=True)
    for tenure in rows.overlapping(access.now, access.now + AHEAD).for_list().order_by("starts_at"):
        tenures[tenure.post_id].append(tenure)
    facts = _Facts(access, bench, absent, days, most)
    return [_line(facts, p, tenures[p.pk], rights.get(p.pk, [])) for p in posts]


@dataclass(frozen=True)
class _Facts:
    access: Access
    bench: Bench
    absent: dict[int, Absence]
    vacancy_days: int
    most_days: int


def _line(facts: _Facts, post: Post, tenures: list[Tenure], rights: list[CapabilityEnum]) -> Line:
    now = facts.access.now
    live = [t for t in tenures if t.state == Tenure.State.APPROVED and t.starts_at <= now]
    holders = [t for t in live if t.kind != Tenure.Kind.ACTING]
    away = [Away(t, facts.absent[t.staff_id]) for t in holders if t.staff_id in facts.absent]
    line = Line(
        post=post,
        held=len(holders),
        away=away,
        acting=[t for t in tenures if t.kind == Tenure.Kind.ACTING and t.state == "approved"],
        waiting=[t for t in tenures if t.state == Tenure.State.PROPOSED],
        rights=rights,
        proposals=[],
    )
    busy = {t.staff_id for t in tenures}
    answered = {t.acting_for_id for t in (*line.acting, *line.waiting) if t.kind == "acting"}
    for gone in away:
        if gone.tenure.pk not in answered:
            line.proposals.append(_for_absence(facts, gone, busy))
    nobody = line.missing and not (line.held or line.acting or line.waiting)
    if nobody and None not in answered:
        line.proposals.append(_for_vacancy(facts, post, busy))
    return line


def _for_absence(facts: _Facts, gone: Away, busy: set[int]) -> Proposal:
    starts = max(gone.absence.starts_at, facts.access.now)
    ends = min(gone.absence.ends_at, starts + dt.timedelta(days=facts.most_days))
    words = _("代理 %(who)s") % {"who": gone.tenure.staff}
    why = _("%(who)s缺勤") % {"who": gone.tenure.staff}
    return _proposal(facts, gone.tenure.post, busy, words, (starts, ends, why, gone.tenure.pk))


def _for_vacancy(facts: _Facts, post: Post, busy: set[int]) -> Proposal:
    starts = facts.access.now
    ends = starts + dt.timedelta(days=facts.vacancy_days)
    return _proposal(facts, post, busy, _("代理空缺"), (starts, ends, _("岗位空缺"), ""))


def _proposal(
    facts: _Facts,
    post: Post,
    busy: set[int],
    words: str,
    when: tuple[dt.datetime, dt.datetime, str, int | str],
) -> Proposal:
    stand_in = facts.bench.for_post(post, busy)
    starts, ends, why, of = when
    query: dict[str, str | int] = {
        "post": post.pk,
        "kind": Tenure.Kind.ACTING,
        "for": of,
        "starts": starts.astimezone(SHANGHAI).strftime(FIELD_TIME),
        "ends": ends.astimezone(SHANGHAI).strftime(FIELD_TIME),
        "reason": why,
    }
    own = stand_in is not None and stand_in.staff.pk == facts.access.staff_id
    if stand_in is not None and not own:
        query["staff"] = stand_in.staff.pk
    return Proposal(words, stand_in, own, f"{reverse('org:tenure_new')}?{urlencode(query)}")


def _away(access: Access) -> ReachQuerySet[Absence]:
    return Absence.objects.between(access.now, access.now + AHEAD)


def _holding(now: dt.datetime) -> Q:
    return (
        (Q(tenures__ends_at=None) | Q(tenures__ends_at__gt=now))
        & Q(tenures__state=Tenure.State.APPROVED, tenures__starts_at__lte=now)
        & Q(tenures__staff__is_active=True)
        & ~Q(tenures__kind=Tenure.Kind.ACTING)
    )
