"""What people type about an edition: its start, its facts, and what they do with it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.org.models import OrgUnit, Position, PositionRevision
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Iterable

LINES = forms.Textarea(attrs={"rows": 3})
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
APPROVED = PositionRevision.State.APPROVED


class DraftForm(ServiceForm):
    """Which position is revised, why, and from which edition the text is taken."""

    position = ReachChoiceField(
        Position.objects.select_related("owner").order_by("owner__path", "base", "pk"),
        perm=Perm.DRAFT_POSITIONREVISION,
        label=_("岗位"),
    )
    based_on = forms.ModelChoiceField(
        PositionRevision.objects.none(),
        label=_("以哪一版为底稿"),
        required=False,
        empty_label=_("现行版本"),
        help_text=_("选择更早的版本就是回退到那一版：它的职责和权限会成为新一版的底稿。"),
    )
    change = forms.CharField(
        label=_("修订内容"),
        widget=LINES,
        help_text=_("改了什么、为什么；会写进修订记录。"),
    )

    def __init__(self, *args: Any, position: Position | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["position"]
        field.label_from_instance = lambda p: f"{p.owner} · {p}"
        earlier: Any = self.fields["based_on"]
        if position is None:
            del self.fields["based_on"]
            return
        self.initial["position"] = position.pk
        field.widget = forms.HiddenInput()
        rows = position.revisions.filter(state=APPROVED).order_by("-effective_from", "-pk")
        earlier.queryset = rows
        earlier.label_from_instance = lambda e: f"{e.edition} {e.change[:40]}"


class FactsForm(ServiceForm):
    """The words of an edition beside its duties; a qualification is one line in each language."""

    change = forms.CharField(label=_("修订内容"), widget=LINES, required=False)
    purpose = forms.CharField(label=_("岗位目的"), widget=LINES, required=False)
    purpose_en = forms.CharField(label=_("岗位目的（英文）"), widget=LINES, required=False)
    reports_to = ReachChoiceField(
        Position.objects.none(), perm=Perm.VIEW_POSITION, label=_("直接上级"), required=False
    )
    requires = forms.CharField(
        label=_("任职要求"), widget=LINES, required=False, help_text=_("每行一条。")
    )
    requires_en = forms.CharField(
        label=_("任职要求（英文）"),
        widget=LINES,
        required=False,
        help_text=_("每行一条，与中文逐行对应。"),
    )
    kpis_assumed = forms.BooleanField(label=_("指标为默认设定，尚未确认"), required=False)

    def __init__(self, *args: Any, revision: PositionRevision, **kwargs: Any) -> None:
        super().__init__(*args, version=revision.version, initial=_facts(revision), **kwargs)
        superiors: Any = self.fields["reports_to"]
        superiors.queryset = _superiors(revision.position)
        superiors.limit_to(self.access)

    def clean(self) -> dict[str, Any]:
        """The two columns of qualifications become pairs; refused when the Chinese is missing."""
        cleaned = super().clean() or {}
        pairs = list(
            zip_longest(
                *(_lines(cleaned.get(n, "")) for n in ("requires", "requires_en")), fillvalue=""
            )
        )
        if any(not chinese for chinese, _english in pairs):
            self.add_error("requires_en", _("英文比中文多：每条英文要有对应的中文。"))
        cleaned["requires"] = [{"text": zh, "text_en": en} for zh, en in pairs]
        cleaned.pop("requires_en", None)
        return cleaned


class ActForm(ServiceForm):
    """One step of the machine: a reason where it asks one, a date for the approval."""

    action = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("原因"), widget=LINES, required=False)
    effective_from = forms.DateTimeField(
        label=_("生效时间"),
        widget=MOMENT,
        required=False,
        help_text=_("不填就是立即生效。"),
    )
    supersede = forms.BooleanField(label=_("已批准但尚未生效的版本由这一版代替"), required=False)


class RemoveForm(ServiceForm):
    """Nothing but the version and the key."""


class MoveForm(ServiceForm):
    """The place a duty moves to, counted from 1."""

    to = forms.IntegerField(label=_("移到第几条"), min_value=1)


def _superiors(position: Position) -> Any:
    root = OrgUnit.objects.filter(parent=None).values("pk")
    rows = Position.objects.filter(Q(owner=position.owner_id) | Q(owner__in=root), base=False)
    return rows.exclude(pk=position.pk).order_by("owner__path", "pk")


def _facts(revision: PositionRevision) -> dict[str, Any]:
    return {
        "change": revision.change,
        "purpose": revision.purpose,
        "purpose_en": revision.purpose_en,
        "reports_to": revision.reports_to_id,
        "requires": _typed(revision.requires, "text"),
        "requires_en": _typed(revision.requires, "text_en"),
        "kpis_assumed": revision.kpis_assumed,
    }


def _typed(entries: Iterable[dict[str, str]], language: str) -> str:
    return "\n".join(entry.get(language, "") for entry in entries)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()] if text.strip() else []
