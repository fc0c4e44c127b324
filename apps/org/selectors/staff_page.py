"""Everything the house knows of one person, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core.transitions import changes_of
from apps.org import second_factor
from apps.org.account_state import ACTS, AccountState, state_of
from apps.org.lockout import locked_until
from apps.org.models import Share, SignIn, Staff, Tenure, User
from apps.org.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.functional import _StrOrPromise

    from apps.org.access import Access
    from apps.org.models import StaffPermit, StaffSkill

_SHOWN = 50


@dataclass(frozen=True)
class Account:
    """The account of a person as those see it who open accounts."""

    login: str
    state: AccountState
    locked_until: dt.datetime | None
    has_device: bool
    codes_left: int
    last_seen: dt.datetime | None
    password_changed_at: dt.datetime | None
    acts: list[tuple[str, _StrOrPromise]]

    @property
    def tone(self) -> str:
        """The colour of the state."""
        return {
            AccountState.OPEN: "done",
            AccountState.LOCKED_OUT: "late",
            AccountState.INITIAL: "blocked",
        }.get(self.state, "waiting")


@dataclass(frozen=True)
class Act:
    """One recorded act on a person's account, ready for the timeline."""

    at: dt.datetime
    who: str
    what: str
    note: str


@dataclass(frozen=True)
class StaffPage:
    """The page of one person; what the viewer may not see or do is empty."""

    staff: Staff
    now: list[Tenure]
    coming: list[Tenure]
    past: list[Tenure]
    skills: list[StaffSkill]
    permits: list[StaffPermit]
    shares: list[Share]
    account: Account | None
    acts: list[Act]
    changes: bool
    leaves: bool
    waives: bool
    proposes: bool
    opens_tenures: bool


def staff_page(access: Access, staff: Staff) -> StaffPage:
    """The person as this viewer may see them."""
    may = access.allowed(staff, [Perm.CHANGE_STAFF, Perm.ADD_ACCOUNT])
    keeps = Perm.ADD_ACCOUNT.value in may
    tenures = _tenures(staff)
    live = [t for t in tenures if _is_live(t, access.now)]
    return StaffPage(
        staff=staff,
        now=live,
        coming=[t for t in tenures if _is_coming(t, access.now)],
        past=[t for t in tenures if t.ends_at is not None and t.ends_at <= access.now],
        skills=list(staff.skills.order_by("skill")),
        permits=list(staff.permits.order_by("valid_until")),
        shares=_shares(staff, access.now),
        account=_account(access, staff) if keeps else None,
        acts=_acts(staff) if keeps or Perm.CHANGE_STAFF.value in may else [],
        changes=Perm.CHANGE_STAFF.value in may,
        leaves=Perm.CHANGE_STAFF.value in may and staff.pk != access.staff_id,
        waives=any(access.may(Perm.APPROVE_TENURE, t) for t in live)
        and staff.pk != access.staff_id,
        proposes=access.may(Perm.PROPOSE_TENURE, staff)
        and staff.is_active
        and staff.pk != access.staff_id,
        opens_tenures=any(access.may(Perm.VIEW_TENURE, t) for t in tenures[:1]),
    )


def _tenures(staff: Staff) -> list[Tenure]:
    rows = staff.tenures.filter(state__in=(Tenure.State.PROPOSED, Tenure.State.APPROVED))
    linked = rows.select_related(
        "post__position", "post__unit", "acting_for__staff", "proposed_by", "approved_by"
    )
    return list(linked.order_by("-starts_at", "-pk")[:_SHOWN])


def _is_live(tenure: Tenure, now: dt.datetime) -> bool:
    ended = tenure.ends_at is not None and tenure.ends_at <= now
    return tenure.state == Tenure.State.APPROVED and tenure.starts_at <= now and not ended


def _is_coming(tenure: Tenure, now: dt.datetime) -> bool:
    waiting = tenure.state == Tenure.State.PROPOSED
    ended = tenure.ends_at is not None and tenure.ends_at <= now
    return not ended and (waiting or tenure.starts_at > now)


def _shares(staff: Staff, now: dt.datetime) -> list[Share]:
    mine = Share.objects.live(now).filter(Q(staff=staff) | Q(shared_by=staff))
    rows = mine.select_related("staff", "post__position", "post__unit", "shared_by", "content_type")
    return list(rows.order_by("until")[:_SHOWN])


def _account(access: Access, staff: Staff) -> Account:
    user, state = staff.user, state_of(staff)
    if user is None:
        acts = ["open"] if staff.is_active else []
        own = staff.pk == access.staff_id
        return Account("", state, None, False, 0, None, None, [] if own else _named(acts))
    device = second_factor.device_of(user)
    last = SignIn.objects.filter(user=user, seen_at__isnull=False).order_by("-seen_at").first()
    return Account(
        login=user.username,
        state=state,
        locked_until=locked_until(user),
        has_device=device is not None,
        codes_left=second_factor.codes_left(user) if device else 0,
        last_seen=last.seen_at if last else None,
        password_changed_at=user.password_changed_at,
        acts=[] if staff.pk == access.staff_id else _named(_possible(staff, state, bool(device))),
    )


def _possible(staff: Staff, state: AccountState, has_device: bool) -> list[str]:
    if state is AccountState.CLOSED:
        return ["reopen"] if staff.is_active else []
    first = ["release"] if state is AccountState.LOCKED_OUT else []
    return [*first, "reset", *(["second-factor"] if has_device else []), "close"]


def _named(codes: list[str]) -> list[tuple[str, _StrOrPromise]]:
    return [(code, ACTS[ACT_OF[code]]) for code in codes]


#: The word in the address for each act on an account.
ACT_OF = {
    "open": "open_account",
    "reset": "reset_password",
    "close": "close_account",
    "reopen": "reopen_account",
    "release": "release_lockout",
    "second-factor": "reset_second_factor",
}


def _acts(staff: Staff) -> list[Act]:
    rows = changes_of([staff]).order_by("-id")[:_SHOWN]
    return [
        Act(r.at, str(r.by or _("系统")), str(ACTS.get(r.action, r.action)), r.reason) for r in rows
    ]


def suggested_login(staff: Staff) -> str:
    """A free login made of the name's pinyin, else of the staff number."""
    plain = "".join(c for c in staff.name_pinyin.lower() if c.isascii() and c.isalnum())
    number = "".join(c for c in staff.staff_no.lower() if c.isascii() and c.isalnum())
    base = (plain or f"u{number}")[:26]
    known = User.objects.filter(username__istartswith=base).values_list("username", flat=True)
    taken = {name.lower() for name in known}
    wished = (base, *(f"{base}{n}" for n in range(2, 1000)))
    return next((w for w in wished if w not in taken and len(w) > 2), f"u{number}")
