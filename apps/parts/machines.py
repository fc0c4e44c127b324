"""How a demand moves between states; quantities are moved by the services beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.org.asking import declare
from apps.parts.models import Demand, PurchaseOrder, PurchaseState
from apps.parts.permissions import Perm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor

S = Demand.State


def old_part_handed_in(demand: Demand, by: Actor) -> _StrOrPromise | None:
    """以旧换新: the old part comes first, or a reason why there is none."""
    if not demand.part.exchange_required:
        return None
    if demand.old_part_received or demand.no_old_part_reason:
        return None
    return _("此件以旧换新：请确认旧件已收，或填写未收原因。")


def something_held(demand: Demand, by: Actor | None = None) -> _StrOrPromise | None:
    """Only what is reserved can be handed out."""
    return None if demand.reserved or demand.moving else _("没有可发的库存，正在等货。")


def something_kept(demand: Demand, by: Actor) -> _StrOrPromise | None:
    """Only what was issued can come back."""
    return None if demand.kept or demand.moving else _("没有已发出的配件可退。")


def nothing_kept(demand: Demand, by: Actor) -> _StrOrPromise | None:
    """A line with parts in the workshop is not cancelled away."""
    return _("已发出配件，请先退料。") if demand.kept else None


OPEN = (S.REQUESTED, S.SHORT, S.RESERVED, S.PICKED)
READY = (S.RESERVED, S.PICKED)
WAITING = (S.REQUESTED, S.SHORT)

ACTS = (
    Transition("pick", _("拣货"), (S.RESERVED,), S.PICKED, Perm.ISSUE_PART),
    Transition("issue", _("发料"), READY, S.ISSUED, Perm.ISSUE_PART, (old_part_handed_in,)),
    Transition(
        "issue_some",
        _("先发现有"),
        (S.SHORT,),
        S.SHORT,
        Perm.ISSUE_PART,
        (something_held, old_part_handed_in),
    ),
    Transition("reserve", _("备货"), WAITING, S.RESERVED, Perm.RESERVE_PART),
    Transition("reserve_some", _("部分备货"), WAITING, S.SHORT, Perm.RESERVE_PART),
    Transition("release", _("释放占用"), READY, S.SHORT, Perm.RESERVE_PART, needs_reason=True),
    Transition("return", _("退料"), (S.ISSUED,), S.RETURNED, Perm.RETURN_TO_STOCK),
    *(
        Transition(
            "return_some", _("部分退料"), (state,), state, Perm.RETURN_TO_STOCK, (something_kept,)
        )
        for state in (S.SHORT, S.RESERVED, S.PICKED, S.ISSUED)
    ),
    Transition(
        "cancel",
        _("取消需求"),
        OPEN,
        S.CANCELLED,
        Perm.REQUEST_PART,
        (nothing_kept,),
        needs_reason=True,
    ),
)

FOLLOWS = (
    Transition("fill", _("到货备齐"), (*WAITING, S.PICKED), S.RESERVED, kind="follows"),
    Transition("fall_short", _("转为缺件"), (*WAITING, *READY), S.SHORT, kind="follows"),
    Transition("complete", _("按已发完成"), OPEN, S.ISSUED, kind="follows"),
    Transition(
        "withdraw", _("随单据取消"), OPEN, S.CANCELLED, guards=(nothing_kept,), kind="follows"
    ),
)

DEMAND = Machine(model="parts.Demand", transitions=(*ACTS, *FOLLOWS))


def every_line_priced(order: PurchaseOrder, by: Actor) -> _StrOrPromise | None:
    """A limit means nothing for goods without a price."""
    prices = list(order.lines.values_list("unit_price", flat=True))
    if not prices:
        return _("采购订单还没有零件。")
    return None if all(prices) else _("还有零件没有单价。")


def day_named(order: PurchaseOrder, by: Actor) -> _StrOrPromise | None:
    """Those who wait are told a day."""
    return None if order.expected_on else _("请填写预计到货日期。")


P = PurchaseState
PURCHASE = Machine(
    model="parts.PurchaseOrder",
    transitions=(
        Transition(
            "submit",
            _("提交审批"),
            (P.DRAFT,),
            P.SUBMITTED,
            Perm.ADD_PURCHASEORDER,
            (every_line_priced,),
        ),
        Transition(
            "approve",
            _("批准"),
            (P.SUBMITTED,),
            P.APPROVED,
            Perm.APPROVE_PURCHASE,
            distinct_from=("requested_by_id",),
        ),
        Transition(
            "refuse",
            _("不批准"),
            (P.SUBMITTED,),
            P.DRAFT,
            Perm.APPROVE_PURCHASE,
            distinct_from=("requested_by_id",),
            needs_reason=True,
        ),
        Transition(
            "order",
            _("已向供应商订货"),
            (P.APPROVED,),
            P.ORDERED,
            Perm.ADD_PURCHASEORDER,
            (day_named,),
        ),
        Transition(
            "cancel",
            _("取消订单"),
            (P.DRAFT, P.SUBMITTED, P.APPROVED, P.ORDERED),
            P.CANCELLED,
            Perm.ADD_PURCHASEORDER,
            needs_reason=True,
        ),
        Transition(
            "close",
            _("余数不再到货"),
            (P.PARTLY,),
            P.RECEIVED,
            Perm.ADD_PURCHASEORDER,
            needs_reason=True,
        ),
        Transition("take_back", _("撤回提交"), (P.SUBMITTED,), P.DRAFT, kind="follows"),
        Transition("receive_some", _("部分到货"), (P.ORDERED, P.PARTLY), P.PARTLY, kind="follows"),
        Transition("receive_all", _("到齐"), (P.ORDERED, P.PARTLY), P.RECEIVED, kind="follows"),
    ),
    persons={"requested_by_id": (Perm.ADD_PURCHASEORDER,)},
)
PURCHASE_REQUEST = declare(
    "purchase",
    label=_("采购"),
    queue=_("采购待批"),
    model="parts.PurchaseRequest",
    asking=(Perm.ADD_PURCHASEORDER,),
    perm=Perm.APPROVE_PURCHASE,
)
