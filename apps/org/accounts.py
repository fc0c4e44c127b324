"""Signing in gives an account; rights come from ``org.access`` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend, ModelBackend

from apps.org import quick
from apps.org.models import User

if TYPE_CHECKING:
    from apps.core.secret import Secret
    from apps.org.models import Badge, Station


class AccountBackend(ModelBackend):
    """Loads the account with its person in one query and grants nothing by itself."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **rest: Any
    ) -> Any:
        """The account of a login typed in letters of any case, if the password is right."""
        typed = (username or "").strip()
        known = User.objects.filter(username__iexact=typed).values_list("username", flat=True)
        return super().authenticate(request, username=known.first() or typed, password=password)

    def get_user(self, user_id: Any) -> User | None:
        """The active account of a session."""
        user = User.objects.select_related("staff").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Never: a job description decides, not a Django permission."""
        return False


class QuickBackend(BaseBackend):
    """Opens a session at a shared computer by PIN or badge; a password never comes this way."""

    def authenticate(  # type: ignore[override]  # tried with these facts only
        self,
        request: Any,
        username: str,
        station: Station,
        pin: Secret | None = None,
        badge: Badge | None = None,
    ) -> User | None:
        """The account of a person at work here whose PIN or badge is right."""
        people = quick.people_of(station) if pin else quick.at_work(station)
        staff = people.filter(user__username=username).first()
        if staff is None or staff.user is None:
            return None
        if pin is not None:
            right = quick.knows_pin(staff.user, pin, station)
        else:
            right = badge is not None and badge.user_id == staff.user_id and quick.use_badge(badge)
        return staff.user if right else None

    def get_user(self, user_id: Any) -> User | None:
        """The active account of a session."""
        return AccountBackend().get_user(user_id)
