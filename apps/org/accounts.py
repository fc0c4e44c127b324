"""Signing in gives an account; rights come from ``org.access`` alone."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from apps.org.models import User


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
