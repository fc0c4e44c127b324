"""The step before a proposal: who, which post, as what; and what that would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, Prefetch, Q
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware

from apps.core.clock import SHANGHAI
from apps.org import tenure_rules as rules
from apps.org.gains import Gains, gains_of
from apps.org.models import OrgUnit, Post, Staff, Tenure
from apps.org.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import QueryDict

    from apps.org.access import Access

M = TypeVar("M", bound=Model)

#: So many people are offered at once; a longer list is narrowed by name.
OFFERED = 12


@dataclass(frozen=True)
class Step:
    """What has been chosen so far and what there is to choose from."""

    term: str
    people: list[Staff]
    stores: list[OrgUnit]
    store: OrgUnit | None
    posts: list[Post]
    kinds: list[tuple[str, str]]
    staff: Staff | None
    post: Post | None
    kind: str
    gains: Gains | None
    acting_days: int

    @property
    def complete(self) -> bool:
        """Whether person and post stand."""
        return self.staff is not None and self.post is not None


def step_of(access: Access, query: QueryDict) -> Step:
    """The step as the address says; what is out of reach counts as not chosen."""
    staff = _chosen(Staff.objects.select_related("unit", "store"), access, query.get("staff", ""))
    posts = Post.objects.filter(position__base=False, unit__closed_at=None).select_related(
        "position", "unit__store"
    )
    post = _chosen(posts, access, query.get("post", ""))
    kind = query.get("kind", "")
    kind = kind if kind in Tenure.Kind.values else str(Tenure.Kind.PERMANENT)
    stores = list(access.stores(Perm.PROPOSE_TENURE)) if _over_group(access) else []
    store = _store_of(access, stores, query.get("store", ""), post)
    term = query.get("q", "").strip()
    reached = posts.visible_to(access, Perm.PROPOSE_TENURE)
    offered = reached.filter(Q(unit__store=store) | Q(unit__store=None))
    return Step(
        term=term,
        people=[] if staff else _people(access, term),
        stores=stores,
        store=store,
        posts=list(offered.order_by("unit__path", "position_id")),
        kinds=[(value, str(label)) for value, label in Tenure.Kind.choices],
        staff=staff,
        post=post,
        kind=kind,
        gains=gains_if(access, staff, post) if staff and post else None,
        acting_days=rules.figure(rules.ACTING_DAYS, access, store.pk if store else None),
    )


def gains_if(access: Access, staff: Staff, post: Post) -> Gains:
    """What the person would gain by this post from now."""
    return gains_of(Tenure(staff=staff, post=post, starts_at=access.now), access.now)


def absent_holders(post: Post | None, now: dt.datetime) -> QuerySet[Tenure]:
    """Whom somebody could stand in for."""
    rows = Tenure.objects.unended(now).exclude(kind=Tenure.Kind.ACTING).select_related("staff")
    return rows.filter(post=post).order_by("starts_at", "pk") if post else rows.none()


def is_vacant(post: Post | None, now: dt.datetime) -> bool:
    """Whether somebody may act for nobody in particular."""
    return post is not None and rules.missing_seats(post, now) > 0


def time_of(text: str) -> dt.datetime | None:
    """A time of an address, in China."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return make_aware(found, SHANGHAI) if found and found.tzinfo is None else found


def _people(access: Access, term: str) -> list[Staff]:
    if not term:
        return []
    low = term.lower()
    rows = Staff.objects.visible_to(access, Perm.PROPOSE_TENURE).filter(is_active=True)
    meant = (
        Q(name__icontains=term)
        | Q(name_initials__startswith=low)
        | Q(name_pinyin__startswith=low)
        | Q(staff_no__istartswith=term)
    )
    held = Tenure.objects.live(access.now).select_related("post__position")
    rows = rows.filter(meant).exclude(pk__in=[access.staff_id or 0]).select_related("unit", "store")
    return list(rows.prefetch_related(Prefetch("tenures", held, to_attr="held"))[:OFFERED])


def _chosen(rows: QuerySet[M], access: Access, key: str) -> M | None:
    if not key.isdigit():
        return None
    found: M | None = access.limit_reach(rows, Perm.PROPOSE_TENURE).filter(pk=key).first()
    return found


def _over_group(access: Access) -> bool:
    return any(r.store_id is None and not r.rows for r in access.reaches(Perm.PROPOSE_TENURE))


def _store_of(
    access: Access, stores: list[OrgUnit], asked: str, post: Post | None
) -> OrgUnit | None:
    if post is not None:
        return post.unit.store
    if stores:
        return next((s for s in stores if str(s.pk) == asked), stores[0])
    return access.store
