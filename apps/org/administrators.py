"""Who opens accounts: somebody always must, or nobody could ever sign in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.core.services import lock_all
from apps.org.models import Grant, PositionRevision, Staff, Tenure
from apps.org.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from apps.core.capabilities import CapabilityEnum


LAST = _("这是最后一位能开通账号的人，先任命另一位，再办理。")


def holders_of(perm: CapabilityEnum, now: dt.datetime) -> QuerySet[Staff]:
    """Those at work whose duties in force carry this very right, on whatever rows."""
    texts = Grant.objects.filter(capability=perm.value).values("duty__revision")
    editions = PositionRevision.objects.filter(pk__in=PositionRevision.objects.effective(now))
    granting = editions.filter(Q(text_of=None, pk__in=texts) | Q(text_of__in=texts))
    live = Tenure.objects.live(now).filter(post__position__in=granting.values("position"))
    return Staff.objects.filter(pk__in=live.values("staff"), is_active=True).order_by("pk")


def administrators(now: dt.datetime) -> QuerySet[Staff]:
    """Those who open accounts now and can sign in themselves."""
    return holders_of(Perm.ADD_ACCOUNT, now).filter(user__is_active=True)


def refuse_last_administrator(staff: Staff, now: dt.datetime) -> None:
    """Raise Refused when nobody else could open accounts.

    Called before the person is locked: of two who remove each other at the same time, the second
    waits for the first and then is the last one.
    """
    if not administrators(now).filter(pk=staff.pk).exists():
        return
    lock_all(administrators(now))
    if not administrators(now).exclude(pk=staff.pk).exists():
        raise Refused(LAST)


def hold_administrators(staff: Staff, now: dt.datetime) -> bool:
    """Whether the person is one of them; then all are locked until the change is judged."""
    if not administrators(now).filter(pk=staff.pk).exists():
        return False
    lock_all(administrators(now))
    return True
