"""Why may I, who could, what may I do, and the matrix of all rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from apps.core.capabilities import UnknownCapabilityError, capability, every_capability
from apps.core.exports import record_export, spreadsheet
from apps.core.policy import policy, signed_in
from apps.core.responses import page
from apps.core.sheets import workbook
from apps.org.permissions import Perm
from apps.org.reach import ReachSpec
from apps.org.selectors.apart import apart_in
from apps.org.selectors.matrix import matrix_of, owners_of
from apps.org.selectors.own import own_posts
from apps.org.selectors.shares import shares_given, shares_received
from apps.org.why import explain

if TYPE_CHECKING:
    from django.db import models

    from apps.core.capabilities import CapabilityEnum
    from apps.core.requests import Request
    from apps.org.access import Access
    from apps.org.selectors.matrix import Matrix

TITLE = gettext_lazy("权限矩阵")


@signed_in("everyone may ask about their own rights")
@require_GET
def why(request: Request) -> HttpResponse:
    """The chain from the person to the right, and to one row when ``obj`` names it."""
    asked = request.GET.get("cap", "")
    perm = _named(asked)
    subject = request.GET.get("obj", "") if perm else ""
    obj = _seen(request.access, perm, subject) if perm and subject else None
    context = {
        "asked": perm.label if perm else asked,
        "perm": perm,
        "unknown": bool(asked) and perm is None,
        "hidden": bool(subject) and obj is None,
        "found": explain(request.access, perm, obj) if perm else None,
        "choices": [(c.label, c.value) for c in every_capability()],
    }
    return page(request, "org/why.html", context)


@signed_in("everyone may read who they are and what they may do")
@require_GET
def me(request: Request) -> HttpResponse:
    """Posts with dates, and every right by the duty it comes from."""
    access = request.access
    context: dict[str, Any] = {"posts": own_posts(access)}
    if access.staff is not None:
        context["received"] = shares_received(access, access.staff)
        context["given"] = shares_given(access, access.staff)
    return page(request, "org/me.html", context)


@policy(Perm.VIEW_POSITION)
@require_GET
def apart(request: Request) -> HttpResponse:
    """Separation of duties: which act may not be done by whom, and who holds both sides."""
    owners = owners_of(request.access, request.GET.get("store", ""))
    context = {"apart": apart_in(request.access, owners.store), "owners": owners}
    return page(request, "org/apart.html", context)


@policy(Perm.VIEW_POSITION)
@require_GET
def whocan(request: Request) -> HttpResponse:
    """Positions × capabilities, narrowed to a room or a position."""
    return page(request, "org/whocan.html", {"matrix": _matrix(request)})


@policy(Perm.VIEW_POSITION)
@require_GET
def whocan_export(request: Request) -> HttpResponse:
    """The ticks of the matrix as a file; each download is recorded."""
    matrix = _matrix(request)
    head, rows = _table(matrix)
    content = workbook(str(TITLE), head, rows)
    chosen = {k: request.GET.get(k, "") for k in ("store", "room", "position")}
    record_export(
        by=request.access,
        kind="org.whocan",
        store_id=request.access.store.pk if request.access.store else None,
        chosen={k: v for k, v in chosen.items() if v},
        rows=len(rows),
        content=content,
    )
    return spreadsheet(content, "whocan.xlsx")


def _matrix(request: Request) -> Matrix:
    asked = {k: request.GET.get(k, "") for k in ("store", "room", "position")}
    return matrix_of(request.access, **asked)


def _table(matrix: Matrix) -> tuple[list[str], list[list[str]]]:
    head = [_("权限"), _("代码"), _("岗位"), _("范围"), _("额度"), _("职责编号"), _("职责")]
    rows = [
        [row.capability.label, row.capability.value, str(cell.position)]
        + [tick.reach, tick.limits, tick.duty_code, tick.duty]
        for row, cell, tick in matrix.lines()
    ]
    return head, rows


def _named(words: str) -> CapabilityEnum | None:
    """The capability of a codename, or of the label people read."""
    try:
        return capability(words)
    except UnknownCapabilityError:
        return next((c for c in every_capability() if words in {c.zh, c.en}), None)


def _seen(access: Access, perm: CapabilityEnum, subject: str) -> models.Model | None:
    """The row named ``app.Model:pk`` when the right is about its kind and the person sees it."""
    label, __, key = subject.partition(":")
    if not perm.model or label != perm.model or not key.isdigit():
        return None
    model = installed.get_model(label)
    if not isinstance(getattr(model, "reach", None), ReachSpec):
        return None
    try:
        row: models.Model = access.limit_reach(model._default_manager.all(), None).get(pk=key)
    except ObjectDoesNotExist:
        return None
    return row
