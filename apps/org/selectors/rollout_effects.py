"""What a roll-out changes, told once for all stores that start from the same text."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from apps.core.capabilities import capability
from apps.org.models import Grant, OrgUnit, Tenure
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from apps.org.models import PositionRevision
    from apps.org.selectors.rollout import InForce, PassedOver, Plan, Target

Rights = dict[str, set[str]]


@dataclass(frozen=True)
class Effect:
    """The stores whose position goes from one text to another: the rights that come and go."""

    source: PositionRevision
    before: InForce | None
    own_text: bool
    stores: list[OrgUnit]
    holders: int
    gained: list[str]
    lost: list[str]
    changed: list[str]

    @property
    def nothing(self) -> bool:
        """Whether no right changes, only words."""
        return not (self.gained or self.lost or self.changed)


@dataclass(frozen=True)
class Passed:
    """How many pairs of a standard text and a store are passed over for one reason."""

    words: str
    count: int
    stores: list[OrgUnit]


def effects_of(plan: Plan, now: dt.datetime) -> list[Effect]:
    """One effect for each pair of texts; two queries however many stores there are."""
    targets = [*((t, False) for t in plan.publish), *((t, True) for t in plan.deviating)]
    groups: dict[tuple[int, int, bool], list[Target]] = defaultdict(list)
    for target, own in targets:
        groups[target.source.pk, target.before.text_id if target.before else 0, own].append(target)
    texts = {t.source.text_id for t, _own in targets}
    texts |= {t.before.text_id for t, _own in targets if t.before}
    rights, holders = _rights(texts), _holders([t.position_id for t, _own in targets], now)
    return [_effect(found, own, rights, holders) for (_s, _b, own), found in groups.items()]


def passed_over(rows: Sequence[PassedOver]) -> list[Passed]:
    """The reasons with their stores, the most frequent first."""
    counts = Counter(row.words for row in rows)
    stores: dict[str, dict[int, OrgUnit]] = defaultdict(dict)
    for row in rows:
        stores[row.words][row.store.pk] = row.store
    return [Passed(w, n, list(stores[w].values())) for w, n in counts.most_common()]


def _effect(
    targets: list[Target], own: bool, rights: dict[int, Rights], holders: dict[int, int]
) -> Effect:
    first = targets[0]
    old = rights.get(first.before.text_id, {}) if first.before else {}
    new = rights.get(first.source.text_id, {})
    both = old.keys() & new.keys()
    return Effect(
        source=first.source,
        before=first.before,
        own_text=own,
        stores=[t.store for t in targets],
        holders=sum(holders.get(t.position_id, 0) for t in targets),
        gained=_labels(new.keys() - old.keys(), new),
        lost=_labels(old.keys() - new.keys(), old),
        changed=_labels({c for c in both if old[c] != new[c]}, new),
    )


def _labels(codes: set[str], rights: Rights) -> list[str]:
    return [f"{capability(c).label}（{'；'.join(sorted(rights[c]))}）" for c in sorted(codes)]


def _rights(texts: set[int]) -> dict[int, Rights]:
    found: dict[int, Rights] = defaultdict(lambda: defaultdict(set))
    rows = Grant.objects.filter(duty__revision__in=texts)
    for text, code, scope, limits, only in rows.values_list(
        "duty__revision", "capability", "scope", "limits", "rows"
    ):
        words = " · ".join(w for w in (scope_words(scope, only), limits_words(limits)) if w)
        found[text][code].add(words)
    return found


def _holders(positions: list[int], now: dt.datetime) -> dict[int, int]:
    live = Tenure.objects.live(now).filter(post__position__in=positions, staff__is_active=True)
    counted = live.order_by().values("post__position").annotate(n=Count("staff", distinct=True))
    return {row["post__position"]: row["n"] for row in counted}
