"""One's own notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.org.models import Notice

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models.notice import NoticeQuerySet


def notices_of(access: Access) -> NoticeQuerySet:
    """What rang this person, newest first; nobody else ever reads it."""
    return Notice.objects.to(access.staff)
