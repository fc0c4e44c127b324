"""The words of the paths: steps of a route, rounds, sublets, transfers, consultations, endings."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StepKind(TextChoices):
    """A step of the route of body and paint work; the last one is the final inspection."""

    TEARDOWN = "teardown", _("拆检")
    BODY = "body", _("钣金")
    PRIMER = "primer", _("底漆")
    PAINT = "paint", _("喷漆")
    POLISH = "polish", _("抛光")
    ASSEMBLY = "assembly", _("总装")
    QUALITY = "quality", _("质检")


class StepState(TextChoices):
    """Where a step of a route stands; one step at a time is ready or worked on."""

    PENDING = "pending", _("未到")
    READY = "ready", _("可开工")
    WORKING = "working", _("进行中")
    DONE = "done", _("完成")
    SKIPPED = "skipped", _("跳过")


class WaitOwner(TextChoices):
    """Whose move it is while a job waits."""

    PARTS = "parts", _("备件")
    ADVISOR = "advisor", _("服务顾问")
    MANUFACTURER = "manufacturer", _("厂家（索赔员跟进）")
    INSURER = "insurer", _("保险公司（事故专员跟进）")
    VENDOR = "vendor", _("外协单位")
    EXPERT = "expert", _("技术专家")
    TECHNICIAN = "technician", _("技师")


class LineKind(TextChoices):
    """What a labour line charges beside the shop's own hours."""

    LABOUR = "labour", _("工时")
    SUBLET = "sublet", _("外加工")
    FEE = "fee", _("其他费用")


class GatePurpose(TextChoices):
    """Why a car leaves: for good, or to come back with its order open."""

    DELIVERY = "delivery", _("交车")
    AWAY = "away", _("待料放车")
    SUBLET = "sublet", _("外加工")
    TRANSFER = "transfer", _("调往他店")
    TOW = "tow", _("拖离")


class SubletState(TextChoices):
    """Where work given to another firm stands."""

    PLANNED = "planned", _("待送出")
    OUT = "out", _("已送出")
    BACK = "back", _("已取回")
    CANCELLED = "cancelled", _("已取消")


class TransferState(TextChoices):
    """Where a car is that another store of the group works on."""

    PLANNED = "planned", _("待送出")
    SENT = "sent", _("在途")
    RECEIVED = "received", _("对方已接车")
    RETURNING = "returning", _("返程在途")
    BACK = "back", _("已返回")
    CANCELLED = "cancelled", _("已取消")


class ClaimSide(TextChoices):
    """Whose policy pays an accident order."""

    OWN = "own", _("本车保险")
    THIRD_PARTY = "third_party", _("对方保险")


class RoundState(TextChoices):
    """Where a round of loss assessment (定损) stands."""

    ASKED = "asked", _("待定损")
    ASSESSED = "assessed", _("已定损")
    AGREED = "agreed", _("已授权")
    DISPUTED = "disputed", _("有异议")


class ConsultState(TextChoices):
    """Where a question to the technical expert stands."""

    ASKED = "asked", _("待解答")
    ANSWERED = "answered", _("已解答")
    WITHDRAWN = "withdrawn", _("已撤回")


class RefusalState(TextChoices):
    """What becomes of a job its payer refused half way."""

    OPEN = "open", _("待重新报价")
    REBILLED = "rebilled", _("已改付款方")
    REASSEMBLED = "reassembled", _("装复不修")


class EndedBy(TextChoices):
    """Who decided that a repair under way ends."""

    CUSTOMER = "customer", _("客户解除委托")
    MANAGER = "manager", _("经理决定")


class HandoverLeg(TextChoices):
    """Which way a car goes between two stores."""

    OUT = "out", pgettext_lazy("transfer", "送出")
    BACK = "back", pgettext_lazy("transfer", "返回")
