"""What a tenure must keep to: dates, person, acting, headcount.  Each refusal names its field."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day, day_bounds
from apps.core.figures_text import when_text
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import lock
from apps.org.gains import conflicts_by
from apps.org.models import Post, Staff, Tenure
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access

ACTING_DAYS = "org.acting_days_max"
BACKDATED_DAYS = "org.tenure_backdated_days"
DECIDE_DAYS = "org.tenure_decide_days"
VACANCY_DAYS = "org.vacancy_acting_days"


def figure(code: str, by: Actor, store_id: int | None) -> int:
    """A figure of tenures in force today."""
    return int(Setting.objects.value(code, business_day(by.now), store_id))


def check_dates(tenure: Tenure, by: Actor) -> None:
    """From before to, not long past, not over already; acting has an end and is not for long."""
    starts_at, ends_at = tenure.starts_at, tenure.ends_at
    store = tenure.post.unit.store_id
    if ends_at is not None and ends_at <= starts_at:
        raise Refused(_("结束时间必须晚于开始时间。"), field="ends_at")
    if ends_at is not None and ends_at <= by.now:
        raise Refused(_("结束时间已经过去。"), field="ends_at")
    back = figure(BACKDATED_DAYS, by, store)
    first = day_bounds(business_day(by.now) - dt.timedelta(days=back))[0]
    if starts_at < first:
        words = _("开始时间最多可以补记到 %(days)d 天前。") % {"days": back}
        raise Refused(words, field="starts_at")
    if tenure.kind == Tenure.Kind.ACTING:
        _check_acting_end(tenure, by)


def _check_acting_end(tenure: Tenure, by: Actor) -> None:
    if tenure.ends_at is None:
        raise Refused(_("代理任职必须写明结束时间。"), field="ends_at")
    days = figure(ACTING_DAYS, by, tenure.post.unit.store_id)
    if tenure.ends_at - tenure.starts_at > dt.timedelta(days=days):
        raise Refused(_("一次代理最长 %(days)d 天。") % {"days": days}, field="ends_at")


def check_person(tenure: Tenure, by: Access) -> None:
    """Somebody else, at work, whom the proposer reaches as well as the post."""
    staff, post = tenure.staff, tenure.post
    if staff.pk == by.staff_id:
        raise Refused(_("不能为自己提出任职。"), field="staff")
    if not staff.is_active:
        raise Refused(_("%(who)s已经离职，不能任职。") % {"who": staff}, field="staff")
    if post.position.base:
        raise Refused(_("这是全员基础岗位，不需要任命。"), field="post")
    people = by.limit_reach(Staff.objects.filter(pk=staff.pk), Perm.PROPOSE_TENURE)
    if not people.exists():
        words = _("%(who)s属于%(unit)s，跨店任职须由同时管两边的人提名。")
        raise Refused(words % {"who": staff, "unit": staff.store or staff.unit}, field="staff")


def check_acting(tenure: Tenure, now: dt.datetime) -> None:
    """Acting is for a tenure of this very post, not one's own, or for a seat nobody fills."""
    of = tenure.acting_for
    if tenure.kind != Tenure.Kind.ACTING:
        if of is not None:
            raise Refused(_("只有代理任职才写明代理谁。"), field="acting_for")
        return
    if of is None:
        if missing_seats(tenure.post, now) < 1:
            raise Refused(_("这个岗位现在没有空缺，请选择代理谁。"), field="acting_for")
        return
    if of.post_id != tenure.post_id or of.kind == Tenure.Kind.ACTING:
        raise Refused(_("被代理的任职不在这个岗位席位上。"), field="acting_for")
    if of.staff_id == tenure.staff_id:
        raise Refused(_("不能代理自己。"), field="acting_for")
    if of not in Tenure.objects.unended(now):
        raise Refused(_("被代理的任职已经结束。"), field="acting_for")


def missing_seats(post: Post, now: dt.datetime) -> int:
    """How many of the headcount nobody fills now; acting fills none."""
    held = post.tenures.live(now).filter(staff__is_active=True)
    return max(0, post.headcount - held.exclude(kind=Tenure.Kind.ACTING).count())


def check_twice(tenure: Tenure) -> None:
    """Nobody holds the same post twice at one time; one person has one permanent tenure."""
    mine = Tenure.objects.filter(staff=tenure.staff_id, state=Tenure.State.APPROVED)
    mine = mine.exclude(pk=tenure.pk).overlapping(tenure.starts_at, tenure.ends_at)
    same = mine.filter(post=tenure.post_id).first()
    if same is not None:
        words = _("%(who)s在这段时间已经在这个岗位上（%(kind)s）。")
        facts = {"who": tenure.staff, "kind": same.get_kind_display()}
        raise Refused(words % facts, field="post")
    if tenure.kind != Tenure.Kind.PERMANENT:
        return
    other = mine.filter(kind=Tenure.Kind.PERMANENT).select_related("post__position").first()
    if other is not None:
        words = _("%(who)s已专任%(post)s，同一时间只能专任一个岗位；请先结束原任职，或改为兼任。")
        facts = {"who": tenure.staff, "post": other.post.position}
        raise Refused(words % facts, field="kind")


def check_headcount(tenure: Tenure) -> None:
    """Under the lock of the post: at no instant are more permanent holders than the headcount.

    Concurrent holders are not counted; a surplus they make is shown on the chart.
    """
    if tenure.kind != Tenure.Kind.PERMANENT:
        return
    post = lock_post(tenure.post)
    others = post.tenures.filter(kind=Tenure.Kind.PERMANENT, state=Tenure.State.APPROVED)
    others = others.exclude(pk=tenure.pk).overlapping(tenure.starts_at, tenure.ends_at)
    times = list(others.values_list("starts_at", "ends_at"))
    for at in sorted({tenure.starts_at, *(s for s, _e in times if s > tenure.starts_at)}):
        held = sum(s <= at and (e is None or e > at) for s, e in times)
        if held >= post.headcount:
            words = _("编制 %(plan)d 人，%(at)s已有 %(held)d 人专任，不能超编。")
            facts = {"plan": post.headcount, "at": when_text(at), "held": held}
            raise Refused(words % facts, field="post")


def check_conflicts(tenure: Tenure, now: dt.datetime) -> None:
    """Who would hold both sides of separated duties does so only for a written reason."""
    found = conflicts_by(tenure, now)
    if not found or tenure.conflict_reason.strip():
        return
    words = _("%(who)s会同时持有 %(count)d 对须分开的职责：%(first)s。请写明理由。")
    facts = {"who": tenure.staff, "count": len(found), "first": found[0].words}
    raise Refused(words % facts, field="conflict_reason")


def lock_post(post: Post) -> Post:
    """The seat, locked: two approvals for it are judged one after the other."""
    return lock(post)
