"""What each payer of an order still lacks before it can be billed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO
from apps.workorders.choices import Payer, WorkClass
from apps.workorders.following import kept_lines
from apps.workorders.insurance import over_rounds
from apps.workorders.models import Goodwill, PayerTerms
from apps.workorders.services.credit import account_of, papers_missing
from apps.workorders.services.prepaid_uses import laid_by
from apps.workorders.shares import shares_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from apps.workorders.models import WorkOrder

GOODWILL = {Payer.GWO, Payer.GWD}
INTERNAL = {Payer.INT, Payer.PDI}


def missing(order: WorkOrder) -> list[str]:
    """In words, what is missing; empty when the order can be settled."""
    payers = {bucket.payer for bucket in order.buckets.all() if bucket.gross}
    terms = {t.payer: t for t in PayerTerms.objects.filter(order=order)}
    checks: list[Callable[[], str]] = [
        lambda: _goodwill(order) if payers & GOODWILL else "",
        lambda: _internal(order, terms, payers & INTERNAL),
        lambda: _insurance(order, terms.get(Payer.INS)) if Payer.INS in payers else "",
        lambda: _account(order) if Payer.CP in payers else "",
        lambda: _prepaid(order),
    ]
    return [why for check in checks if (why := check())]


def _goodwill(order: WorkOrder) -> str:
    """Every goodwill share is of a job with an approval record, and within what it approved."""
    approved = dict(Goodwill.objects.filter(order=order).values_list("job", "amount"))
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for rows in kept_lines(order):
        for line in rows.prefetch_related("splits"):
            mine = sum((s.amount for s in shares_of(line) if s.payer in GOODWILL), ZERO)
            sums[line.job_id] += mine
            if not mine:
                continue
            facts = {"name": words_of(line)}
            if line.job_id not in approved:
                return _("“%(name)s”由善意补偿付款，还没有批准记录。") % facts
            if sums[line.job_id] > approved[line.job_id]:
                facts["most"] = money_text(approved[line.job_id])
                words = _("“%(name)s”的善意补偿超过了批准的 %(most)s：请重新申请，或改付款方。")
                return words % facts
    return ""


def _internal(order: WorkOrder, terms: dict[str, PayerTerms], payers: set[str]) -> str:
    if order.cost_centre and order.internal_approver_id is not None:
        return ""
    for payer in sorted(payers):
        found = terms.get(payer)
        if found is None or not found.cost_centre or found.requester_id is None:
            return _("“%(payer)s”须填写成本中心和需求人。") % {"payer": Payer(payer).label}
    return ""


def _insurance(order: WorkOrder, terms: PayerTerms | None) -> str:
    """What the insurer pays stands on an assessment; an accident's on its rounds."""
    if order.work_class == WorkClass.ACCIDENT:
        return over_rounds(order)
    if terms is None or terms.assessed is None:
        return _("保险付款的部分还没有登记定损金额。")
    return ""


def _prepaid(order: WorkOrder) -> str:
    """What prepaid packages pay is what their uses on this order are worth."""
    bucket = order.buckets.filter(payer=Payer.PKG).first()
    due, used = bucket.gross if bucket else ZERO, laid_by(order)
    if due == used:
        return ""
    words = _("预收套餐付款的项目共 %(due)s，本单核销 %(used)s：请核销套餐、撤销核销或改付款方。")
    return words % {"due": money_text(due), "used": money_text(used)}


def _account(order: WorkOrder) -> str:
    account = account_of(order)
    return papers_missing(order, account) if account else ""
