"""A checklist gets its next edition; what was checked by an earlier one stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import constraint_words, service
from apps.workorders.models import Checklist, ChecklistItem
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.org.models import OrgUnit


@service
def revise_checklist(
    *,
    by: Access,
    store: OrgUnit,
    level: str,
    kind: str,
    items: Sequence[dict[str, Any]],
    reason: str,
    seen: int = 0,
) -> Checklist:
    """The list of a level and kind of work from now on; ``seen`` is the edition it follows."""
    if not items:
        raise Refused(_("清单至少要有一项。"), field="items")
    rows = Checklist.objects.filter(store=store, level=level, kind=kind)
    last = rows.order_by("-edition").values_list("edition", flat=True).first() or 0
    if last != seen:
        raise Refused(_("这张清单刚刚被别人改过，请核对新版次后再提交。"))
    facts = {"made_by": by.person, "made_at": by.now, "reason": reason}
    row = Checklist(store=store, level=level, kind=kind, edition=last + 1, **facts)
    with constraint_words(
        checklist_edition_once=_("这张清单刚刚被别人改过，请核对新版次后再提交。")
    ):
        row.save()
    by.require(Perm.CHANGE_CHECKLIST, row)
    for position, item in enumerate(items, start=1):
        ChecklistItem.objects.create(checklist=row, position=position, **item)
    return row
