"""Values of recorded rows in words: names for keys, labels for choices, money and time as read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import figures_text as text
from apps.core.money import MoneyField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrOrPromise

_HIDDEN = {"id", "version", "group", "request_id", "operation", "path", "user", "tenure"}
_FIELDS: dict[str, _StrOrPromise] = {
    "store": gettext_lazy("门店"),
    "unit": gettext_lazy("部门"),
    "parent": gettext_lazy("上级单位"),
    "owner": gettext_lazy("归属单位"),
    "reports_to": gettext_lazy("直接上级"),
    "by": gettext_lazy("操作人"),
    "acting_for": gettext_lazy("代理谁"),
    "proposed_by": gettext_lazy("提名人"),
    "approved_by": gettext_lazy("批准人"),
    "drafted_by": gettext_lazy("起草人"),
    "reviewed_by": gettext_lazy("审核人"),
    "decided_by": gettext_lazy("决定人"),
    "judged_by": gettext_lazy("判定人"),
    "received_by": gettext_lazy("受理人"),
    "reported_by": gettext_lazy("报告人"),
    "completed_by": gettext_lazy("完成人"),
    "closed_by": gettext_lazy("关闭人"),
    "prepared_by": gettext_lazy("制单人"),
    "settled_by": gettext_lazy("结算人"),
    "issued_by": gettext_lazy("签发人"),
    "checked_by": gettext_lazy("核对人"),
    "confirmed_by": gettext_lazy("确认人"),
    "corrected_by": gettext_lazy("更正人"),
    "planned_by": gettext_lazy("安排人"),
    "shared_by": gettext_lazy("分享人"),
    "internal_approver": gettext_lazy("内部批准人"),
    "responsible_unit": gettext_lazy("责任部门"),
    "repeat_of": gettext_lazy("重复投诉"),
    "reversal_of": gettext_lazy("冲销"),
    "content_type": gettext_lazy("对象类型"),
    "object_id": gettext_lazy("对象编号"),
    "bucket": gettext_lazy("付款方"),
    "x": gettext_lazy("横向位置"),
    "y": gettext_lazy("纵向位置"),
}
_MODELS: dict[str, _StrOrPromise] = {
    "core.setting": gettext_lazy("设置"),
    "core.statuschange": gettext_lazy("状态变化"),
    "core.exportaudit": gettext_lazy("导出记录"),
    "org.staffskill": gettext_lazy("技能"),
    "org.staffpermit": gettext_lazy("证件"),
    "org.shift": gettext_lazy("班次"),
    "org.absence": gettext_lazy("缺勤"),
}
_NAMES = ("number", "document_no", "name", "staff_no", "code", "description", "title")
#: What the name of a row of these models is made of.
_NAMED_WITH: dict[str, tuple[str, ...]] = {
    "org.post": ("unit", "position"),
    "org.tenure": ("staff", "post__unit", "post__position"),
    "org.duty": ("revision",),
    "org.positionrevision": ("position",),
}

Names = dict[tuple[str, Any], str]


def model_words(model: type[models.Model]) -> str:
    """What a kind of row is called."""
    return str(_MODELS.get(model._meta.label_lower, model._meta.verbose_name or ""))


def title_of(row: Any) -> str:
    """The number or name of a recorded row, without asking the database."""
    found = next((str(v) for n in _NAMES if (v := getattr(row, n, ""))), "")
    return found or f"#{row.pk if not hasattr(row, 'history_id') else row.id}"


def shown_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields whose change is told; search keys and the like are left out."""
    return [
        f
        for f in model._meta.concrete_fields
        if f.name not in _HIDDEN and (f.editable or not _is_unnamed(f))
    ]


def field_words(field: models.Field[Any, Any]) -> str:
    """What a field is called on pages."""
    if not _is_unnamed(field):
        return str(field.verbose_name)
    if field.name in _FIELDS:
        return str(_FIELDS[field.name])
    related: Any = field.related_model
    return model_words(related) if related else field.name


def _is_unnamed(field: models.Field[Any, Any]) -> bool:
    return str(field.verbose_name) == field.name.replace("_", " ")


def names_of(values: Iterable[tuple[models.Field[Any, Any], Any]]) -> Names:
    """The names behind foreign keys, one query per kind of row."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for field, value in values:
        if field.related_model is not None and value is not None:
            wanted[field.related_model].add(value)
    found: Names = {}
    for model, keys in wanted.items():
        if model is ContentType:
            continue
        label = model._meta.label_lower
        rows = model._default_manager.filter(pk__in=keys)
        if label in _NAMED_WITH:
            rows = rows.select_related(*_NAMED_WITH[label])
        for row in rows:
            found[label, row.pk] = str(row) if label.startswith("org.") else title_of(row)
    return found


def value_words(field: models.Field[Any, Any], value: Any, names: Names) -> str:  # noqa: PLR0911  # a table of types
    """One value of one field as people read it."""
    if value is None or value in ("", [], {}):
        return text.NOTHING
    related: Any = field.related_model
    if related is ContentType:
        model = ContentType.objects.get_for_id(value).model_class()
        return model_words(model) if model else str(value)
    if related is not None:
        return names.get((related._meta.label_lower, value), f"#{value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, MoneyField):
        return text.money_text(value)
    if isinstance(field, models.DecimalField):
        return text.quantity_text(value)
    return plain_words(value)


def plain_words(value: Any) -> str:  # noqa: PLR0911  # a table of types
    """A value without a field: times, ranges, lists and what JSON holds."""
    match value:
        case None | "":
            return text.NOTHING
        case bool():
            return _("是") if value else _("否")
        case dt.datetime():
            return f"{text.local(value):%Y-%m-%d %H:%M}"
        case dict():
            return _("；").join(f"{k} {plain_words(v)}" for k, v in value.items())
        case list() | tuple():
            return _("、").join(plain_words(v) for v in value) or text.NOTHING
    if hasattr(value, "lower") and hasattr(value, "upper") and not isinstance(value, str):
        return f"{plain_words(value.lower)} – {plain_words(value.upper)}"
    return str(value)
