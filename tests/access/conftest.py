"""What the tests of access share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from apps.org.models import SignIn
from tests.access.matrix import SIGNED_COOKIES, Person, people
from tests.personas import staff_of

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def cookies(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[Person, str]:
    """A login cookie of everybody, so that the matrix does not log in 5,000 times."""
    found = {}
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SESSION_ENGINE", SIGNED_COOKIES)
        for code, store in people():
            client = Client()
            client.force_login(
                staff_of(code, store).user, backend="apps.org.accounts.AccountBackend"
            )
            found[code, store] = client.cookies[settings.SESSION_COOKIE_NAME].value
        SignIn.objects.all().delete()  # these logins are no event of the world
    return found
