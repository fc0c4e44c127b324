"""One person: the page, the facts, the account, the last day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.account_state import ACTS
from apps.org.models import Staff
from apps.org.passwords import initial_password
from apps.org.permissions import Perm
from apps.org.selectors.staff_page import ACT_OF, staff_page, suggested_login
from apps.org.services import accounts
from apps.org.services.staffing import change_staff, register_staff
from apps.org.staff_forms import OpenAccountForm, ReasonForm, StaffForm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from apps.core.requests import Request

_BOTH = ["GET", "POST"]


@policy(Perm.VIEW_STAFF)
@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    """Facts, posts, skills and, for those who keep it, the account."""
    staff = _person(request, Perm.VIEW_STAFF, pk)
    return page(request, "org/person.html", {"found": staff_page(request.access, staff)})


@policy(Perm.CHANGE_STAFF)
@require_http_methods(_BOTH)
def staff_new(request: Request) -> HttpResponse:
    """A person joins; account and posts follow."""

    def shown(form: StaffForm, status: int = 200) -> HttpResponse:
        return page(request, "org/staff_form.html", {"form": form}, status=status)

    if request.method != "POST":
        return shown(StaffForm(access=request.access))
    return submit(
        request,
        StaffForm(request.POST, access=request.access),
        do=lambda f: register_staff(by=request.access, **f.values),
        page=shown,
        done=lambda staff: reverse("org:person", args=[staff.pk]),
    )


@policy(Perm.CHANGE_STAFF)
@require_http_methods(_BOTH)
def staff_edit(request: Request, pk: int) -> HttpResponse:
    """Number, name, phone and home unit."""
    staff = _person(request, Perm.CHANGE_STAFF, pk)

    def shown(form: StaffForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "staff": staff}
        return page(request, "org/staff_form.html", context, status=status)

    if request.method != "POST":
        return shown(StaffForm.of(request.access, staff))
    return submit(
        request,
        StaffForm(request.POST, access=request.access),
        do=lambda f: change_staff(
            by=request.access, staff=staff, version=f.row_version, **f.values
        ),
        page=shown,
        done=lambda _row: reverse("org:person", args=[pk]),
    )


@dataclass(frozen=True)
class AccountAct:
    """One act on somebody's account: the service, what it does in words, what it hands out."""

    do: Callable[..., Any]
    words: _StrOrPromise
    gives_password: bool = False


_ACTS = {
    "open": AccountAct(
        accounts.open_account,
        gettext_lazy("开通后给出一个只显示一次的初始密码，本人首次登录时必须换成自己的。"),
        gives_password=True,
    ),
    "reset": AccountAct(
        accounts.reset_password,
        gettext_lazy("现在的密码立即失效，所有登录退出；本人用新的初始密码登录后必须再换。"),
        gives_password=True,
    ),
    "reopen": AccountAct(
        accounts.reopen_account,
        gettext_lazy("账号可以再次登录，从新的初始密码开始；权限仍只来自任职。"),
        gives_password=True,
    ),
    "close": AccountAct(
        accounts.close_account,
        gettext_lazy("账号不能再登录，所有登录立即退出；用户名保留，不给别人。"),
    ),
    "release": AccountAct(
        accounts.release_lockout, gettext_lazy("不必等锁定时间过去，马上可以再试。")
    ),
    "second-factor": AccountAct(
        accounts.reset_second_factor,
        gettext_lazy("原来的手机和恢复码立即失效，所有登录退出；下次登录时重新绑定。"),
    ),
}


@policy(Perm.ADD_ACCOUNT)
@require_http_methods(_BOTH)
def account_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Open, reset, close, reopen or unlock somebody else's account."""
    staff, chosen = _person(request, Perm.ADD_ACCOUNT, pk), _ACTS.get(act)
    if chosen is None:
        raise Http404
    secret = {"password": initial_password()} if chosen.gives_password else {}
    form = _act_form(request, staff, act)

    def shown(form: Any, status: int = 200) -> HttpResponse:
        context = {"form": form, "staff": staff, "act": chosen, "title": ACTS[ACT_OF[act]]}
        return page(request, "org/account_act.html", context, status=status)

    if request.method != "POST":
        return shown(form)
    response = submit(
        request,
        form,
        do=lambda f: chosen.do(by=request.access, staff=staff, **secret, **f.values),
        page=shown,
        done=lambda _user: reverse("org:person", args=[pk]),
    )
    if response.status_code == 303 and secret:
        return _handed_out(request, pk, secret["password"].reveal())
    if response.status_code == 303:
        messages.success(request, _("已办理：%(act)s。") % {"act": ACTS[ACT_OF[act]]})
    return response


def _act_form(request: Request, staff: Staff, act: str) -> Any:
    data = request.POST if request.method == "POST" else None
    if act != "open":
        return ReasonForm(data, access=request.access)
    first = {} if data else {"login": suggested_login(staff)}
    return OpenAccountForm(data, access=request.access, initial=first)


def _handed_out(request: Request, pk: int, password: str) -> HttpResponse:
    """The initial password, once; the answer to a press done twice has none that counts."""
    staff = _person(request, Perm.ADD_ACCOUNT, pk)
    true = staff.user is not None and staff.user.check_password(password)
    context = {"staff": staff, "password": password if true else "", "at": request.access.now}
    return page(request, "org/initial_password.html", context)


def _person(request: Request, perm: Any, pk: int) -> Staff:
    rows = Staff.objects.select_related("user", "unit__store", "store")
    staff: Staff = request.access.get(rows, perm, pk=pk)
    return staff
