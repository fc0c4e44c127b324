"""What the visit itself knows of a car that comes: comebacks, open bills, declined work, dates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import day_text, money_text
from apps.core.models import Setting
from apps.core.tones import Tone
from apps.customers.hooks import about_car
from apps.workorders import hooks
from apps.workorders.choices import JobState
from apps.workorders.hooks import Alert
from apps.workorders.models import Delivery, Receivable, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.selectors.prepaid import usable_of

if TYPE_CHECKING:
    from apps.customers.models import Customer, Vehicle
    from apps.org.access import Access

FIGURES = ("comeback_days", "expiry_notice_days", "birthday_days")
MOST_DECLINED = 3


def known_of(*, vehicle: Vehicle, by: Access, order: WorkOrder | None = None) -> list[Alert]:
    """Everything the rooms of the visit know of a car, each thing with what to do."""
    today = business_day(by.now)
    figures = _figures(by, today)
    owner = order.visit.owner if order is not None else vehicle.owner
    return [
        *_comeback(vehicle, by, order, figures["comeback_days"]),
        *_unpaid(vehicle, owner, by),
        *_declined(vehicle, by),
        *(_prepaid(vehicle, owner, today) if order is None else ()),
        *_dates(vehicle, today, figures["expiry_notice_days"]),
        *_owner(owner, today, figures["birthday_days"]),
    ]


def _figures(by: Access, on: dt.date) -> dict[str, int]:
    """The figures in force, the store's own before the group's, in one query."""
    codes = {name: f"workorders.{name}" for name in FIGURES}
    found = Setting.objects.several(codes.values(), on, by.store.pk if by.store else None)
    return {name: int(found[code]) for name, code in codes.items()}


def _comeback(vehicle: Vehicle, by: Access, order: WorkOrder | None, days: int) -> list[Alert]:
    """The last repair in the house is within the window or its guarantee still runs."""
    rows = Delivery.objects.filter(order__visit__vehicle=vehicle).select_related("order__visit")
    if order is not None:
        rows = rows.exclude(order__visit=order.visit_id)
    last = rows.order_by("-at").first()
    if last is None:
        return []
    on = business_day(by.now)
    recent = business_day(last.at) >= on - dt.timedelta(days=days)
    reading = vehicle.last_odometer_km or 0
    covered = last.guarantee_until >= on and reading <= (last.km_out or 0) + last.guarantee_km
    if not recent and not covered:
        return []
    names = _work_of(last.order)
    same = order is not None and bool(names & _work_of(order))
    facts = {"day": day_text(business_day(last.at)), "work": _("、").join(sorted(names)) or "—"}
    words = _("%(day)s刚修过：%(work)s") % facts
    if same:
        words = _("同一问题再次进店：%(day)s修过%(work)s") % facts
    todo = _("保修期内，先判定是否返修，判定前不收费。") if covered else _("问清是不是同一个问题。")
    return [Alert(Tone.LATE if same else Tone.BLOCKED, words, todo, _page(last.order, by))]


def _work_of(order: WorkOrder) -> set[str]:
    """What was done on an order and what the customer had said."""
    jobs = order.jobs.exclude(state=JobState.CANCELLED).values_list("name", flat=True)
    said = order.visit.statements.values_list("text", flat=True)
    return set(jobs) or set(said)


def _page(order: WorkOrder, by: Access) -> str:
    if not by.may(Perm.VIEW_WORKORDER, order):
        return ""
    return reverse("workorders:detail", args=[order.pk])


def _unpaid(vehicle: Vehicle, owner: Customer | None, by: Access) -> list[Alert]:
    """Bills of this car or its owner that the customer still owes, on orders within reach."""
    orders = WorkOrder.objects.visible_to(by, Perm.VIEW_WORKORDER)
    rows = Receivable.objects.filter(order__in=orders, open_amount__gt=0, payer="CP")
    mine = rows.filter(order__visit__vehicle=vehicle)
    if owner is not None:
        mine = mine | rows.filter(customer=owner)
    owed = mine.aggregate(sum=Sum("open_amount"))["sum"]
    if not owed:
        return []
    words = _("还有未收款 %(money)s") % {"money": money_text(owed)}
    url = reverse("workorders:receivables") if by.can(Perm.VIEW_RECEIVABLE) else ""
    return [Alert(Tone.BLOCKED, words, _("交车前请客户结清。"), url)]


def _declined(vehicle: Vehicle, by: Access) -> list[Alert]:
    """Work found last time and not wanted."""
    found = hooks.declined_work.ask(vehicle=vehicle, by=by)
    return [
        Alert(
            Tone.LATE if row.safety else Tone.BLOCKED,
            _("上次没做：%(work)s（%(day)s）")
            % {"work": row.words, "day": day_text(business_day(row.at))},
            _("影响行车安全，请再次说明。") if row.safety else _("请再问一次。"),
            row.url,
        )
        for row in found[:MOST_DECLINED]
    ]


def _prepaid(vehicle: Vehicle, owner: Customer | None, today: dt.date) -> list[Alert]:
    """What the owner paid for in advance and has not used."""
    if owner is None:
        return []
    words = _("预收套餐“%(name)s”还有 %(left)d 次，%(day)s前有效")
    return [
        Alert(
            Tone.WORKING,
            words
            % {
                "name": item.package.name,
                "left": item.left,
                "day": day_text(item.prepaid.valid_until),
            },
            _("要做这一项时，开单核销。"),
        )
        for item in usable_of(vehicle.pk, owner.pk, today)[:MOST_DECLINED]
    ]


def _dates(vehicle: Vehicle, today: dt.date, days: int) -> list[Alert]:
    """Insurance and inspection that run out soon, or have."""
    due = (
        (vehicle.policy_until, _("保险"), _("请转续保专员报价。")),
        (vehicle.inspection_until, _("年检"), _("可代办年检，请推荐。")),
    )
    found = []
    for until, what, todo in due:
        if until is None or until > today + dt.timedelta(days=days):
            continue
        facts = {"what": what, "day": day_text(until)}
        over = until < today
        words = _("%(what)s已于%(day)s到期") if over else _("%(what)s%(day)s到期")
        found.append(Alert(Tone.BLOCKED if over else Tone.WORKING, words % facts, todo))
    return found


def _owner(owner: Customer | None, today: dt.date, days: int) -> list[Alert]:
    """An important customer, or one whose birthday is near."""
    if owner is None:
        return []
    found = []
    if owner.vip:
        found.append(Alert(Tone.WORKING, _("重要客户"), _("请主管到场问候。")))
    if owner.birthday is not None and _days_to(owner.birthday, today) <= days:
        words = _("车主生日 %(month)d 月 %(day)d 日")
        facts = {"month": owner.birthday.month, "day": owner.birthday.day}
        found.append(Alert(Tone.WORKING, words % facts, _("送上祝福。")))
    return found


def _days_to(birthday: dt.date, today: dt.date) -> int:
    """Days until the next birthday; one on 29 February is kept on the day after."""
    first = dt.date(today.year, birthday.month, 1) + dt.timedelta(days=birthday.day - 1)
    if first < today:
        first = dt.date(today.year + 1, birthday.month, 1) + dt.timedelta(days=birthday.day - 1)
    return (first - today).days


def alerts_of_car(*, vehicle: Vehicle, by: Access) -> list[object]:
    """The same on the page of the car, as every room knows it."""
    return list(hooks.checkin_alerts.ask(vehicle=vehicle, by=by))


hooks.checkin_alerts.join(known_of)
about_car.join(alerts_of_car)
