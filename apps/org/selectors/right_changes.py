"""Which rights of one person an edition changes, net of what their other duties give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.capabilities import capability
from apps.org.footing import Footing, footing_of, limits_over
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apps.org.models import Duty, OrgUnit, Post
    from apps.org.reaches import Reach

GAINED, LOST, WIDENED, NARROWED = "gained", "lost", "widened", "narrowed"
LIMITS, KEPT = "limits", "kept"


@dataclass(frozen=True)
class RightChange:
    """One capability that changes for a person, or stays for a reason outside this edition.

    ``kind`` is gained, lost, widened, narrowed, limits or kept.  ``before`` and ``after`` are
    scopes or limits in words; ``because`` says by what it is kept.
    """

    kind: str
    code: str
    label: str
    scope: str
    unit: str
    before: str = ""
    after: str = ""
    because: str = ""


@dataclass(frozen=True)
class Names:
    """The rows reaches point to, loaded once for everybody."""

    posts: Mapping[int, Post]
    duties: Mapping[int, Duty]
    units: Mapping[str, OrgUnit]

    def source(self, reach: Reach) -> str:
        """The post and the duty a reach comes from."""
        return f"{self.posts[reach.post_id]} {self.duties[reach.duty_id].code}"


def right_changes(
    before: Sequence[Reach], after: Sequence[Reach], position_id: int, names: Names
) -> list[RightChange]:
    """What differs on the rows the position gives or gave; the widest statement of each."""
    own = [r for r in (*after, *before) if r.position_id == position_id]
    footings = {footing_of(r): r for r in reversed(own)}
    found: list[tuple[Footing, RightChange]] = []
    for footing, reach in sorted(footings.items(), key=lambda e: _width(e[0])):
        change = _Change(footing, reach, before, after, position_id, names).words()
        if change and not _said(found, footing, change):
            found.append((footing, change))
    changes = [change for _footing, change in found]
    return sorted(changes, key=lambda c: (_ORDER.index(c.kind), c.code))


_ORDER = (GAINED, WIDENED, LIMITS, NARROWED, LOST, KEPT)


def _width(footing: Footing) -> tuple[str, int, str]:
    """Wide footings first, so that a narrow one adds nothing to what is said already."""
    return footing.capability, ("group", "store", "unit", "own").index(footing.scope), footing.path


def _said(found: list[tuple[Footing, RightChange]], footing: Footing, change: RightChange) -> bool:
    return any(
        f.capability == footing.capability
        and f.covers(footing)
        and (c.kind == change.kind or {c.kind, change.kind} <= {LOST, NARROWED})
        and (c.before, c.after) == (change.before, change.after)
        for f, c in found
    )


@dataclass(frozen=True)
class _Change:
    """One footing judged under both editions."""

    footing: Footing
    reach: Reach
    before: Sequence[Reach]
    after: Sequence[Reach]
    position_id: int
    names: Names

    def words(self) -> RightChange | None:
        """The change in words; None when the edition makes no difference here at all."""
        had, has = self._covering(self.before), self._covering(self.after)
        if not had:
            narrower = self._narrower(self.before)
            return self._say(WIDENED if narrower else GAINED, before=narrower, after=self._limits())
        if not has:
            narrower = self._narrower(self.after)
            return self._say(NARROWED if narrower else LOST, after=narrower)
        old, new = limits_over(self.footing, had), limits_over(self.footing, has)
        if old != new:
            nothing = _("无额度")
            words = limits_words(old) or nothing, limits_words(new) or nothing
            return self._say(LIMITS, before=words[0], after=words[1])
        return self._kept(had, has)

    def _kept(self, had: list[Reach], has: list[Reach]) -> RightChange | None:
        """Given or taken by this edition, but held through another post all the while."""
        mine_before, mine_after = self._mine(had), self._mine(has)
        if (not mine_before) == (not mine_after):
            return None
        other = next((r for r in has if r.position_id != self.position_id), None)
        if other is None:
            return None
        words = _("仍由 %s 持有") if mine_before else _("已由 %s 持有")
        return self._say(KEPT, because=words % self.names.source(other))

    def _say(self, kind: str, before: str = "", after: str = "", because: str = "") -> RightChange:
        unit = self.names.units.get(self.reach.root_path)
        return RightChange(
            kind=kind,
            code=self.reach.capability,
            label=capability(self.reach.capability).label,
            scope=scope_words(self.reach.scope, self.reach.rows),
            unit=str(unit or ""),
            before=before,
            after=after,
            because=because,
        )

    def _limits(self) -> str:
        return limits_words(limits_over(self.footing, self._covering(self.after)))

    def _mine(self, reaches: list[Reach]) -> list[Reach]:
        return [r for r in reaches if r.position_id == self.position_id]

    def _covering(self, reaches: Sequence[Reach]) -> list[Reach]:
        return [r for r in reaches if footing_of(r).covers(self.footing)]

    def _narrower(self, reaches: Sequence[Reach]) -> str:
        """The scopes on which the same right is held inside this footing."""
        inside = (
            r
            for r in reaches
            if r.capability == self.footing.capability and self.footing.covers(footing_of(r))
        )
        return _("、").join(dict.fromkeys(scope_words(r.scope, r.rows) for r in inside))
