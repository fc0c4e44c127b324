"""What hangs on the owner of a car: appointments, links, follow-ups, deposits and what they owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.workorders.models import (
    Appointment,
    DeclinedWork,
    Deposit,
    EstimateLink,
    PrepaidPackage,
    Receivable,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.customers.models import Customer, Vehicle
    from apps.workorders.models.appointment import AppointmentQuerySet
    from apps.workorders.models.consent import DeclinedQuerySet
    from apps.workorders.models.prepaid import PrepaidPackageQuerySet


def appointments_of(vehicle: Vehicle, owner: Customer) -> AppointmentQuerySet:
    """Appointments of the car still to come that this owner booked, by name in the file or phone.

    What somebody else booked, the new owner for one, is not theirs.
    """
    theirs = Q(customer=owner)
    if owner.phone:
        theirs |= Q(phone=owner.phone)
    return Appointment.objects.filter(theirs, vehicle=vehicle).awaited()


def links_of(vehicle: Vehicle, owner: Customer) -> QuerySet[EstimateLink]:
    """Links to estimates of the car that were sent to this owner and still open."""
    rows = EstimateLink.objects.filter(used_at=None, revoked_at=None)
    return rows.filter(estimate__order__visit__vehicle=vehicle, estimate__order__visit__owner=owner)


def follow_ups_of(vehicle: Vehicle) -> DeclinedQuerySet:
    """Work left undone about which somebody would be called."""
    return DeclinedWork.objects.filter(vehicle=vehicle).standing().exclude(call_at=None)


def prepaid_of(vehicle: Vehicle, owner: Customer) -> PrepaidPackageQuerySet:
    """What this owner prepaid for the car and has not used."""
    return PrepaidPackage.objects.standing().filter(vehicle=vehicle, customer=owner)


def ties_of(vehicle: Vehicle, owner: Customer) -> list[str]:
    """Each tie with what becomes of it, in words that hold no sums: they stay with the car."""
    counts = (
        (appointments_of(vehicle, owner).count(), _("%(n)d 个未到店的预约取消，提醒撤回。")),
        (links_of(vehicle, owner).count(), _("%(n)d 个未答复的报价链接失效。")),
        (follow_ups_of(vehicle).count(), _("%(n)d 个未做项目不再电话跟进，下次进店再提示。")),
    )
    words = [text % {"n": n} for n, text in counts if n]
    held = Deposit.objects.filter(closed_at=None).filter(
        Q(customer=owner) | Q(order__visit__owner=owner), order__visit__vehicle=vehicle
    )
    owed = Receivable.objects.filter(
        customer=owner, order__visit__vehicle=vehicle, open_amount__gt=0
    )
    if prepaid_of(vehicle, owner).exists():
        words.append(_("有未用完的预收套餐：随车转给新车主，或留给原车主，请在下面选择。"))
    if held.exists():
        words.append(_("没有用完的定金仍属原车主，抵扣或退还都给原车主。"))
    if owed.exists():
        words.append(_("没有还清的欠款仍向原车主收取。"))
    if owner.credit_accounts.filter(active=True).exists():
        words.append(_("挂账额度和协议价不随车转移。"))
    return words
