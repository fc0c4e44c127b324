"""One's own account: password, one-time code, recovery codes, facts, sessions."""

from __future__ import annotations

from base64 import b32encode
from binascii import unhexlify
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp import login as show_device
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from apps.core.policy import signed_in
from apps.core.responses import page, submit
from apps.core.secret import Secret
from apps.org import second_factor, sessions
from apps.org.account_forms import (
    CodeForm,
    CurrentPasswordForm,
    EnrolForm,
    OwnFactsForm,
    PasswordForm,
)
from apps.org.models import SignIn, User
from apps.org.passwords import recovery_codes
from apps.org.selectors.account import own_account, own_sign_in
from apps.org.services import own_account as services
from apps.org.steps import next_of
from apps.org.views.door import remember

if TYPE_CHECKING:
    from apps.core.requests import Request

NEW_KEY = "enrol_key"
_OWN = ["GET", "POST"]


@signed_in("one's own account")
@require_GET
def account(request: Request) -> HttpResponse:
    """Password, second factor, sessions and recent sign-ins."""
    found = own_account(request, request.session.get(sessions.SIGN_IN))
    return page(request, "org/account.html", {"account": found})


@signed_in("one's own password")
@require_http_methods(_OWN)
def password(request: Request) -> HttpResponse:
    """A new password; the other sessions end, this one goes on."""

    def shown(form: PasswordForm, status: int = 200) -> HttpResponse:
        return page(request, "org/password.html", {"form": form}, status=status)

    def changed(user: User) -> str:
        update_session_auth_hash(request, user)
        sessions.follow_key(request)
        if request.at_step:
            return next_of(request)
        messages.success(request, _("密码已修改，其他登录都已退出。"))
        return next_of(request, "org:account")

    if request.method != "POST":
        return shown(PasswordForm(request=request))
    return submit(
        request,
        PasswordForm(request.POST, request=request),
        do=lambda f: services.change_password(
            by=request.access,
            current=f.values.get("current_password"),
            new=f.values["new_password"],
            sign_in=request.session.get(sessions.SIGN_IN),
        ),
        page=shown,
        done=changed,
    )


@signed_in("one's own second factor")
@require_http_methods(_OWN)
def code(request: Request) -> HttpResponse:
    """Ask for the code of the registered phone; without one, register it first."""
    user: Any = request.user
    if second_factor.device_of(user) is None:
        return redirect(_with_next(request, "org:enrol"))
    form = CodeForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        answer = second_factor.answer(user, form.values["otp_code"])
        if answer.right:
            return _entered(request, answer)
        sessions.note_failure(request, user, SignIn.Outcome.CODE_WRONG)
        form.add_error("otp_code", _refusal(answer))
    status = 422 if form.errors else 200
    return page(request, "org/code.html", {"form": form}, status=status)


@signed_in("one's own second factor")
@require_http_methods(_OWN)
def enrol(request: Request) -> HttpResponse:
    """Register a phone: its key as a picture and as text, then its first code."""
    user: Any = request.user
    if second_factor.device_of(user) is not None and not user.is_verified():
        return redirect(_with_next(request, "org:code"))
    key = request.session.setdefault(NEW_KEY, default_key())
    codes = recovery_codes()

    def shown(form: EnrolForm, status: int = 200) -> HttpResponse:
        return page(request, "org/enrol.html", _enrolling(user, key, form), status=status)

    if request.method != "POST":
        return shown(EnrolForm(access=request.access))
    response = submit(
        request,
        EnrolForm(request.POST, access=request.access),
        do=lambda f: services.enrol_second_factor(
            by=request.access, key=Secret(key), code=f.values["otp_code"], codes=codes
        ),
        page=shown,
        done=lambda _user: next_of(request),
    )
    return _codes_shown(request, codes) if response.status_code == 303 else response


@signed_in("one's own recovery codes")
@require_http_methods(_OWN)
def renew_codes(request: Request) -> HttpResponse:
    """Ten new recovery codes, shown once."""
    user: Any = request.user
    if not user.is_verified():
        return redirect(_with_next(request, "org:code"))
    codes = recovery_codes()

    def shown(form: CurrentPasswordForm, status: int = 200) -> HttpResponse:
        return page(request, "org/renew_codes.html", {"form": form}, status=status)

    if request.method != "POST":
        return shown(CurrentPasswordForm(request=request))
    response = submit(
        request,
        CurrentPasswordForm(request.POST, request=request),
        do=lambda f: services.renew_recovery_codes(
            by=request.access, current=f.values["current_password"], codes=codes
        ),
        page=shown,
        done=lambda _user: reverse("org:account"),
    )
    return _codes_shown(request, codes) if response.status_code == 303 else response


@signed_in("one's own facts")
@require_http_methods(_OWN)
def own_facts(request: Request) -> HttpResponse:
    """Is this you, and how can you be reached?"""

    def shown(form: OwnFactsForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "staff": request.access.person}
        return page(request, "org/own_facts.html", context, status=status)

    if request.method != "POST":
        return shown(OwnFactsForm.of(request))
    form = OwnFactsForm(request.POST, access=request.access)
    response = submit(
        request,
        form,
        do=lambda f: services.check_facts(
            by=request.access, phone=f.values["phone"], version=f.row_version
        ),
        page=shown,
        done=lambda _staff: next_of(request, "home" if request.at_step else "org:account"),
    )
    return remember(response, form.values["language"]) if response.status_code == 303 else response


@signed_in("one's own sessions")
@require_POST
def end_sessions(request: Request) -> HttpResponse:
    """End one other session, or all others."""
    only = own_sign_in(request.access, request.POST.get("only", ""))
    services.end_other_sessions(
        by=request.access, sign_in=request.session.get(sessions.SIGN_IN), only=only
    )
    messages.success(request, _("已退出。"))
    return redirect("org:account")


def _entered(request: Request, answer: second_factor.Answer) -> HttpResponse:
    show_device(request, answer.device)
    sessions.confirmed(request)
    if answer.recovery:
        left = second_factor.codes_left(request.user)  # type: ignore[arg-type]  # signed in
        messages.warning(request, _("已使用一个恢复码，还剩 %(left)s 个。") % {"left": left})
    response = redirect(next_of(request))
    response.status_code = 303
    return response


def _refusal(answer: second_factor.Answer) -> str:
    if answer.wait:
        return _("试得太多了，请 %(wait)s 秒后再输入。") % {"wait": answer.wait}
    return _("动态口令或恢复码不对；用过的口令不能再用，请等手机换出新的。")


def _enrolling(user: User, key: str, form: EnrolForm) -> dict[str, Any]:
    device = TOTPDevice(user=user, key=key)
    text = b32encode(unhexlify(key)).decode()
    groups = [text[i : i + 4] for i in range(0, len(text), 4)]
    again = second_factor.device_of(user) is not None
    return {"form": form, "address": device.config_url, "groups": groups, "again": again}


def _codes_shown(request: Request, codes: Secret) -> HttpResponse:
    """The codes, once; the answer to a press done twice has none, and opens nothing."""
    user: Any = request.user
    lines = codes.reveal().splitlines()
    mine = second_factor.knows(user, lines[0])
    if mine and not user.is_verified():
        show_device(request, second_factor.device_of(user))
        sessions.confirmed(request)
    request.session.pop(NEW_KEY, None)
    context = {"codes": lines if mine else [], "next": next_of(request)}
    return page(request, "org/recovery_codes.html", context)


def _with_next(request: Request, name: str) -> str:
    asked = request.GET.get("next", "")
    return reverse(name) + (f"?{urlencode({'next': asked})}" if asked else "")
