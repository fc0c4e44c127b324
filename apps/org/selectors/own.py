"""Who am I and what may I do: the posts held and every right with the duty it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.capabilities import capability
from apps.org.pages import open_to
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access
    from apps.org.models import Duty, Tenure
    from apps.org.reaches import Reach


@dataclass(frozen=True)
class Right:
    """One capability on its rows, up to its limits, and where it is done."""

    capability: CapabilityEnum
    scope: str
    limits: str
    url: str


@dataclass(frozen=True)
class OwnDuty:
    """One duty with the rights it carries."""

    duty: Duty
    rights: list[Right]


@dataclass(frozen=True)
class OwnPost:
    """One tenure with its duties in the order of the sheets."""

    tenure: Tenure
    duties: list[OwnDuty]


def own_posts(access: Access) -> list[OwnPost]:
    """What the person holds now; base duties stand under the tenure they come with."""
    reaches = [r for found in access.held().values() for r in found]
    return [OwnPost(t, _duties(access, reaches, t)) for t in access.tenures]


def _duties(access: Access, reaches: list[Reach], tenure: Tenure) -> list[OwnDuty]:
    by: dict[int, list[Right]] = {}
    mine = [r for r in reaches if r.tenure_id == tenure.pk]
    for reach in mine:
        by.setdefault(reach.duty_id, []).append(_right(reach, access))
    own = tenure.post.position_id
    ordered = [own, *sorted({r.position_id for r in mine} - {own})]
    return [OwnDuty(d, by[d.pk]) for p in ordered for d in access.duties.get(p, ()) if d.pk in by]


def _right(reach: Reach, access: Access) -> Right:
    perm = capability(reach.capability)
    scope = scope_words(reach.scope, reach.rows)
    return Right(perm, scope, limits_words(reach.limits), open_to(access, perm.page))
