"""Shares of an object and of a person, and who may be given one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from apps.core.capabilities import UnknownCapabilityError, capability, rights_over
from apps.core.pinyin import initials
from apps.org.models import Grant, Position, Post, Share, Staff, Tenure
from apps.org.permissions import Perm
from apps.org.sharing import page_of
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db import models

    from apps.org.access import Access

SHOWN = 12
PAST = 50


@dataclass(frozen=True)
class Recipient:
    """Somebody found: ``key`` names the choice; ``able`` whether any duty deals with the kind."""

    key: str
    name: str
    note: str
    able: bool


@dataclass(frozen=True)
class ShareLine:
    """One share ready to be read; ``url`` and the name are empty where the viewer sees no row."""

    share: Share
    title: str
    to: str
    url: str
    rights: list[str]
    live: bool
    may_revoke: bool

    @property
    def state(self) -> str:
        """How it stands: live, revoked or ended."""
        if self.live:
            return "live"
        return "revoked" if self.share.revoked_at else "ended"


def shares_of(access: Access, obj: models.Model) -> list[ShareLine]:
    """All shares of an object in sight, live ones first, then the latest."""
    return _lines(access, Share.objects.of(obj))


def shares_received(access: Access, staff: Staff) -> list[ShareLine]:
    """What was lent to a person or to a post they hold now."""
    posts = Post.objects.filter(tenures__in=staff.tenures.live(access.now))
    return _lines(access, Share.objects.to_any_of(staff.pk, posts))


def shares_given(access: Access, staff: Staff) -> list[ShareLine]:
    """What a person lent to others."""
    return _lines(access, Share.objects.filter(shared_by=staff))


def recipient_of(key: str) -> Staff | Post | None:
    """The person or post a choice names; None for anything else."""
    kind, _dash, number = key.partition("-")
    if not number.isdigit() or len(number) > 18:
        return None
    if kind == "staff":
        return Staff.objects.filter(pk=number).select_related("user", "store").first()
    if kind == "post":
        rows = Post.objects.filter(pk=number)
        return rows.select_related("position", "unit__store", "group").first()
    return None


def recipient_words(recipient: Staff | Post) -> str:
    """Who it is and of which store, so that two of one name are told apart."""
    if isinstance(recipient, Staff):
        return f"{recipient} · {recipient.store}" if recipient.store else str(recipient)
    store = recipient.unit.store
    return f"{store} · {recipient}" if store and store != recipient.unit else str(recipient)


def recipients(access: Access, model: type[models.Model], term: str) -> list[Recipient]:
    """People and posts that answer to a name, its pinyin or initials; those who are able first."""
    wanted = term.strip().lower()
    if not wanted:
        return []
    people, posts = _people(access, wanted), _posts(access, wanted)
    positions = {t.post.position_id for s in people for t in _held(s)}
    able = _able(positions | {p.position_id for p in posts}, model, access.now)
    found = [_person(s, able) for s in people] + [_post(p, able) for p in posts]
    return sorted(found, key=lambda r: not r.able)


def _people(access: Access, term: str) -> list[Staff]:
    live = Tenure.objects.live(access.now)
    rows = Staff.objects.filter(is_active=True, tenures__in=live).exclude(pk=access.person.pk)
    rows = rows.filter(
        Q(name__icontains=term)
        | Q(name_pinyin__startswith=term)
        | Q(name_initials__startswith=term)
        | Q(staff_no__istartswith=term)
    )
    rows = rows.distinct().order_by("name_pinyin", "pk").select_related("store")
    posts = live.select_related("post__position", "post__unit")
    return list(rows.prefetch_related(Prefetch("tenures", posts, to_attr="held"))[:SHOWN])


def _held(staff: Staff) -> list[Tenure]:
    found: list[Tenure] = getattr(staff, "held", [])
    return found


def _posts(access: Access, term: str) -> list[Post]:
    names = Position.objects.order_by("name").values_list("name", flat=True).distinct()
    meant = [n for n in names if term in n.lower() or initials(n).startswith(term)]
    rows = Post.objects.filter(position__name__in=meant, position__base=False)
    rows = rows.exclude(pk__in=[p.pk for p in access.posts])
    near = rows.select_related("position", "unit__store").order_by("unit__path", "pk")
    own = access.store.pk if access.store else None
    here = list(near.filter(unit__store=own)[:SHOWN])
    return here + list(near.exclude(unit__store=own)[: SHOWN - len(here)])


def _able(positions: set[int], model: type[models.Model], now: dt.datetime) -> set[int]:
    """The positions with a right over the rows of a model in their texts."""
    editions = editions_in_force(positions, now)
    texts = Grant.objects.filter(
        capability__in=rights_over(model._meta.label),
        duty__revision__in={e.text_id for e in editions.values()},
    ).values_list("duty__revision", flat=True)
    granting = set(texts)
    return {p for p, e in editions.items() if e.text_id in granting}


def _person(staff: Staff, able: set[int]) -> Recipient:
    held = _held(staff)
    posts = _("、").join(f"{t.post.unit} · {t.post.position}" for t in held)
    note = f"{staff.store} · {posts}" if staff.store else posts
    fits = any(t.post.position_id in able for t in held)
    return Recipient(f"staff-{staff.pk}", str(staff), note, fits)


def _post(post: Post, able: set[int]) -> Recipient:
    place = f"{post.unit.store} · {post.unit}" if post.unit.store else str(post.unit)
    return Recipient(f"post-{post.pk}", str(post.position), place, post.position_id in able)


def _lines(access: Access, rows: Any) -> list[ShareLine]:
    rows = rows.select_related(
        "staff__store", "post__position", "post__unit__store", "shared_by", "content_type"
    ).prefetch_related("shared")
    live = list(rows.live(access.now).order_by("until", "pk"))
    past = rows.exclude(pk__in=[s.pk for s in live]).order_by("-until", "-pk")
    found = [*live, *past[:PAST]]
    seen = _seen(access, found)
    mine = set()
    if live and access.can(Perm.SHARE_OBJECT):
        revocable = Share.objects.visible_to(access, Perm.SHARE_OBJECT)
        mine = set(revocable.filter(pk__in=[s.pk for s in live]).values_list("pk", flat=True))
    return [_line(access, s, seen, s.pk in mine) for s in found]


def _seen(access: Access, shares: Iterable[Share]) -> set[tuple[int, int]]:
    """Which of the objects the viewer sees, one query for each kind."""
    asked: dict[Any, set[int]] = defaultdict(set)
    for share in shares:
        asked[share.content_type].add(share.object_id)
    found: set[tuple[int, int]] = set()
    for kind, keys in asked.items():
        model = kind.model_class()
        rows = access.limit_reach(model._default_manager.filter(pk__in=keys), None)
        found |= {(kind.pk, pk) for pk in rows.values_list("pk", flat=True)}
    return found


def _line(access: Access, share: Share, seen: set[tuple[int, int]], mine: bool) -> ShareLine:
    obj: Any = share.shared
    kind = str(share.content_type.name)
    visible = obj is not None and (share.content_type_id, share.object_id) in seen
    return ShareLine(
        share=share,
        title=f"{kind} · {obj}" if visible else kind,
        to=recipient_words(share.recipient),
        url=page_of(obj) if visible else "",
        rights=[_label(code) for code in share.capabilities],
        live=share.is_live(access.now),
        may_revoke=mine,
    )


def _label(code: str) -> str:
    try:
        return capability(code).label
    except UnknownCapabilityError:
        return code
