"""What must be true before a step of an e-health record, or of an audit of the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import AuditedOrder, EHealthUpload


def made(upload: EHealthUpload, by: Actor) -> str | None:
    """Its file was made: nobody can have handed over what does not exist."""
    return None if upload.is_made else _("请先生成文件，再登记平台的结果。")


def without_faults(sample: AuditedOrder, by: Actor) -> str | None:
    """A result with faults to put right stands."""
    if sample.findings.exists():
        return _("已经开出整改，不能重新检查；请在整改单上写明情况后关闭。")
    return None
