"""Rearranging the chart: units added, moved, closed and removed.

Every act first locks the root, so that two of them never shape the tree at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core import frame
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.org.models import Grant, OrgUnit, Position, Post, Staff
from apps.org.permissions import Perm
from apps.org.selectors.units import obstacles_to_closing, references_to
from apps.org.services.posts import take_away
from apps.org.services.publishing import remove_left_over_grants, write_grants

if TYPE_CHECKING:
    from apps.org.access import Access

_SUFFIX = re.compile(r"[a-z0-9][a-z0-9_]{0,19}")


@service
def add_unit(
    *,
    by: Access,
    parent: OrgUnit,
    kind: str,
    suffix: str,
    name: str,
    name_en: str = "",
    function: str = "",
) -> OrgUnit:
    """A department or team stands below ``parent``; its code is the store's and the suffix.

    Raises Refused for a code in use or malformed, and for a department below a team.
    """
    _lock_tree()
    parent = lock(parent)
    _place_for(kind, parent)
    if not _SUFFIX.fullmatch(suffix):
        raise Refused(_("代码只用小写字母、数字和下划线，最多20位。"), field="suffix")
    code = f"{(parent.store or parent).code}-{suffix}"
    if OrgUnit.objects.filter(code=code).exists():
        raise Refused(_("代码 %(code)s 已被使用。") % {"code": code}, field="suffix")
    unit = OrgUnit.objects.create(
        parent=parent, kind=kind, code=code, name=name, name_en=name_en, function=function
    )
    by.require(Perm.CHANGE_ORGUNIT, unit)
    return unit


@service
def move_unit(
    *, by: Access, unit: OrgUnit, new_parent: OrgUnit, reason: str, version: int | None = None
) -> OrgUnit:
    """The unit with all below it lies under ``new_parent``; every path is rewritten, with history.

    Into another store it is an act of the group: posts take the position of the same code there,
    people change store with their unit, and documents stay with the store they were made in.
    Raises Refused below itself, without a reason, and for positions the other store lacks; Stale,
    Denied and Http404.
    """
    _lock_tree()
    unit, new_parent = lock(unit, version), lock(new_parent)
    by.require(Perm.CHANGE_ORGUNIT, unit)
    by.require(Perm.CHANGE_ORGUNIT, new_parent)
    _may_lie_below(unit, new_parent)
    if not reason.strip():
        raise Refused(_("请写明移动的原因。"), field="reason")
    across = unit.store_id != new_parent.store_id
    if across:
        _group_act(by, unit)
    posts = list(Post.objects.filter(unit__path__startswith=unit.path).select_related("position"))
    unit.parent = new_parent
    frame.note_reason(reason)
    _rewrite(unit)
    if across:
        _take_positions_of(new_parent, posts)
        for person in Staff.objects.filter(unit__path__startswith=unit.path):
            person.save()
    moved = list(Post.objects.filter(pk__in=[p.pk for p in posts]).select_related("unit"))
    write_grants(moved, by.now)
    remove_left_over_grants(moved, by.now)
    return unit


@service
def close_unit(*, by: Access, unit: OrgUnit, reason: str, version: int | None = None) -> OrgUnit:
    """The unit is shown and offered no more; records that name it keep it.

    Raises Refused naming what still lives in it.
    """
    _lock_tree()
    unit = lock(unit, version)
    by.require(Perm.CHANGE_ORGUNIT, unit)
    _only_below_stores(unit)
    if not reason.strip():
        raise Refused(_("请写明关闭的原因。"), field="reason")
    found = obstacles_to_closing(unit, by.now)
    if found:
        words = _("还不能关闭：%(found)s。") % {"found": _("、").join(found)}
        raise Refused(words)
    for post in lock_all(Post.objects.filter(unit=unit, position__base=False)):
        take_away(post, by)
    unit.closed_at = by.now
    frame.note_reason(reason)
    unit.save()
    return unit


@service
def remove_unit(*, by: Access, unit: OrgUnit, version: int | None = None) -> None:
    """A unit that nothing refers to is gone; Refused names whatever does."""
    _lock_tree()
    unit = lock(unit, version)
    by.require(Perm.CHANGE_ORGUNIT, unit)
    _only_below_stores(unit)
    found = references_to(unit)
    if found:
        words = _("不能删除，还有 %(found)s 引用它；可以改为关闭。")
        raise Refused(words % {"found": _("、").join(found)})
    unit.delete()


def _lock_tree() -> None:
    lock(OrgUnit.objects.get(parent=None))


def _place_for(kind: str, parent: OrgUnit) -> None:
    if kind not in {OrgUnit.Kind.DEPARTMENT, OrgUnit.Kind.TEAM}:
        raise Refused(_("这里只能新增部门或班组；门店用组织模板开设。"), field="kind")
    if kind == OrgUnit.Kind.DEPARTMENT and parent.kind == OrgUnit.Kind.TEAM:
        raise Refused(_("班组之下不能设部门。"), field="kind")
    if parent.closed_at:
        raise Refused(_("“%(unit)s”已经关闭。") % {"unit": parent}, field="new_parent")


def _only_below_stores(unit: OrgUnit) -> None:
    if unit.kind in {OrgUnit.Kind.GROUP, OrgUnit.Kind.STORE}:
        raise Refused(_("集团和门店不能移动、关闭或删除。"))


def _may_lie_below(unit: OrgUnit, new_parent: OrgUnit) -> None:
    _only_below_stores(unit)
    if new_parent.path.startswith(unit.path):
        words = _("“%(unit)s”不能移到自己或自己的下级之下。") % {"unit": unit}
        raise Refused(words, field="new_parent")
    if unit.parent_id == new_parent.pk:
        words = _("“%(unit)s”已经在“%(parent)s”之下。")
        raise Refused(words % {"unit": unit, "parent": new_parent}, field="new_parent")
    _place_for(unit.kind, new_parent)


def _group_act(by: Access, unit: OrgUnit) -> None:
    covering = by.covering(Perm.CHANGE_ORGUNIT, unit)
    if not any(reach.scope == Grant.Scope.GROUP for reach in covering):
        raise Refused(_("把单元移到另一家门店由集团办理。"), field="new_parent")


def _rewrite(unit: OrgUnit) -> None:
    """Save the unit and, level by level, all below it: saving derives path and store."""
    unit.save()
    for child in OrgUnit.objects.filter(parent=unit).order_by("pk"):
        child.parent = unit
        _rewrite(child)


def _take_positions_of(new_parent: OrgUnit, posts: list[Post]) -> None:
    """Posts of a store's own positions take those of the same code in the other store."""
    owner = new_parent.store
    there = {p.code: p for p in Position.objects.filter(owner=owner)}
    lacking = sorted({str(p.position) for p in posts if p.position.code not in there})
    if lacking:
        words = _("目标门店没有这些岗位，请先推广：%(positions)s。")
        raise Refused(words % {"positions": _("、").join(lacking)}, field="new_parent")
    for post in posts:
        post.position = there[post.position.code]
        post.save()
