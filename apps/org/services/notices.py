"""Ringing people, and putting the bell away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from apps.core.services import service
from apps.org.models import Notice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrPromise

    from apps.org.access import Access

TEXT_LENGTH = 200


def ring(
    *,
    to: Iterable[int],
    kind: str,
    words: StrPromise,
    facts: Mapping[str, object],
    page: str,
    at: dt.datetime,
    key: str,
) -> None:
    """Each of these people finds the line in their bell; called inside a service.

    ``to`` are keys of staff, ``page`` the path where it is dealt with.  The line is said in the
    language of the house, whoever causes it: ``words`` and what is worded among its ``facts`` are
    lazy.  The same ``key`` rings a person once, however often it is told; an act that is undone
    rings nobody.
    """
    with override(settings.LANGUAGE_CODE):
        text = (str(words) % facts)[:TEXT_LENGTH]
    Notice.objects.bulk_create(
        [
            Notice(staff_id=pk, kind=kind, text=text, page=page, at=at, key=key)
            for pk in sorted(set(to))
        ],
        ignore_conflicts=True,
    )


@service
def open_notice(*, by: Access, notice: Notice) -> Notice:
    """The notice counts as read from now on."""
    return _read(notice, by.now)


@service
def read_all(*, by: Access) -> None:
    """Nothing rings this person any more until something new happens."""
    for notice in Notice.objects.to(by.staff).unread().select_for_update(of=("self",)):
        _read(notice, by.now)


def _read(notice: Notice, now: dt.datetime) -> Notice:
    if notice.read_at is None:
        notice.read_at = now
        notice.save()
    return notice
