"""Naming the position that stands in while a post has nobody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.access import Access
from apps.org.models import Position, Post
from apps.org.permissions import Perm


@service
def name_deputy(
    *, by: Access, post: Post, deputy: Position | None, version: int | None = None
) -> Position:
    """Holders of ``deputy`` are proposed first as stand-ins for this position; None for nobody.

    Naming gives no right: only an approved acting tenure does.  Raises Refused for the position
    itself and for one of another owner.
    """
    by.require(Perm.PROPOSE_TENURE, post)
    position = lock(post.position, version)
    if deputy is not None and deputy.pk == position.pk:
        raise Refused(_("岗位不能代理自己。"), field="deputy")
    if deputy is not None and deputy.owner_id != position.owner_id:
        raise Refused(_("请选择同一家门店的岗位。"), field="deputy")
    position.deputy = deputy
    position.save()
    return position
