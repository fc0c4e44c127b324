"""Looking at a contact field in full: allowed by a duty, counted, and recorded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from apps.core import frame
from apps.core.clock import business_day
from apps.core.field_policy import rule_of
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import service
from apps.org.models import ContactReveal, Staff
from apps.org.selectors.record_words import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

    from apps.org.access import Access

PER_HOUR = "contact.reveals_per_hour"
NEEDS_REASON = "contact.reveal_needs_reason"
_HOUR = dt.timedelta(hours=1)
_NAMES = ("caller_name", "sender_name", "name")


@service
def reveal_contact(
    *, by: Access, row: models.Model, field: str, page: str = "", reason: str = ""
) -> ContactReveal:
    """One contact field of one row is open to the person for this view, and that is recorded.

    Raises Http404 for a field that is no contact, Refused when the person has looked at more than
    the setting ``contact.reveals_per_hour`` allows, or gives no reason where one is demanded.
    """
    rule = rule_of(type(row), field)
    if rule is None or not rule.is_contact:
        raise Http404
    by.require(rule.perm, row)
    if _setting(by, NEEDS_REASON) and not reason.strip():
        raise Refused(_("请填写查看原因。"), field="reason")
    most = int(_setting(by, PER_HOUR))
    _one_at_a_time(by)
    if _looked(by) >= most:
        words = _("您一小时内已查看 %(most)d 次联系方式，请稍后再试，或请主管协助。")
        raise Refused(words % {"most": most})
    return _record(by, row, field, page=page, reason=reason)


@service
def record_printed_contact(
    *, by: Access, fields: Sequence[tuple[models.Model | None, str]], page: str
) -> None:
    """A paper for the customer that carries contact fields in full was opened to be printed."""
    for row, field in fields:
        if row is not None and getattr(row, field):
            _record(by, row, field, page=page, how=ContactReveal.How.PRINTED)


def _one_at_a_time(by: Access) -> None:
    """Lock the person's row, so that two looks at once are counted one after the other."""
    people = Staff.objects.filter(pk=by.person.pk).select_for_update(no_key=True)
    list(people.values_list("pk"))


def _looked(by: Access) -> int:
    """How often the person looked within the hour."""
    shown = ContactReveal.objects.filter(by=by.person, how=ContactReveal.How.SHOWN)
    return shown.filter(at__gt=by.now - _HOUR).count()


def _setting(by: Access, code: str) -> Any:
    store = by.store.pk if by.store else None
    return Setting.objects.value(code, business_day(by.now), store)


def _record(by: Access, row: models.Model, field: str, **facts: str) -> ContactReveal:
    act = frame.current()
    store = getattr(row, "store_id", None) or (by.store.pk if by.store else None)
    whom = next((str(v) for n in _NAMES if (v := getattr(row, n, ""))), "") or title_of(row)
    return ContactReveal.objects.create(
        model=row._meta.label_lower,
        object_id=row.pk,
        field=field,
        whom=whom,
        by=by.person,
        tenure_id=act.tenure_id if act else None,
        store_id=store,
        at=by.now,
        request_id=by.request_id,
        **facts,
    )
