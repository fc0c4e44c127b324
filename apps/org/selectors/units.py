"""What hangs on a unit: what keeps it from closing, what refers to it, what moving it would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.org.models import Grant, OrgUnit, PositionRevision, Post, Staff, Tenure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

#: Counting stops here: beyond it the exact number changes nobody's mind.
MOST = 10_000
_SUBTREE = (Grant.Scope.TEAM, Grant.Scope.UNIT)


def obstacles_to_closing(unit: OrgUnit, now: dt.datetime) -> list[str]:
    """What still lives in the unit, in words; empty when it may be closed."""
    coming = Q(ends_at=None) | Q(ends_at__gt=now)
    held = Tenure.objects.filter(coming, post__unit=unit).exclude(state=Tenure.State.REFUSED)
    counts = (
        (_("下级单元 %(n)d 个"), OrgUnit.objects.open().filter(parent=unit).count()),
        (_("在任或待任 %(n)d 人"), held.values("staff").distinct().count()),
        (_("所属员工 %(n)d 人"), Staff.objects.filter(unit=unit, is_active=True).count()),
    )
    return [words % {"n": n} for words, n in counts if n]


def references_to(unit: OrgUnit) -> list[str]:
    """The records that name the unit, by kind, in words."""
    found: dict[str, int] = {}
    for model, name in _links():
        rows = model._base_manager.filter(**{name: unit})
        count = (rows.exclude(pk=unit.pk) if model is OrgUnit else rows).count()
        if count:
            title = str(model._meta.verbose_name)
            found[title] = max(found.get(title, 0), count)
    return [f"{title} {count}" for title, count in found.items()]


def _links() -> Iterator[tuple[Any, str]]:
    """Every foreign key that names a unit, with its model; copies of history do not hold it."""
    for link in OrgUnit._meta.get_fields(include_hidden=True):
        field: Any = getattr(link, "field", None)
        if link.auto_created and field is not None and getattr(field, "db_constraint", False):
            yield link.related_model, field.name


@dataclass(frozen=True)
class MoveImpact:
    """What moving a unit would change, before anybody confirms it."""

    across: bool
    units: int
    posts: int
    holders: list[str]
    losing: list[str]
    gaining: list[str]
    rows: list[tuple[str, int]]


def impact_of_move(unit: OrgUnit, new_parent: OrgUnit, now: dt.datetime) -> MoveImpact:
    """How many units, posts and documents move, and whose reach gains or loses them."""
    old = [p for p in _ancestors(unit) if not new_parent.path.startswith(p)]
    new = [p for p in _ancestors(new_parent, itself=True) if not unit.path.startswith(p)]
    live = Tenure.objects.live(now).filter(staff__is_active=True)
    within = live.filter(post__unit__path__startswith=unit.path)
    return MoveImpact(
        across=unit.store_id != new_parent.store_id,
        units=OrgUnit.objects.below(unit).count(),
        posts=Post.objects.filter(unit__path__startswith=unit.path, position__base=False).count(),
        holders=_names(within),
        losing=_names(_reaching(live, old, now)),
        gaining=_names(_reaching(live, new, now)),
        rows=_rows(unit),
    )


def _ancestors(unit: OrgUnit, *, itself: bool = False) -> list[str]:
    """The paths of the units above, from the root down."""
    steps = unit.path.split("/")[:-1]
    last = len(steps) + 1 if itself else len(steps)
    return ["/".join(steps[:i]) + "/" for i in range(1, last)]


def _reaching(live: Any, paths: list[str], now: dt.datetime) -> Any:
    """The tenures in units of these paths whose duties reach what lies below their unit."""
    seated = live.filter(post__unit__path__in=paths)
    editions = PositionRevision.objects.effective(now).filter(
        position__in=seated.values("post__position")
    )
    subtree = Grant.objects.filter(
        duty__revision__in=editions.text_ids(), scope__in=[s.value for s in _SUBTREE]
    )
    texts = set(subtree.values_list("duty__revision", flat=True))
    positions = {e.position_id for e in editions if e.text_id in texts}
    return seated.filter(post__position__in=positions)


def _names(tenures: Any) -> list[str]:
    people = tenures.order_by("staff__name_pinyin", "pk").values_list("staff__name", flat=True)
    return list(dict.fromkeys(people))


def _rows(unit: OrgUnit) -> list[tuple[str, int]]:
    """Documents that name the unit or one below it as theirs, counted up to ``MOST``."""
    below = OrgUnit.objects.below(unit).values("pk")
    found = []
    for model, name in _links():
        if name != "unit" or model in {Post, Staff}:
            continue
        count = len(model._base_manager.filter(unit__in=below).values_list("pk")[:MOST])
        if count:
            found.append((str(model._meta.verbose_name), count))
    return found
