"""Lending one object to one person or post until a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermission, UserObjectPermission

from apps.core.capabilities import CapabilityEnum, capability
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.org.access import Access
from apps.org.models import Post, Share, Staff
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models


@service
def share_object(
    *,
    by: Access,
    obj: models.Model,
    capabilities: Sequence[CapabilityEnum],
    until: dt.datetime,
    reason: str,
    staff: Staff | None = None,
    post: Post | None = None,
) -> Share:
    """The recipient reaches this object until the date, with rights they hold elsewhere.

    Raises Denied for a right the sharer does not hold on the object, Refused for bad dates or
    recipients.
    """
    for perm in capabilities:
        by.require(perm, obj)
    if not reason.strip():
        raise Refused(_("请填写分享的原因。"), field="reason")
    tenure = by.tenures[0]
    share = Share(
        shared=obj,
        staff=staff,
        post=post,
        capabilities=[p.value for p in capabilities],
        shared_by=by.person,
        store=tenure.post.unit.store or tenure.post.unit,
        unit=tenure.post.unit,
        starts_at=by.now,
        until=until,
        reason=reason,
    )
    with constraint_words(
        share_dates_in_order=_("截止时间必须晚于现在。"),
        share_one_recipient=_("请选择一个人或一个岗位席位。"),
    ):
        share.save()
    by.require(Perm.SHARE_OBJECT, share)
    _write_guardian_rows(share)
    return share


@service
def revoke_share(*, by: Access, share: Share, version: int | None = None) -> Share:
    """The share stops at once."""
    share = lock(share, version)
    by.require(Perm.SHARE_OBJECT, share)
    share.revoked_at = by.now
    share.save()
    model, holder = _record_of(share)
    rows = model.objects.filter(content_type=share.content_type, object_pk=str(share.object_id))
    rows.filter(**holder).delete()
    return share


def _write_guardian_rows(share: Share) -> None:
    names = [capability(c).value.partition(".")[2] for c in share.capabilities]
    perms = Permission.objects.filter(content_type=share.content_type, codename__in=names)
    model, holder = _record_of(share)
    for perm in perms:
        model.objects.get_or_create(
            permission=perm,
            content_type=share.content_type,
            object_pk=str(share.object_id),
            **holder,
        )


def _record_of(share: Share) -> tuple[Any, dict[str, object]]:
    """Guardian's model for the recipient, and the recipient as its lookup."""
    if share.post is not None:
        return GroupObjectPermission, {"group": share.post.group}
    if share.staff is None or share.staff.user is None:
        raise Refused(_("这个人还没有账号，不能接收分享。"), field="staff")
    return UserObjectPermission, {"user": share.staff.user}
