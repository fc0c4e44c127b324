"""What is looked at before a job passes a level: the store's own list, else the house's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.workorders.choices import InspectionLevel
from apps.workorders.models import Checklist

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrOrPromise

    from apps.workorders.models import Job

SELF = (
    ("items_done", _("委托项目全部完成，无漏项")),
    ("torque", _("紧固件按力矩复紧")),
    ("leaks", _("油、水、气无渗漏")),
    ("lights", _("故障灯熄灭，功能正常")),
    ("old_parts", _("旧件已收好，工具已清点")),
    ("clean", _("车内外清洁，护件齐全")),
)
LEADER = (
    ("items_done", _("按委托核对项目与配件")),
    ("workmanship", _("工艺符合标准")),
    ("safety", _("制动、转向、轮胎等安全件检查")),
    ("leaks", _("油、水、气无渗漏")),
)
FINAL = (
    ("complaint", _("客户陈述的问题已解决")),
    ("items_done", _("项目、配件与工单一致")),
    ("safety", _("安全件、灯光、仪表正常")),
    ("appearance", _("外观与接车记录一致，车辆清洁")),
)
CHECKLISTS = {
    InspectionLevel.SELF: SELF,
    InspectionLevel.LEADER: LEADER,
    InspectionLevel.FINAL: FINAL,
}


@dataclass(frozen=True)
class Item:
    """One thing to look at; with a ``unit`` it asks for a reading, perhaps for a photo."""

    code: str
    name: _StrOrPromise
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    photo: bool = False

    @property
    def limits(self) -> str:
        """The limits in signs: ≥ 1.6, 2.2–2.5."""
        low, high = (f"{v.normalize():f}" if v is not None else "" for v in (self.low, self.high))
        if low and high:
            return f"{low}–{high}"
        return f"≥ {low}" if low else f"≤ {high}" if high else ""

    def inside(self, value: Decimal | None) -> bool:
        """Whether a reading lies between the limits."""
        if value is None:
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Standard:
    """The list in force for a job at a level; ``checklist`` is None for the house's own."""

    checklist: Checklist | None
    items: tuple[Item, ...]

    def answered(
        self, right: Sequence[str], values: Mapping[str, Decimal | None] | None = None
    ) -> list[dict[str, object]]:
        """The list as an inspection keeps it: each item, whether right, and what was measured."""
        return [_answer(item, right, values or {}) for item in self.items]


def house_standard(level: str) -> Standard:
    """The list of a store that has made none."""
    return Standard(None, tuple(Item(c, words) for c, words in CHECKLISTS[InspectionLevel(level)]))


def standard_for(job: Job, level: str) -> Standard:
    """The list for the job's kind of work, else the one for every kind, else the house's."""
    found = Checklist.objects.of(job.store_id, job.kind, level).prefetch_related("items").first()
    if found is None:
        return house_standard(level)
    return Standard(found, tuple(items_of(found)))


def items_of(checklist: Checklist) -> list[Item]:
    """The items of an edition."""
    return [
        Item(f"i{i.position}", i.name, i.unit, i.low, i.high, i.photo)
        for i in checklist.items.all()
    ]


def _answer(
    item: Item, right: Sequence[str], values: Mapping[str, Decimal | None]
) -> dict[str, object]:
    answer: dict[str, Any] = {"name": str(item.name), "ok": item.code in right, "value": ""}
    if item.unit:
        value = values.get(item.code)
        answer["value"] = "" if value is None else f"{value.normalize():f}"
        answer |= {"unit": item.unit, "limits": item.limits, "ok": item.inside(value)}
    return answer
