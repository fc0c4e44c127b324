"""What state the account of a person is in, and the acts on it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.transitions import record
from apps.org.lockout import locked_until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from apps.core.models import StatusChange
    from apps.org.access import Access
    from apps.org.models import Staff


class AccountState(models.TextChoices):
    """From no account at all to a closed one."""

    NONE = "none", _("未开通")
    INITIAL = "initial", _("待首次登录")
    OPEN = "open", _("正常")
    LOCKED_OUT = "locked_out", _("连续输错，暂时锁定")
    CLOSED = "closed", _("已停用")


#: The acts recorded on a person's account, as ``StatusChange.action``.
ACTS: Mapping[str, _StrOrPromise] = {
    "open_account": _("开通账号"),
    "reset_password": _("重设初始密码"),
    "change_password": _("修改密码"),
    "close_account": _("停用账号"),
    "reopen_account": _("恢复账号"),
    "release_lockout": _("解除锁定"),
    "enrol_second_factor": _("绑定动态口令"),
    "reset_second_factor": _("解除动态口令"),
    "renew_recovery_codes": _("重新生成恢复码"),
    "set_pin": _("设置快速密码"),
    "drop_quick": _("停用快速换人"),
    "issue_badge": _("生成工牌码"),
    "end_sessions": _("结束其他登录"),
    "check_facts": _("核对本人资料"),
    "waive_handover": _("同意未交接完离职"),
    "leave": _("离职"),
    "return": _("复职"),
}


def state_of(staff: Staff) -> AccountState:
    """The state of the person's account now."""
    user = staff.user
    if user is None:
        return AccountState.NONE
    if not user.is_active:
        return AccountState.CLOSED
    if locked_until(user) is not None:
        return AccountState.LOCKED_OUT
    return AccountState.INITIAL if user.initial_password else AccountState.OPEN


def noted(
    staff: Staff, action: str, before: AccountState, *, by: Access, reason: str = ""
) -> StatusChange:
    """Write down what was done to the account of a person."""
    return record(staff, action, before, state_of(staff), by=by, reason=reason)
