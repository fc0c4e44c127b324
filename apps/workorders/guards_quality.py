"""What must be true before a step of a quality incident or a comeback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Comeback, QualityIncident


def analysed(incident: QualityIncident, by: Actor) -> str | None:
    """Cause, measure, who answers for it and until when."""
    named = incident.cause and incident.cause_kind and incident.measure
    if named and incident.responsible_id and incident.due_on:
        return None
    return _("请写明原因、措施、责任人和期限。")


def proven(incident: QualityIncident, by: Actor) -> str | None:
    """What shows that the measure works."""
    return None if incident.proof.strip() else _("请写明验证结果。")


def grounded(comeback: Comeback, by: Actor) -> str | None:
    """A verdict with its grounds."""
    return None if comeback.verdict and comeback.grounds.strip() else _("请选择判定并写明依据。")
