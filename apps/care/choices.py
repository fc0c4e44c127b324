"""The words of customer care: callbacks, complaints and their states."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallbackKind(TextChoices):
    """After a visit, or after a complaint was handled."""

    SERVICE = "service", _("维修回访")
    RECHECK = "recheck", _("投诉复访")


class CallbackState(TextChoices):
    """Where a callback stands."""

    OPEN = "open", _("待回访")
    DONE = "done", _("已回访")
    UNREACHABLE = "unreachable", _("无法联系")
    REFUSED = "refused", _("拒绝回访")


class CallResult(TextChoices):
    """How one call went."""

    REACHED = "reached", _("接通")
    NO_ANSWER = "no_answer", _("无人接听")
    BUSY = "busy", _("占线或不便")
    WRONG_NUMBER = "wrong_number", _("号码不对")


class Fixed(TextChoices):
    """Whether the fault is gone."""

    YES = "yes", _("修好了")
    PARTLY = "partly", _("没完全修好")
    NO = "no", _("没修好")


class Grade(TextChoices):
    """The class of a complaint; each has its clocks."""

    GRUMBLE = "grumble", _("抱怨")
    GENERAL = "general", _("一般投诉")
    ESCALATED = "escalated", _("升级投诉")
    MAJOR = "major", _("重大投诉")


class Topic(TextChoices):
    """What a complaint is about; two with the same topic may be a repeat."""

    NOT_FIXED = "not_fixed", _("没修好")
    QUALITY = "quality", _("维修或产品质量")
    TIME = "time", _("交车时间")
    PRICE = "price", _("费用")
    ATTITUDE = "attitude", _("服务态度")
    PARTS = "parts", _("配件供应")
    OTHER = "other", _("其他")


class Source(TextChoices):
    """How a complaint came."""

    CALLBACK = "callback", pgettext_lazy("source", "回访")
    PHONE = "phone", _("电话")
    COUNTER = "counter", _("到店")
    AUTHORITY = "authority", _("12315或厂家转来")


class ComplaintState(TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("已受理")
    ASSIGNED = "assigned", _("已转办")
    CONTACTED = "contacted", _("处理中")
    HANDLED = "handled", _("待复访结案")
    CLOSED = "closed", _("已结案")
    NOT_AGREED = "closed_not_agreed", _("未达成一致结案")


OPEN_COMPLAINT = (
    ComplaintState.RECEIVED,
    ComplaintState.ASSIGNED,
    ComplaintState.CONTACTED,
    ComplaintState.HANDLED,
)


class Medium(TextChoices):
    """By which way the customer was contacted."""

    PHONE = "phone", _("电话")
    WECHAT = "wechat", _("微信")
    IN_PERSON = "in_person", _("当面")
