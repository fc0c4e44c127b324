"""Comebacks, as the two kinds of people with a word on them see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.workorders.models import Comeback
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models.comeback import ComebackQuerySet


def comebacks_seen(access: Access) -> ComebackQuerySet:
    """Those in reach of anybody with a word: the judges, and whoever may change the new order."""
    rows = Comeback.objects.visible_to(access)
    orders = Comeback.objects.visible_to(access, Perm.CHANGE_WORKORDER)
    found: ComebackQuerySet = rows | orders
    return found
