"""Lending one object to one person or post until a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.utils.translation import gettext as _
from guardian.models import GroupObjectPermission, UserObjectPermission

from apps.core.capabilities import CapabilityEnum, capability
from apps.core.refusals import Denied, Refused
from apps.core.services import lock, service
from apps.org.access import Access
from apps.org.models import Post, Share, Staff
from apps.org.permissions import Perm
from apps.org.sharing import abilities_of, lacking, most_days, sharing_tenure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

ShareRow = tuple[str, int | None, int, int]  # group or user, its key, permission, object


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

    Raises Denied for a right the sharer does not hold on the object, Refused for a recipient who
    cannot take it, a bad date, no reason, or what is shared already.
    """
    obj = lock(obj)
    for perm in capabilities:
        by.require(perm, obj)
    tenure = sharing_tenure(by, obj)
    if tenure is None:
        raise Denied(Perm.SHARE_OBJECT, obj)
    recipient = _recipient(by, staff, post)
    _check(by, capabilities, recipient, until, reason)
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
        reason=reason.strip(),
    )
    _refuse_twin(share, obj)
    share.save()
    by.require(Perm.SHARE_OBJECT, share)
    _write_guardian_rows(share)
    return share


def _recipient(by: Access, staff: Staff | None, post: Post | None) -> Staff | Post:
    if (staff is None) == (post is None):
        raise Refused(_("请选择一个人或一个岗位席位。"), field="to")
    if staff == by.person or post in by.posts:
        raise Refused(_("这就是您自己，不需要分享。"), field="to")
    if staff is not None:
        if not staff.is_active or not staff.tenures.live(by.now).exists():
            raise Refused(_("这个人现在没有在任的岗位，不能接收分享。"), field="to")
        if staff.user is None:
            raise Refused(_("这个人还没有账号，不能接收分享。"), field="to")
        return staff
    assert post is not None
    return post


def _check(
    by: Access,
    capabilities: Sequence[CapabilityEnum],
    recipient: Staff | Post,
    until: dt.datetime,
    reason: str,
) -> None:
    if not capabilities:
        raise Refused(_("请至少选择一项权限。"), field="rights")
    missing = lacking(capabilities, abilities_of(recipient, by.now))
    if missing:
        names = _("、").join(p.label for p in missing)
        sentence = _("分享只扩大范围，不增加能力：对方的职责里没有“%(rights)s”。")
        raise Refused(sentence % {"rights": names}, field="rights")
    most = most_days(by.now)
    if until <= by.now:
        raise Refused(_("截止时间必须晚于现在。"), field="until")
    if until > by.now + dt.timedelta(days=most):
        raise Refused(_("最多分享 %(n)d 天。") % {"n": most}, field="until")
    if not reason.strip():
        raise Refused(_("请填写分享的原因。"), field="reason")


def _refuse_twin(share: Share, obj: models.Model) -> None:
    """The object is locked, so that two at a time cannot both pass."""
    twins = Share.objects.live(share.starts_at).of(obj)
    twins = twins.filter(staff=share.staff, post=share.post, until__gte=share.until)
    if twins.filter(capabilities__contains=share.capabilities).exists():
        raise Refused(_("这些权限已经分享给对方，截止时间不早于您选的时间。"), field="to")


@service
def revoke_share(*, by: Access, share: Share, version: int | None = None) -> Share:
    """The share stops at once.  Raises Refused for one that has stopped already."""
    share = lock(share, version)
    by.require(Perm.SHARE_OBJECT, share)
    if not share.is_live(by.now):
        raise Refused(_("这次分享已经结束。"))
    share.revoked_at = by.now
    share.save()
    remove_guardian_rows(share, by.now)
    return share


def _write_guardian_rows(share: Share) -> None:
    model, holder = _record_of(share)
    for perm in _permissions(share, share.capabilities):
        model.objects.get_or_create(
            permission=perm,
            content_type=share.content_type,
            object_pk=str(share.object_id),
            **holder,
        )


def remove_guardian_rows(share: Share, now: dt.datetime) -> int:
    """Guardian forgets the share, but for what another live one still gives; returns how many."""
    others = Share.objects.live(now).filter(
        content_type=share.content_type,
        object_id=share.object_id,
        staff=share.staff,
        post=share.post,
    )
    kept = {code for other in others for code in other.capabilities}
    model, holder = _record_of(share)
    rows = model.objects.filter(
        permission__in=_permissions(share, set(share.capabilities) - kept),
        content_type=share.content_type,
        object_pk=str(share.object_id),
        **holder,
    )
    count: int = rows.delete()[0]
    return count


def expected_rows(now: dt.datetime) -> set[ShareRow]:
    """What guardian should have on record for the live shares."""
    shares = Share.objects.live(now).select_related("staff", "post")
    return {
        (*_holder(share), permission, share.object_id)
        for share in shares
        for permission in _permissions(share, share.capabilities).values_list("pk", flat=True)
    }


def held_rows() -> set[ShareRow]:
    """What guardian has on record for persons and posts."""
    to_posts = GroupObjectPermission.objects.values_list("group", "permission", "object_pk")
    to_staff = UserObjectPermission.objects.values_list("user", "permission", "object_pk")
    found = {("group", holder, perm, int(key)) for holder, perm, key in to_posts}
    return found | {("user", holder, perm, int(key)) for holder, perm, key in to_staff}


def remove_left_over_rows(now: dt.datetime) -> int:
    """Delete rows no live share asks for any more; they were inert already.  Returns how many."""
    left_over = held_rows() - expected_rows(now)
    for kind, holder, permission, key in left_over:
        model = GroupObjectPermission if kind == "group" else UserObjectPermission
        rows = model.objects.filter(permission=permission, object_pk=str(key))
        rows.filter(**{kind: holder}).delete()
    return len(left_over)


def _holder(share: Share) -> tuple[str, int | None]:
    if share.post is not None:
        return "group", share.post.group_id
    return "user", share.staff.user_id if share.staff else None


def _permissions(share: Share, codes: Any) -> Any:
    names = [capability(c).value.partition(".")[2] for c in codes]
    return Permission.objects.filter(content_type=share.content_type, codename__in=names)


def _record_of(share: Share) -> tuple[Any, dict[str, object]]:
    """Guardian's model for the recipient, and the recipient as its lookup."""
    if share.post is not None:
        return GroupObjectPermission, {"group": share.post.group}
    assert share.staff is not None
    return UserObjectPermission, {"user": share.staff.user}
