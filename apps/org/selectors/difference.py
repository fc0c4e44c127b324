"""What one edition of a job description changes against another, in words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from apps.core import figures
from apps.core.capabilities import capability
from apps.org.catalogue_checks import ALL_KPIS
from apps.org.models import Duty
from apps.org.selectors.sheet import source_words
from apps.org.text_difference import Piece, changed, pieces
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apps.org.models import Grant, PositionRevision

ADDED, REMOVED, CHANGED, MOVED, SAME = "added", "removed", "changed", "moved", "same"

KIND_WORDS = {
    "work": gettext_lazy("日常工作"),
    "decide": gettext_lazy("裁定"),
    "conduct": gettext_lazy("行为规范"),
}


@dataclass(frozen=True)
class TextChange:
    """One text with its runs, under its name."""

    label: str
    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return changed(self.pieces)


@dataclass(frozen=True)
class GrantChange:
    """One right of a duty: added, removed, changed or the same; ``before``/``after`` in words."""

    kind: str
    code: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class DutyChange:
    """One duty of either edition.

    ``kind`` is added, removed, changed, moved or same; a duty that moved and changed is changed.
    ``before`` and ``after`` are its numbers, 0 where it does not stand.  ``sentence`` is the text
    in the language of the page, ``others`` what else changed in it.
    """

    kind: str
    code: str
    before: int
    after: int
    moved: bool
    sentence: TextChange
    others: list[TextChange]
    grants: list[GrantChange]
    duty: Duty

    @property
    def up(self) -> int:
        """The place before this one."""
        return self.after - 1

    @property
    def down(self) -> int:
        """The place behind this one."""
        return self.after + 1

    @property
    def changed_grants(self) -> list[GrantChange]:
        """The rights that are not as they were."""
        return [g for g in self.grants if g.kind != SAME]


@dataclass(frozen=True)
class Difference:
    """Facts that changed, and every duty of either edition in the order of the later one."""

    facts: list[TextChange]
    duties: list[DutyChange]

    @property
    def changed_duties(self) -> list[DutyChange]:
        """The duties that are not as they were."""
        return [d for d in self.duties if d.kind != SAME]

    @property
    def nothing(self) -> bool:
        """Whether both editions say the same."""
        return not self.facts and not self.changed_duties

    @property
    def summary(self) -> str:
        """How many duties were added, removed, changed and moved."""
        counts = Counter(d.kind for d in self.duties)
        words = {
            ADDED: _("新增 %d 条"),
            REMOVED: _("删除 %d 条"),
            CHANGED: _("修改 %d 条"),
            MOVED: _("移动 %d 条"),
        }
        said = [words[kind] % counts[kind] for kind in words if counts[kind]]
        facts = [_("基本信息 %d 项") % len(self.facts)] if self.facts else []
        return _("，").join(facts + said) or _("没有变化")


def difference_of(before: PositionRevision | None, after: PositionRevision) -> Difference:
    """From ``before`` (None: nothing stood) to ``after``; five queries at most."""
    old, new = _duties(before), _duties(after)
    facts = [f for f in _facts(before, after) if f.changed]
    return Difference(facts, _duty_changes(old, new))


def _duties(revision: PositionRevision | None) -> list[Duty]:
    if revision is None:
        return []
    return list(revision.text.duties.prefetch_related("grants").order_by("order", "pk"))


def _facts(before: PositionRevision | None, after: PositionRevision) -> list[TextChange]:
    def change(label: str, read: Any) -> TextChange:
        return TextChange(label, pieces(read(before) if before else "", read(after)))

    return [
        change(_("目的"), lambda r: r.purpose),
        change(_("目的（英文）"), lambda r: r.purpose_en),
        TextChange(_("直接上级"), _whole(_superior(before), _superior(after))),
        change(_("任职要求"), lambda r: _needs(r.requires, "text")),
        change(_("任职要求（英文）"), lambda r: _needs(r.requires, "text_en")),
    ]


def _superior(revision: PositionRevision | None) -> str:
    return str(revision.reports_to or "") if revision else ""


def _needs(entries: Iterable[dict[str, str]], language: str) -> str:
    return "；".join(e.get(language, "") for e in entries)


def _whole(before: str, after: str) -> list[Piece]:
    """A name is replaced as a whole."""
    if before == after:
        return [Piece(SAME, after)] if after else []
    return [Piece(k, t) for k, t in ((REMOVED, before), (ADDED, after)) if t]


def _duty_changes(old: Sequence[Duty], new: Sequence[Duty]) -> list[DutyChange]:
    before = {d.code: (n, d) for n, d in enumerate(old, start=1)}
    after = {d.code: (n, d) for n, d in enumerate(new, start=1)}
    moved = _moved([c for c in before if c in after], [c for c in after if c in before])
    found = [_duty(before.get(c), entry, c in moved) for c, entry in after.items()]
    for code, (number, duty) in before.items():
        if code not in after:
            found.insert(_place(found, number), _duty((number, duty), None, False))
    return found


def _place(found: list[DutyChange], number: int) -> int:
    """Where a removed duty stood: after the last kept one that stood before it."""
    earlier = [i for i, d in enumerate(found) if d.before and d.before < number and not d.moved]
    return earlier[-1] + 1 if earlier else 0


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The codes whose place among the others changed: all outside the longest kept order."""
    rank = {code: i for i, code in enumerate(old)}
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str] = {}
    for code in new:
        at = bisect_left(tails, rank[code])
        tails[at : at + 1] = [rank[code]]
        ends[at : at + 1] = [code]
        if at:
            before[code] = ends[at - 1]
    kept: set[str] = set()
    code = ends[-1] if ends else ""
    while code:
        kept.add(code)
        code = before.get(code, "")
    return set(new) - kept


