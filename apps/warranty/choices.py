"""The words of warranty: kinds of claim, states, answers of the manufacturer."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from apps.workorders.choices import Payer


class ClaimKind(TextChoices):
    """What is claimed; the same letters as the payer of the order's lines."""

    WAR = Payer.WAR, _("保修索赔")
    FSV = Payer.FSV, _("首保索赔")
    CAM = Payer.CAM, _("召回/服务活动")


class ClaimState(TextChoices):
    """Where a claim stands."""

    DRAFT = "draft", _("待鉴定")
    PENDING = "pending", _("待批准")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")
    JUDGED = "judged", _("已鉴定")
    REVIEWED = "reviewed", _("待申报")
    SUBMITTED = "submitted", _("待答复")
    ACCEPTED = "accepted", _("全额接受")
    PARTLY = "partly_accepted", _("部分接受")
    RETURNED = "returned", _("退回修改")
    REJECTED = "rejected", _("拒赔")
    CREDITED = "credited", _("已入账")
    CLOSED = "closed", _("已关闭")
    VOID = "void", _("已撤销")


BEFORE_SUBMISSION = (
    ClaimState.DRAFT,
    ClaimState.PENDING,
    ClaimState.APPROVED,
    ClaimState.REFUSED,
    ClaimState.JUDGED,
    ClaimState.REVIEWED,
    ClaimState.RETURNED,
)
ANSWERED = (
    ClaimState.ACCEPTED,
    ClaimState.PARTLY,
    ClaimState.RETURNED,
    ClaimState.REJECTED,
)


class LineKind(TextChoices):
    """Labour or a part."""

    LABOUR = "labour", _("工时")
    PARTS = "parts", _("材料")


class Answer(TextChoices):
    """What the manufacturer said to one line; empty while there is no answer."""

    ACCEPTED = "accepted", _("接受")
    PARTLY = "partly", _("部分接受")
    REJECTED = "rejected", _("拒绝")
