"""What of an object can be shared with whom: a share widens reach, never ability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.capabilities import every_capability, implied_by
from apps.core.clock import business_day
from apps.core.models import Setting
from apps.org.access import Access
from apps.org.models import Grant, Post, Share, Staff
from apps.org.permissions import Perm
from apps.org.reach import ReachSpec, spec_of
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db import models

    from apps.core.capabilities import CapabilityEnum
    from apps.org.models import Tenure

USUAL_DAYS = "org.share_days"
MOST_DAYS = "org.share_days_max"


@dataclass(frozen=True)
class Right:
    """One right on the object: offered, or not with the reason in words."""

    capability: CapabilityEnum
    why_not: str = ""

    @property
    def offered(self) -> bool:
        """Whether it can be shared."""
        return not self.why_not


def shared_model(label: str) -> type[models.Model]:
    """The model of this label whose rows have a page and can be shared; raises Http404."""
    try:
        model = installed.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    spec = getattr(model, "reach", None)
    if not isinstance(spec, ReachSpec) or not spec.page:
        raise Http404
    return model


def page_of(obj: models.Model) -> str:
    """The address of the object's page; "" for a kind that has none."""
    page = spec_of(type(obj)).page
    return reverse(page, args=[obj.pk]) if page else ""


def shareable(model: type[models.Model]) -> list[CapabilityEnum]:
    """The rights over one existing row of a model; seeing it comes first."""
    label, name = model._meta.label, model._meta.model_name
    found = [c for c in every_capability() if c.model == label]
    kept = [c for c in found if _verb(c) != f"add_{name}" and not _verb(c).startswith("export_")]
    return sorted(kept, key=lambda c: (not c.is_plain_view, c.value))


def _verb(perm: CapabilityEnum) -> str:
    return perm.value.partition(".")[2]


def abilities_of(recipient: Staff | Post, now: dt.datetime) -> frozenset[str]:
    """The codenames a person holds anywhere, or that the duties of a post's position carry."""
    if isinstance(recipient, Staff):
        return frozenset(Access.of(recipient, now).held())
    editions = editions_in_force([recipient.position_id], now)
    texts = [e.text_id for e in editions.values()]
    granted = Grant.objects.filter(duty__revision__in=texts)
    return frozenset(granted.values_list("capability", flat=True))


def lacking(perms: Iterable[CapabilityEnum], held: frozenset[str]) -> list[CapabilityEnum]:
    """Those of the rights that no codename held brings."""
    return [p for p in perms if not implied_by(p) & held]


def rights_for(access: Access, obj: models.Model, recipient: Staff | Post) -> list[Right]:
    """What of the object can be shared with the recipient.

    A right that neither side holds is left out; one that only one side holds says why not.
    """
    every = shareable(type(obj))
    mine, held = access.allowed(obj, every), abilities_of(recipient, access.now)
    found = []
    for perm in every:
        theirs = bool(implied_by(perm) & held)
        if perm.value in mine:
            found.append(Right(perm, "" if theirs else _("对方的职责里没有这项权限")))
        elif theirs:
            found.append(Right(perm, _("您自己在这张单据上没有这项权限")))
    return found


def sharing_tenure(access: Access, obj: models.Model) -> Tenure | None:
    """The tenure in which the person may share the object: one of its own store; None for none."""
    model = type(obj)
    spec = spec_of(model)
    stores: set[Any] = set()
    if spec.level != "group":
        rows = model._default_manager.filter(pk=obj.pk)
        stores = set(rows.values_list(spec.store, flat=True))
    for reach in access.reaches(Perm.SHARE_OBJECT):
        if reach.store_id is None or not stores or reach.store_id in stores:
            return next(t for t in access.tenures if t.pk == reach.tenure_id)
    return None


def usual_days(now: dt.datetime) -> int:
    """For how many days a document is shared when nobody says otherwise."""
    return _days(USUAL_DAYS, now)


def most_days(now: dt.datetime) -> int:
    """For how many days a document can be shared at most."""
    return _days(MOST_DAYS, now)


def _days(code: str, now: dt.datetime) -> int:
    return int(Setting.objects.value(code, business_day(now)))


def received_on(access: Access, obj: models.Model) -> list[Share]:
    """The live shares that bring this very object to the person; asks only who has any."""
    if not any(getattr(t, "has_share", False) for t in access.tenures):
        return []
    rows = Share.objects.live(access.now).to_any_of(access.staff_id, access.posts)
    return list(rows.of(obj).select_related("shared_by", "post__position").order_by("until"))
