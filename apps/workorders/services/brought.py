"""Parts the customer brings: a free line, no guarantee, a signed waiver (客户自带件)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.core.files import store_signature
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.choices import JobState, PartKind, Payer
from apps.workorders.models import PartLine, PartWaiver
from apps.workorders.models.order import OPEN
from apps.workorders.permissions import Perm
from apps.workorders.services.reception import CUSTOMER_SIGNATURE

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.org.access import Access
    from apps.workorders.models import Job, WorkOrder

MOST = 1000
DONE = (JobState.DONE, JobState.CANCELLED, JobState.SELF_CHECKED, JobState.LEADER_CHECKED)


@service
def bring_part(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    job: Job,
    name: str,
    quantity: Decimal,
    signer_name: str,
    brand: str = "",
    code: str = "",
    signature: str = "",
    signed_on_paper: bool = False,
) -> PartLine:
    """A part of the customer's own stands on the job, with the words the customer signed.

    It costs nothing, is not of the stock, and carries no guarantee.
    """
    order = lock(order, version)
    job = lock(job)
    by.require(Perm.CHANGE_WORKORDER, order)
    if order.state not in OPEN or job.order_id != order.pk or job.state in DONE:
        raise Refused(_("这个项目已经完工或取消，不能再加配件。"))
    if not quantity.is_finite() or not 0 < quantity <= MOST:
        raise ValidationError({"quantity": _("数量须大于 0，请核对。")})
    if not (signature or signed_on_paper):
        raise ValidationError({"signed_on_paper": _("请客户签字，或勾选已在纸上签字。")})
    line = PartLine.objects.create(
        job=job,
        name=name.strip()[:120],
        code=code.strip()[:40],
        brand=brand.strip()[:40],
        part_kind=PartKind.CUSTOMER_SUPPLIED,
        quantity=quantity,
        unit_price=ZERO,
        payer=Payer.CP,
    )
    waiver = PartWaiver.objects.create(
        part_line=line,
        text=waiver_text(line),
        signer_name=signer_name.strip(),
        on_paper=signed_on_paper and not signature,
        by=by.person,
        at=by.now,
    )
    if signature:
        store_signature(by, signature, owner=waiver, kind=CUSTOMER_SIGNATURE)
    order.save()
    return line


def waiver_text(line: PartLine) -> str:
    """The words the customer signs; always in Chinese, as the papers are."""
    with override("zh-hans"):
        return _(
            "本人自带配件“%(name)s”%(quantity)s 件并要求承修方安装。本人知悉：该配件非承修方提供，"
            "承修方不对其质量及因其质量造成的损失承担责任，也不提供配件质量保证；承修方仅对安装作业的"
            "工时质量负责。"
        ) % {"name": line.name, "quantity": f"{line.quantity.normalize():f}"}
