"""The words of the work order: payers, classes, states, causes."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Payer(TextChoices):
    """Who pays a line; each payer of an order gets a bucket and closes on its own."""

    CP = "CP", _("客户自费")
    WAR = "WAR", _("厂家保修")
    FSV = "FSV", _("首保")
    CAM = "CAM", _("召回/服务活动")
    GWO = "GWO", _("厂家善意")
    GWD = "GWD", _("店端补偿")
    INS = "INS", _("保险")
    EXT = "EXT", _("延保")
    INT = "INT", _("内部")
    PDI = "PDI", _("售前检查")
    PKG = "PKG", _("保养套餐")


class WorkClass(TextChoices):
    """The class of work, which decides the path an order takes (see work_classes)."""

    EXPRESS = "express", _("快保快修")
    GENERAL = "general", _("一般维修")
    ACCIDENT = "accident", _("事故")
    BODY_PAINT = "body_paint", _("钣喷")
    FREE_CHECK = "free_check", _("免费检测")
    WASH = "wash", _("洗车")
    PDI = "pdi", _("PDI")
    INTERNAL = "internal", _("内部")
    INSTALLATION = "installation", _("精品安装")


class RepairClass(TextChoices):
    """The class of repair by national rule; it sets the guarantee and the certificate."""

    WHOLE_VEHICLE = "whole_vehicle", _("整车修理")
    ASSEMBLY = "assembly", _("总成修理")
    LEVEL2 = "level2", _("二级维护")
    LEVEL1 = "level1", _("一级维护")
    MINOR = "minor", _("小修")


class Arrival(TextChoices):
    """How the car came."""

    WALK_IN = "walk_in", _("直接进店")
    APPOINTMENT = "appointment", _("预约")
    TOWED = "towed", _("拖入")


class OrderState(TextChoices):
    """Where an order stands; between queued and ready its worst job decides."""

    DRAFT = "draft", _("待签字")
    AUTHORISED = "authorised", _("已授权")
    QUEUED = "queued", _("待派工")
    IN_PROGRESS = "in_progress", _("维修中")
    WAITING = "waiting", _("等待中")
    CHECKING = "checking", _("检验中")
    READY = "ready", _("已完工")
    SETTLED = "settled", _("已结算")
    DELIVERED = "delivered", _("已交车")
    CLOSED = "closed", _("已关闭")
    CANCELLED = "cancelled", _("已取消")


class JobState(TextChoices):
    """Where a job stands."""

    PENDING = "pending", _("待派工")
    ASSIGNED = "assigned", _("已派工")
    WORKING = "working", _("作业中")
    WAITING = "waiting", _("等待中")
    SELF_CHECKED = "self_checked", _("已自检")
    LEADER_CHECKED = "leader_checked", _("组检通过")
    DONE = "done", _("完工")
    FAILED = "failed", _("返工")
    CANCELLED = "cancelled", _("已取消")


class JobKind(TextChoices):
    """The trade of a job; also the code of the skill it asks for."""

    MECHANICAL = "mechanical", _("机修")
    ELECTRICAL = "electrical", _("电器")
    HIGH_VOLTAGE = "high_voltage", _("高压")
    BODY = "body", _("钣金")
    PAINT = "paint", _("喷漆")
    INSTALLATION = "installation", _("精品安装")
    INSPECTION = "inspection", _("检测")
    CLEANING = "cleaning", _("洗车")


class WaitingCause(TextChoices):
    """What a job waits for."""

    PARTS = "parts", _("待料")
    APPROVAL = "approval", _("待客户确认")
    OEM = "oem", _("待厂家批复")
    INSURER = "insurer", _("待保险定损")
    SUBLET = "sublet", _("外加工")
    DIAGNOSIS = "diagnosis", _("待技术支援")
    PAUSED = "paused", pgettext_lazy("state", "暂停")


class PartKind(TextChoices):
    """What a fitted part is, as the settlement list must say (J1133)."""

    ORIGINAL = "original", _("原厂件")
    EQUIVALENT = "equivalent", _("同质配件")
    RECONDITIONED = "reconditioned", _("修复件/再制造件")
    CUSTOMER_SUPPLIED = "customer_supplied", _("客户自带")


class PriceBasis(TextChoices):
    """What a percentage of a part's price is taken of."""

    LIST = "list", _("销售价")
    MAKER = "maker", _("索赔价")
    COST = "cost", _("平均成本（含税）")


class OldParts(TextChoices):
    """What becomes of the replaced parts."""

    TAKE = "take", _("客户带走")
    LEAVE = "leave", _("留店处理")
    NONE = "none", _("无旧件")


class Medium(TextChoices):
    """By which way a customer said yes or no."""

    IN_PERSON = "in_person", _("当面")
    PHONE = "phone", _("电话")
    WECHAT = "wechat", _("微信")
    LINK = "link", _("报价链接")


class FindingState(TextChoices):
    """What the customer decided about work found during the repair."""

    PENDING = "pending", _("待客户答复")
    ACCEPTED = "accepted", _("同意")
    DECLINED = "declined", _("不做")
    DEFERRED = "deferred", _("下次再做")


class InspectionLevel(TextChoices):
    """The three levels of inspection."""

    SELF = "self", _("自检")
    LEADER = "leader", _("组检")
    FINAL = "final", _("终检")


class SettlementState(TextChoices):
    """Where a settlement stands; a settled one is reversed, never deleted."""

    PREPARED = "prepared", _("待收银")
    SETTLED = "settled", _("已结算")
    REVERSED = "reversed", _("已冲销")


class Closing(TextChoices):
    """How one payer's part of a settlement was closed; empty while it is open."""

    PAID = "paid", _("已收款")
    RECEIVABLE = "receivable", _("转应收")
    ZERO = "zero", _("无需收款")


class PaymentMethod(TextChoices):
    """How money was taken."""

    CASH = "cash", _("现金")
    WECHAT = "wechat", _("微信")
    ALIPAY = "alipay", _("支付宝")
    POS = "pos", _("刷卡")
    TRANSFER = "transfer", _("转账")
    DEPOSIT = "deposit", _("定金抵扣")
    PREPAID = "prepaid", _("套餐核销")


#: What is money handed over, not drawn from what the store holds already.
REAL_MONEY = tuple(m for m in PaymentMethod if m not in {"deposit", "prepaid"})


class ClockKind(TextChoices):
    """What a technician's time went into."""

    WORK = "work", _("作业")
    IDLE = "idle", _("待工")
    BREAK = "break", _("休息")
