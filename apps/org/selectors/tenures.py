"""The list of tenures: waiting, live, coming, ended, narrowed by person, unit and kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.org.inbox.tenures import ending, to_approve
from apps.org.models import OrgUnit, Tenure
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.functional import _StrOrPromise

    from apps.org.access import Access
    from apps.org.models.post import TenureQuerySet

SHOWN: dict[str, _StrOrPromise] = {
    "approve": _("待我批准"),
    "proposed": _("待批准"),
    "live": _("在任"),
    "coming": _("将要开始"),
    "ending": _("代理即将到期"),
    "ended": _("已结束"),
    "closed": _("未批准或撤回"),
}
#: Chips only for those whose duty they are.
OF_DUTY = {"approve": Perm.APPROVE_TENURE, "ending": Perm.PROPOSE_TENURE}


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for."""

    show: str
    term: str
    unit: str
    kind: str

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        """From the query string; an unknown view shows who holds posts now."""
        show = query.get("show", "live")
        return cls(
            show=show if show in SHOWN else "live",
            term=query.get("q", "").strip(),
            unit=query.get("unit", ""),
            kind=query.get("kind", ""),
        )


def tenures_of(access: Access, asked: Asked) -> TenureQuerySet:
    """The tenures in reach that the list shows, with all it names."""
    rows = _shown(access, asked.show)
    if asked.term:
        rows = rows.filter(_person(asked.term))
    if asked.unit.isdigit():
        unit = OrgUnit.objects.filter(pk=asked.unit).first()
        rows = rows.filter(post__unit__path__startswith=unit.path) if unit else rows.none()
    if asked.kind in Tenure.Kind.values:
        rows = rows.filter(kind=asked.kind)
    order = {
        "approve": ("decide_by", "pk"),
        "proposed": ("decide_by", "pk"),
        "ending": ("ends_at", "pk"),
        "coming": ("starts_at", "pk"),
        "live": ("post__unit__path", "post__position_id", "starts_at", "pk"),
    }
    return rows.for_list().order_by(*order.get(asked.show, ("-ends_at", "-pk")))


def views_of(access: Access) -> list[tuple[str, _StrOrPromise]]:
    """The chips of the list for this person."""
    return [(n, w) for n, w in SHOWN.items() if n not in OF_DUTY or access.can(OF_DUTY[n])]


def units_of(access: Access) -> QuerySet[OrgUnit]:
    """The units to narrow to: the stores in reach and the units of the store worked in."""
    inside = Q(store=access.store.pk) if access.store else Q(store=None)
    rows = OrgUnit.objects.visible_to(access, Perm.VIEW_TENURE)
    return rows.filter(inside | Q(kind=OrgUnit.Kind.STORE)).order_by("path")


def _shown(access: Access, show: str) -> TenureQuerySet:
    if show == "approve":
        return to_approve(access)
    if show == "ending":
        return ending(access)
    rows = Tenure.objects.visible_to(access, Perm.VIEW_TENURE)
    if show == "proposed":
        return rows.filter(state=Tenure.State.PROPOSED)
    if show == "closed":
        return rows.filter(state__in=[Tenure.State.REFUSED, Tenure.State.WITHDRAWN])
    by_time = {"live": rows.live, "coming": rows.coming, "ended": rows.ended}
    return by_time[show](access.now)


def _person(term: str) -> Q:
    low = term.lower()
    return (
        Q(staff__name__icontains=term)
        | Q(staff__name_initials__startswith=low)
        | Q(staff__name_pinyin__startswith=low)
        | Q(staff__staff_no__istartswith=term)
    )
