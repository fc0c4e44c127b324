"""Why a person may or may not: the chain from the person down to the row, and who could."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core import figures_text
from apps.core.capabilities import capability, implied_by
from apps.org.access import Access
from apps.org.models import Duty, Grant, OrgUnit, Position, PositionRevision, Tenure
from apps.org.texts import editions_in_force, positions_by_text
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    from django.db import models

    from apps.core.capabilities import CapabilityEnum
    from apps.org.reaches import Reach

_SHOWN_HOLDERS = 8


@dataclass(frozen=True)
class Link:
    """One card of the chain: what it is about, its words, and whether it holds."""

    kind: str
    text: str
    holds: bool


@dataclass(frozen=True)
class Holder:
    """Somebody whose duties include the right, and the post it comes from."""

    staff: str
    position: str
    unit: str
    scope: str
    duty: str


@dataclass(frozen=True)
class Explanation:
    """The answer: granted or not, the chain, and who holds the right now.

    ``subject`` names the row asked about (``workorders.WorkOrder:12``) when the person sees it.
    """

    capability: CapabilityEnum
    granted: bool
    links: tuple[Link, ...]
    holders: tuple[Holder, ...]
    subject: str = ""

    @property
    def reason(self) -> str:
        """The sentence of the broken link; "" when nothing is broken."""
        return next((k.text for k in self.links if not k.holds), "")


def explain(access: Access, perm: CapabilityEnum, obj: models.Model | None = None) -> Explanation:
    """Follow the right from the person to the row, up to the link that breaks."""
    links = [*_person(access), *_post_and_duty(access, perm, obj), *_row(access, perm, obj)]
    broken = next((i for i, k in enumerate(links) if not k.holds), None)
    shown = links if broken is None else links[: broken + 1]
    store = access.store
    return Explanation(
        capability=perm,
        granted=broken is None,
        links=tuple(shown),
        holders=tuple(holders(perm, access.now, store)[:_SHOWN_HOLDERS]),
        subject=f"{obj._meta.label}:{obj.pk}" if obj is not None and access.sees(obj) else "",
    )


def holders(perm: CapabilityEnum, now: dt.datetime, store: OrgUnit | None = None) -> list[Holder]:
    """The live tenures whose duties in force include the right, in one store or everywhere."""
    by_position = _granting(perm, now, store)
    base = Position.objects.filter(pk__in=by_position, base=True).select_related("owner")
    if store is not None:
        base = base.filter(owner=store)
    everybody = [_everybody(p, by_position[p.pk]) for p in base]
    tenures = (
        Tenure.objects.live(now)
        .filter(post__position__in=by_position, staff__is_active=True)
        .select_related("staff", "post__position", "post__unit")
        .order_by("post__unit__path", "staff__name_pinyin")
    )
    if store is not None:
        tenures = tenures.filter(Q(post__unit__store=store) | Q(post__unit__store=None))
    return [*everybody, *(_holder(t, by_position[t.post.position_id]) for t in tenures)]


def _granting(perm: CapabilityEnum, now: dt.datetime, store: OrgUnit | None) -> dict[int, Grant]:
    """The first grant of the right in the text of each position, by the key of the position."""
    editions = PositionRevision.objects.effective(now)
    if store is not None:
        editions = editions.filter(Q(position__owner=store) | Q(position__owner__parent=None))
    texts = positions_by_text({e.position_id: e for e in editions})
    rows = Grant.objects.filter(capability__in=implied_by(perm), duty__revision__in=texts)
    found: dict[int, Grant] = {}
    for grant in rows.select_related("duty").order_by("duty__order"):
        for position in texts[grant.duty.revision_id]:
            found.setdefault(position, grant)
    return found


def _everybody(position: Position, grant: Grant) -> Holder:
    return Holder(
        staff=_("每一位在岗人员"),
        position=str(position),
        unit=str(position.owner),
        scope=grant.get_scope_display(),
        duty=f"{grant.duty.code} {grant.duty}",
    )


def _holder(tenure: Tenure, grant: Grant) -> Holder:
    return Holder(
        staff=tenure.staff.name,
        position=str(tenure.post.position),
        unit=str(tenure.post.unit),
        scope=grant.get_scope_display(),
        duty=f"{grant.duty.code} {grant.duty}",
    )


def _person(access: Access) -> list[Link]:
    if access.staff is None:
        return [Link(_("人员"), _("这个账号没有对应的员工。"), False)]
    if not access.staff.is_active:
        return [Link(_("人员"), _("%s 已经离职。") % access.staff, False)]
    found = [Link(_("人员"), str(access.staff), True)]
    if not access.tenures:
        return [*found, Link(_("任职"), _("现在没有任何有效的任职。"), False)]
    return found


def _post_and_duty(access: Access, perm: CapabilityEnum, obj: models.Model | None) -> list[Link]:
    reaches = access.reaches(perm)
    if not reaches:
        posts = _("、").join(str(p) for p in access.posts)
        sentence = _("%(posts)s：没有哪条职责授予“%(right)s”。")
        held = [link for t in access.tenures for link in _post(t)]
        if access.withholds(perm):
            sentence = _("职责授予了“%(right)s”，但这次登录还没有用动态口令确认。")
            return [*held, Link(_("动态口令"), sentence % {"right": perm.label}, False)]
        return [*held, Link(_("职责"), sentence % {"posts": posts, "right": perm.label}, False)]
    covering = access.covering(perm, obj) if obj is not None else []
    return _chain(access, (covering or reaches)[0])


def _chain(access: Access, reach: Reach) -> list[Link]:
    duty = Duty.objects.get(pk=reach.duty_id)
    edition = editions_in_force([reach.position_id], access.now)[reach.position_id]
    position = Position.objects.get(pk=reach.position_id)
    tenure = next((t for t in access.tenures if t.pk == reach.tenure_id), None)
    links = []
    if tenure is not None:
        links.extend(_post(tenure))
    links.append(Link(_("岗位文件"), f"{position} {edition}", True))
    links.append(Link(_("职责"), f"{duty.code} {duty}", True))
    words = [capability(reach.capability).label, scope_words(reach.scope, reach.rows)]
    words.append(limits_words(reach.limits))
    links.append(Link(_("授予"), " · ".join(w for w in words if w), True))
    unit = OrgUnit.objects.get(path=reach.root_path)
    return [*links, Link(_("单元"), _("%s及其下属") % unit, True)]


def _post(tenure: Tenure) -> list[Link]:
    return [
        Link(_("任职"), _tenure(tenure), True),
        Link(_("岗位席位"), str(tenure.post), True),
    ]


def _tenure(tenure: Tenure) -> str:
    until = f"{figures_text.local(tenure.ends_at):%Y-%m-%d %H:%M}" if tenure.ends_at else _("长期")
    words = [
        tenure.get_kind_display(),
        f"{figures_text.local(tenure.starts_at):%Y-%m-%d} – {until}",
    ]
    if tenure.acting_for is not None:
        words.insert(1, _("代 %s") % tenure.acting_for.staff)
    elif tenure.kind == Tenure.Kind.ACTING:
        words.insert(1, _("代空缺"))
    return " · ".join(words)


def _row(access: Access, perm: CapabilityEnum, obj: models.Model | None) -> list[Link]:
    if obj is None or not access.can(perm):
        return []
    if access.may(perm, obj):
        return [Link(_("单据"), str(obj), True)]
    scopes = _("、").join(sorted({str(Grant.Scope(r.scope).label) for r in access.reaches(perm)}))
    sentence = _("这张单据不在您的范围（%(scopes)s）内。")
    return [Link(_("单据"), sentence % {"scopes": scopes}, False)]
