"""The people of a reach with what they hold now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from apps.org.models import Staff, Tenure
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.reach import ReachQuerySet


def people_of(access: Access, term: str = "") -> ReachQuerySet[Staff]:
    """Those the person may see, by name; ``staff.held`` are their live tenures.

    The term is a part of the name, the start of its pinyin or initials, or of the staff number.
    """
    held = Tenure.objects.live(access.now).select_related("post__position", "post__unit")
    rows = _found(Staff.objects.visible_to(access, Perm.VIEW_STAFF), term)
    tenures = Prefetch("tenures", held.order_by("starts_at", "pk"), to_attr="held")
    return rows.prefetch_related(tenures).order_by("-is_active", "store__path", "name_pinyin", "pk")


def people_audited(access: Access, term: str = "") -> ReachQuerySet[Staff]:
    """Those whose acts the person may read, by name; the term as in ``people_of``."""
    rows = _found(Staff.objects.visible_to(access, Perm.VIEW_AUDIT), term)
    return rows.order_by("-is_active", "store__path", "name_pinyin", "pk")


def _found(rows: ReachQuerySet[Staff], term: str) -> ReachQuerySet[Staff]:
    rows = rows.select_related("unit", "store")
    wanted = term.strip()
    if wanted:
        rows = rows.filter(
            Q(name__icontains=wanted)
            | Q(name_initials__startswith=wanted.lower())
            | Q(name_pinyin__startswith=wanted.lower())
            | Q(staff_no__istartswith=wanted)
        )
    return rows