Numbered = tuple[int, Duty]


def _duty(before: Numbered | None, after: Numbered | None, moved: bool) -> DutyChange:
    old, new = before[1] if before else None, after[1] if after else None
    sentence, *others = _texts(old, new)
    grants = _grants(_rights(old), _rights(new))
    touched = sentence.changed or any(o.changed for o in others)
    if old is None or new is None:
        kind = ADDED if old is None else REMOVED
    elif touched or any(g.kind != SAME for g in grants):
        kind = CHANGED
    else:
        kind = MOVED if moved else SAME
    duty = new or old
    assert duty is not None, "a change has at least one side"
    return DutyChange(
        kind=kind,
        code=duty.code,
        before=before[0] if before else 0,
        after=after[0] if after else 0,
        moved=moved,
        sentence=sentence,
        others=[o for o in others if o.changed] if old and new else [],
        grants=grants,
        duty=duty,
    )


def _texts(old: Duty | None, new: Duty | None) -> list[TextChange]:
    """The sentence in the language of the page first, then the other one and the small facts."""

    def change(label: str, read: Any) -> TextChange:
        return TextChange(label, pieces(read(old) if old else "", read(new) if new else ""))

    def listed(label: str, read: Any) -> TextChange:
        return TextChange(label, _whole(read(old) if old else "", read(new) if new else ""))

    chinese = change(_("中文"), lambda d: d.text)
    english = change(_("英文"), lambda d: d.text_en)
    both = [english, chinese] if get_language() == "en" else [chinese, english]
    return [
        *both,
        listed(_("类别"), lambda d: str(KIND_WORDS.get(d.kind, d.kind))),
        listed(_("出处"), lambda d: "；".join(source_words(d.source))),
        listed(_("考核指标"), lambda d: _("、").join(figure_words(d.kpis))),
    ]


def figure_words(codes: Iterable[str]) -> list[str]:
    """Figures by name; a code nobody computes yet stays as it is."""
    everything = {ALL_KPIS: _("部门全部指标")}
    return [everything.get(c) or (f.label if (f := figures.figure(c)) else c) for c in codes]


def _rights(duty: Duty | None) -> dict[str, Grant]:
    return {g.capability: g for g in duty.grants.all()} if duty else {}


def _grants(old: dict[str, Grant], new: dict[str, Grant]) -> list[GrantChange]:
    found = []
    for code in [*old, *(c for c in new if c not in old)]:
        before, after = _grant(old.get(code)), _grant(new.get(code))
        if code not in new:
            kind = REMOVED
        elif code not in old:
            kind = ADDED
        else:
            kind = SAME if before == after else CHANGED
        found.append(GrantChange(kind, code, capability(code).label, before, after))
    return found


def _grant(grant: Grant | None) -> str:
    """Rows and limits of a right in words."""
    if grant is None:
        return ""
    words = [scope_words(grant.scope, grant.rows), limits_words(grant.limits)]
    return " · ".join(w for w in words if w)
