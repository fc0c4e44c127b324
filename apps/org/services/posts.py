"""Posts of units: how many people each should have, which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.org.models import OrgUnit, Position, Post, Tenure, UnitGrant
from apps.org.permissions import Perm
from apps.org.services.publishing import write_grants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.org.access import Access


@service
def set_headcounts(
    *, by: Access, unit: OrgUnit, headcounts: Mapping[int, int], version: int | None = None
) -> OrgUnit:
    """Each post of the unit, by its key, should have so many people; 0 takes the post away.

    A post that was ever held keeps its record and is shown no more.  Raises Refused for a post
    that is held, Stale, Denied and Http404.
    """
    unit = lock(unit, version)
    by.require(Perm.CHANGE_ORGUNIT, unit)
    for post in lock_all(Post.objects.filter(unit=unit, pk__in=headcounts)):
        wanted = headcounts[post.pk]
        if wanted == 0:
            take_away(post, by)
        elif wanted != post.headcount:
            post.headcount = wanted
            post.save()
    unit.save()  # the next form of the page must know of this one
    return unit


@service
def add_post(
    *, by: Access, unit: OrgUnit, position: Position, headcount: int, version: int | None = None
) -> Post:
    """The unit has a post of a position of its store, with the rights of its duties ready.

    Raises Refused where the unit has it already, or the position is of another store.
    """
    unit = lock(unit, version)
    by.require(Perm.CHANGE_ORGUNIT, unit)
    root = OrgUnit.objects.get(parent=None)
    if position.base or position.owner_id != (unit.store_id or root.pk):
        raise Refused(_("只能设本门店岗位目录里的岗位。"), field="position")
    post = Post.objects.filter(unit=unit, position=position).first()
    if post is not None and post.headcount:
        raise Refused(_("这个单元已经有这个岗位。"), field="position")
    if post is None:
        group, _made = Group.objects.get_or_create(name=f"post:{unit.code}:{position.code}")
        post = Post(unit=unit, position=position, group=group)
    post.headcount = headcount
    post.save()
    write_grants([post], by.now)
    unit.save()  # the next form of the page must know of this one
    return post


def take_away(post: Post, by: Access) -> None:
    """The unit has the post no more; one that was ever held stays on record without seats.

    Raises Refused naming who holds it.
    """
    _nobody_in(post, by)
    if post.tenures.exists():
        post.headcount = 0
        post.save()
        return
    group = post.group
    UnitGrant.objects.filter(group=group).delete()
    post.delete()
    group.delete()


def _nobody_in(post: Post, by: Access) -> None:
    coming = Q(ends_at=None) | Q(ends_at__gt=by.now)
    held = post.tenures.filter(coming).exclude(state=Tenure.State.REFUSED)
    names = sorted({str(t.staff) for t in held.select_related("staff")})
    if names:
        words = _("“%(post)s”还有人在任或待任（%(names)s），不能取消。")
        raise Refused(words % {"post": post.position, "names": _("、").join(names)})
