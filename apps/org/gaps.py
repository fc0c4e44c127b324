"""What a catalogue still lacks: screens, answers up the line, ends of ladders, sight of rows.

A gap is no fault: the catalogue can be used with it, but somebody will stand before a door that
nobody can open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils.translation import gettext as _

from apps.core.capabilities import CapabilityEnum, capability, every_capability
from apps.org.authority import DECIDED_BY, LIMITS, is_unlimited
from apps.org.catalogue import SCOPES, Catalogue, GrantText, PositionText
from apps.org.chart import Chart, UnitText
from apps.org.pages import route_of


@dataclass(frozen=True)
class Gap:
    """One thing missing.  ``kind`` is page, answer, ladder or view."""

    kind: str
    capability: str
    position: str
    words: str


@dataclass(frozen=True)
class Gaps:
    """Finds the gaps of one catalogue on one chart."""

    catalogue: Catalogue
    chart: Chart

    def every(self) -> Iterator[Gap]:
        """All gaps, kind by kind."""
        yield from self.pages()
        for position in self.catalogue.positions:
            if position.base:
                continue
            yield from self.answers(position)
            yield from self.ladders(position)
            yield from self.views(position)

    def pages(self) -> Iterator[Gap]:
        """Capabilities that no screen serves yet."""
        for code in sorted(self.catalogue.capabilities()):
            perm = capability(code)
            if not route_of(perm.page):
                yield Gap("page", code, "", _("“%(right)s”还没有页面") % {"right": perm.label})

    def answers(self, position: PositionText) -> Iterator[Gap]:
        """Requests of a position that nobody on its reporting line may decide."""
        line = list(self.catalogue.line_above(position.code))
        for asked in dict.fromkeys(g.capability for g in self._held(position)):
            decider = DECIDED_BY.get(asked)
            if not line or decider is None or self._decides(line, position, (decider,)):
                continue
            words = _("“%(ask)s”在汇报线上没有人能“%(decide)s”")
            yield Gap("answer", asked, position.code, words % _labels(asked, decider))

    def ladders(self, position: PositionText) -> Iterator[Gap]:
        """Limits of a position above which nobody on its line decides without limit."""
        line = list(self.catalogue.line_above(position.code))
        for grant in position.grants():
            if is_unlimited(grant.limits):
                continue
            for name in grant.limits:
                if not self._decides(line, position, LIMITS[name].ladder, unlimited=True):
                    words = _("超出额度“%(limit)s”后汇报线上没有人能裁定")
                    facts = {"limit": LIMITS[name].zh}
                    yield Gap("ladder", grant.capability, position.code, words % facts)

    def views(self, position: PositionText) -> Iterator[Gap]:
        """Acts of a position without the sight their page or their figures need, as wide."""
        held = self._held(position)
        for grant in position.grants():
            wanted = _sight_of(grant.capability)
            if wanted and not any(_as_wide(g, grant) for g in held if g.capability in wanted):
                words = _("能“%(act)s”，但在同样的范围内看不到相应的记录")
                facts = {"act": capability(grant.capability).label}
                yield Gap("view", grant.capability, position.code, words % facts)

    def _held(self, position: PositionText) -> list[GrantText]:
        base = (g for p in self.catalogue.positions if p.base for g in p.grants())
        return [*position.grants(), *base]

    def _decides(
        self,
        line: list[PositionText],
        asker: PositionText,
        rights: tuple[str, ...],
        *,
        unlimited: bool = False,
    ) -> bool:
        return any(
            grant.capability in rights
            and (is_unlimited(grant.limits) or not unlimited)
            and self._covers(superior, grant.scope, asker)
            for superior in line
            for grant in superior.grants()
        )

    def _covers(self, superior: PositionText, scope: str, asker: PositionText) -> bool:
        """Whether the scope of a superior's right takes in the unit of the asker."""
        if scope in {"store", "group"}:
            return True
        return scope in {"unit", "team"} and superior.unit in self._units_above[asker.unit]

    @cached_property
    def _units_above(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {"group": frozenset({"group"})}
        _climb(self.chart.store, frozenset(), found)
        return found


_NONE: frozenset[str] = frozenset()


def _climb(unit: UnitText, above: frozenset[str], found: dict[str, frozenset[str]]) -> None:
    found[unit.function_or_kind] = above | {unit.function_or_kind}
    for below in unit.below:
        _climb(below, found[unit.function_or_kind], found)


@cache
def _sight_of(code: str) -> frozenset[str]:
    """The rights any of which lets the holder see what the act is done on.

    An act includes sight of its own model's rows.  What is kept apart does not, unless it is to
    look at a page that shows nothing else; and an act done on a page that lists rows of another
    model needs the plain view of those as well.
    """
    perm = capability(code)
    if not perm.model or _is_own_sight(perm):
        return _NONE
    if perm.apart:
        return frozenset(c.value for c in every_capability() if _shows(c, perm.model))
    return frozenset(
        c.value
        for c in every_capability()
        if c.is_plain_view and c.page == perm.page and c.model != perm.model
    )


def _is_own_sight(perm: CapabilityEnum) -> bool:
    looks = perm.apart and perm.value.partition(".")[2].startswith("view_")
    return looks and [c.page for c in every_capability()].count(perm.page) == 1


def _shows(perm: CapabilityEnum, model: str) -> bool:
    return perm.model == model and not perm.apart


def _as_wide(sight: GrantText, act: GrantText) -> bool:
    wide = SCOPES.index(sight.scope) >= SCOPES.index(act.scope)
    return wide and sight.rows in {"", act.rows}


def _labels(ask: str, decide: str) -> dict[str, str]:
    return {"ask": capability(ask).label, "decide": capability(decide).label}
