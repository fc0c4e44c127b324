"""What those who open accounts do to the accounts of others; never to their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core import frame
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.org import lockout, quick, second_factor, sessions
from apps.org.account_state import AccountState, noted, state_of
from apps.org.administrators import refuse_last_administrator
from apps.org.models import Staff, User
from apps.org.permissions import Perm
from apps.org.services.own_account import forget_second_factor

if TYPE_CHECKING:
    from apps.core.secret import Secret
    from apps.org.access import Access

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,29}")


@service
def open_account(
    *, by: Access, staff: Staff, login: str, password: Secret, version: int | None = None
) -> User:
    """The person can sign in with this login and initial password, and must then replace it.

    A login name is given once and never again.  Raises Refused for oneself, for somebody who has
    an account or has left, and for a name that is taken or not made of letters and digits.
    """
    staff = _another(by, staff, version)
    if staff.user is not None:
        raise Refused(_("这个人已经有账号，不能再开一个；需要时请恢复或重设密码。"))
    if not staff.is_active:
        raise Refused(_("这个人已经离职，复职后才能开通账号。"))
    name = login.strip().lower()
    if not _LOGIN.fullmatch(name):
        words = _("用户名用 3 到 30 个小写字母、数字、点、横线，以字母开头。")
        raise Refused(words, field="login")
    taken = _("这个用户名已经有人用过。用户名一经使用不再给别人，请换一个。")
    if User.objects.filter(username__iexact=name).exists():
        raise Refused(taken, field="login")
    user = User(username=name, initial_password=True, profile_due=True)
    user.set_password(password.reveal())
    with constraint_words(user_login_once=taken, org_user_username_key=taken):
        user.save()
    staff.user = user
    staff.save()
    noted(staff, "open_account", AccountState.NONE, by=by)
    return user


@service
def reset_password(*, by: Access, staff: Staff, password: Secret, reason: str) -> User:
    """The account has a new initial password; its sessions have ended."""
    staff, user = _account(by, staff, reason)
    if not user.is_active:
        raise Refused(_("账号已停用，请先恢复账号。"))
    before = state_of(staff)
    _give_initial(user, password)
    lockout.release(user)
    noted(staff, "reset_password", before, by=by, reason=reason)
    return user


@service
def reopen_account(*, by: Access, staff: Staff, password: Secret, reason: str) -> User:
    """A closed account can sign in again, from a new initial password on."""
    staff, user = _account(by, staff, reason)
    if user.is_active:
        raise Refused(_("这个账号没有停用。"))
    if not staff.is_active:
        raise Refused(_("这个人已经离职，复职后才能恢复账号。"))
    user.is_active = True
    _give_initial(user, password)
    noted(staff, "reopen_account", AccountState.CLOSED, by=by, reason=reason)
    return user


@service
def close_account(*, by: Access, staff: Staff, reason: str) -> User:
    """The account cannot sign in any more and its sessions have ended; the login stays taken."""
    by.require(Perm.ADD_ACCOUNT, staff)
    refuse_last_administrator(staff, by.now)
    staff, user = _account(by, staff, reason)
    if not user.is_active:
        raise Refused(_("这个账号已经停用。"))
    before = state_of(staff)
    close(user)
    noted(staff, "close_account", before, by=by, reason=reason)
    return user


@service
def release_lockout(*, by: Access, staff: Staff, reason: str) -> User:
    """The wrong passwords of the account are forgotten: its person may try again at once."""
    staff, user = _account(by, staff, reason)
    before = state_of(staff)
    if before is not AccountState.LOCKED_OUT:
        raise Refused(_("这个账号没有被锁定。"))
    lockout.release(user)
    noted(staff, "release_lockout", before, by=by, reason=reason)
    return user


@service
def reset_second_factor(*, by: Access, staff: Staff, reason: str) -> User:
    """Phone and recovery codes no longer count; the person registers a phone at the next sign-in.

    The sessions of the account have ended.
    """
    staff, user = _account(by, staff, reason)
    if second_factor.device_of(user) is None:
        raise Refused(_("这个账号没有绑定动态口令。"))
    forget_second_factor(user)
    sessions.end_sessions(user)
    noted(staff, "reset_second_factor", state_of(staff), by=by, reason=reason)
    return user


def close(user: User) -> None:
    """Write the account closed and end its sessions."""
    user.is_active = False
    user.save()
    quick.forget(user)
    sessions.end_sessions(user)


def _give_initial(user: User, password: Secret) -> None:
    user.set_password(password.reveal())
    user.initial_password = True
    user.save()
    quick.forget(user)
    sessions.end_sessions(user)


def _another(by: Access, staff: Staff, version: int | None = None) -> Staff:
    """The person locked, in reach, and not the one who acts."""
    row = lock(staff, version)
    by.require(Perm.ADD_ACCOUNT, row)
    if row.pk == by.staff_id:
        raise Refused(_("自己的账号要由别人来开通、重设、停用或恢复。"))
    return row


def _account(by: Access, staff: Staff, reason: str) -> tuple[Staff, User]:
    row = _another(by, staff)
    if row.user is None:
        raise Refused(_("这个人还没有账号。"))
    if not reason.strip():
        raise Refused(_("请填写原因。"), field="reason")
    frame.note_reason(reason)
    row.user = lock(row.user)
    return row, row.user
