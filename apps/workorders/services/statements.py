"""The customer's words after check-in: added, corrected, taken off while no work hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.choices import JobState
from apps.workorders.models import Statement
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import Visit


@service
def add_statement(*, by: Access, visit: Visit, text: str) -> Statement:
    """One more thing the customer said stands on the stay, after the others."""
    visit = _open(by, visit)
    last = visit.statements.order_by("position").last()
    position = last.position + 1 if last else 1
    return Statement.objects.create(visit=visit, position=position, text=_said(text))


@service
def change_statement(
    *, by: Access, statement: Statement, version: int | None, text: str
) -> Statement:
    """The words are as the customer said them; what was written before stays in the record."""
    _open(by, statement.visit)
    statement = lock(statement, version)
    statement.text = _said(text)
    statement.save()
    return statement


@service
def remove_statement(*, by: Access, statement: Statement, version: int | None) -> Visit:
    """The words are off the sheet; refused while work hangs on them, and for the last ones."""
    visit = _open(by, statement.visit)
    statement = lock(statement, version)
    work = statement.jobs.exclude(state=JobState.CANCELLED).first()
    if work is not None:
        raise Refused(_("这条陈述下还有项目“%(job)s”，请先移走或取消项目。") % {"job": work.name})
    if statement.jobs.exists():
        raise Refused(_("这条陈述下有已取消的项目，须保留备查。"))
    if visit.statements.count() == 1:
        raise Refused(_("至少保留一条客户陈述。"))
    statement.delete()
    return visit


def _open(by: Access, visit: Visit) -> Visit:
    visit = lock(visit)
    by.require(Perm.ADD_CHECKIN, visit.checkin)
    if visit.delivered_at is not None:
        raise Refused(_("车辆已离店，不能再改客户陈述。"))
    return visit


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise ValidationError({"text": _("请记录客户的原话。")})
    return said
