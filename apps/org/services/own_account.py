"""What people do to their own account: password, second factor, facts, sessions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.core import clock
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org import quick, second_factor, sessions, stations
from apps.org.account_state import noted, state_of
from apps.org.models import Badge, QuickPin, RecoveryCode, SignIn, User
from apps.org.session_rows import end_rows

if TYPE_CHECKING:
    from apps.core.secret import Secret
    from apps.org.access import Access
    from apps.org.models import Staff

TOTP_NAME = "totp"


@service
def change_password(
    *, by: Access, current: Secret | None, new: Secret, sign_in: int | None = None
) -> User:
    """The account has the new password; every other session of it has ended.

    Only an initial password is replaced without typing it again.  Raises Refused for a wrong
    present password and ValidationError for a new one that may not be.
    """
    staff, user = _own(by)
    if not user.initial_password and not (current and user.check_password(current.reveal())):
        raise Refused(_("现在的密码不对。"), field="current_password")
    validate_password(new.reveal(), user)
    before = state_of(staff)
    user.set_password(new.reveal())
    user.initial_password = False
    user.password_changed_at = clock.real()
    user.save()
    sessions.end_sessions(user, but=sign_in)
    noted(staff, "change_password", before, by=by)
    return user


@service
def check_facts(*, by: Access, phone: str, version: int | None = None) -> Staff:
    """The phone is as the person says it is; a wrong name is put right by those who keep staff."""
    staff, user = _own(by)
    row = lock(staff, version)
    if row.phone != phone:
        row.phone = phone
        row.save()
    if user.profile_due:
        user.profile_due = False
        user.save()
        noted(row, "check_facts", state_of(row), by=by)
    return row


@service
def enrol_second_factor(*, by: Access, key: Secret, code: str, codes: Secret) -> User:
    """The phone that shows this code is the person's second factor, in place of any before it.

    ``codes`` are the ten recovery codes, one a line; only their keyed hashes are kept.  Raises
    Refused for a code that the key does not give now.
    """
    staff, user = _own(by)
    step = second_factor.first_step(key.reveal(), code)
    if step is None:
        raise Refused(_("动态口令不对。请等手机上换出新的 6 位数字再输入一次。"), field="otp_code")
    forget_second_factor(user)
    TOTPDevice.objects.create(
        user=user, name=TOTP_NAME, key=key.reveal(), confirmed=True, last_t=step
    )
    _keep_codes(user, codes)
    noted(staff, "enrol_second_factor", state_of(staff), by=by)
    return user


@service
def renew_recovery_codes(*, by: Access, current: Secret, codes: Secret) -> User:
    """Ten new recovery codes stand in the place of the former ones.

    Raises Refused for a wrong password.
    """
    staff, user = _own(by)
    if not user.check_password(current.reveal()):
        raise Refused(_("现在的密码不对。"), field="current_password")
    if second_factor.device_of(user) is None:
        raise Refused(_("还没有绑定动态口令。"))
    _keep_codes(user, codes)
    noted(staff, "renew_recovery_codes", state_of(staff), by=by)
    return user


@service
def end_other_sessions(
    *, by: Access, sign_in: int | None = None, only: SignIn | None = None
) -> User:
    """All sessions of the account but the present one have ended, or one of them."""
    staff, user = _own(by)
    if only is None:
        sessions.end_sessions(user, but=sign_in)
    else:
        rows = SignIn.objects.filter(user=user, pk=only.pk, ended_at=None).exclude(session_key="")
        end_rows(rows)
    noted(staff, "end_sessions", state_of(staff), by=by)
    return user


def forget_second_factor(user: User) -> None:
    """No device and no recovery code of the account counts any longer."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def _keep_codes(user: User, codes: Secret) -> None:
    RecoveryCode.objects.filter(user=user).delete()
    for code in codes.reveal().splitlines():
        digest = second_factor.digest_of(user, code)
        RecoveryCode.objects.create(user=user, digest=digest, made_at=clock.real())


def _own(by: Access) -> tuple[Staff, User]:
    """The acting person with the account, locked."""
    staff = by.person
    if staff.user is None:
        raise Refused(_("您还没有账号。"))
    staff.user = lock(staff.user)
    return staff, staff.user


@service
def set_pin(*, by: Access, current: Secret, pin: Secret) -> User:
    """The person changes places at shared computers with these six digits from now on.

    Raises Refused for a wrong password and for digits that are easily guessed.
    """
    staff, user = _own(by)
    if not user.check_password(current.reveal()):
        raise Refused(_("现在的密码不对。"), field="current_password")
    weak = quick.weakness(pin.reveal(), (staff.phone, staff.staff_no, user.username))
    if weak:
        raise Refused(weak, field="pin")
    facts = {"hash": quick.hashed(pin), "set_at": clock.real(), "failures": 0}
    QuickPin.objects.update_or_create(user=user, defaults=facts)
    noted(staff, "set_pin", state_of(staff), by=by)
    return user


@service
def issue_badge(*, by: Access, code: Secret, current: Secret | None = None) -> Badge:
    """The code opens a session of the person at shared computers; badges before it do not.

    A printed one asks for the password and lives for days; without a password it counts once,
    for as long as it takes to hold a phone to the scanner.
    """
    staff, user = _own(by)
    if current is not None and not user.check_password(current.reveal()):
        raise Refused(_("现在的密码不对。"), field="current_password")
    now, once = clock.real(), current is None
    store = staff.store_id or 0
    lives = (
        dt.timedelta(seconds=stations.figure("badge_seconds", store))
        if once
        else dt.timedelta(days=stations.figure("badge_days", store))
    )
    Badge.objects.filter(user=user, once=once, revoked_at=None).update(revoked_at=now)
    badge = Badge.objects.create(
        user=user, digest=quick.digest_of(code), once=once, made_at=now, until=now + lives
    )
    if not once:
        noted(staff, "issue_badge", state_of(staff), by=by)
    return badge


@service
def drop_quick(*, by: Access) -> User:
    """PIN and badges of the person count no longer; shared computers ask for the password."""
    staff, user = _own(by)
    quick.forget(user)
    noted(staff, "drop_quick", state_of(staff), by=by)
    return user
