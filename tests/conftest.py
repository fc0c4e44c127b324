"""What all tests share: the small world, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import world

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

pytest_plugins = ["tests.plugin", "tests.databases"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    store_world: Callable[[], None],
) -> None:
    """The database of the session holds the world."""
    from apps.core import demo  # noqa: PLC0415

    with django_db_blocker.unblock():
        world.load()
        store_world()
        demo.marked.cache_clear()
        assert demo.installed()


@pytest.fixture
def client_as(db: None) -> Callable[..., Client]:
    """A browser signed in as somebody of the world."""
    from django.test import Client  # noqa: PLC0415

    from tests.personas import staff_of  # noqa: PLC0415

    def sign_in(login: str, store: str = "cs1", **extra: str) -> Client:
        client = Client(**extra)
        user = staff_of(login, store).user
        client.force_login(user, backend="apps.org.accounts.AccountBackend")
        return client

    return sign_in
