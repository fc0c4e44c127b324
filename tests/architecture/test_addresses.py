"""No view without a policy, no address without a name, and few doors without a login."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.access.addresses import admin_addresses, every_address

PUBLIC = {"login", "logout", "language", "live", "ready", "workorders:worker"}

# Doors of shared computers and wall screens: they open nothing without a right PIN, badge or code.
PUBLIC |= {"switch", "lock", "screen"}

# The customer answers an estimate by a one-time link: the token, 256 bits of chance, is the key.
BY_LINK = {"workorders:customer", "workorders:customer_photo"}

WITHOUT_RIGHT = {"home", "kept", "overdue", "store", "core:file"}


def test_every_address_has_a_name_and_a_policy() -> None:
    assert [a.route for a in every_address() if a.policy is None or a.name.endswith("None")] == []


def test_doors_without_a_login_are_these() -> None:
    assert {a.name for a in every_address() if a.policy and not a.policy.login} == PUBLIC | BY_LINK


def test_every_policy_without_a_right_says_why() -> None:
    found = [a.policy for a in every_address() if a.policy and not a.policy.perms]
    assert all(policy.reason for policy in found)


def test_signed_in_pages_without_a_right_are_these() -> None:
    found = {a.name for a in every_address() if a.policy and a.policy.login and not a.policy.perms}
    assert {n for n in found if not n.startswith("org:")} == WITHOUT_RIGHT


def test_every_admin_address_asks_a_right() -> None:
    open_doors = {a.name for a in admin_addresses() if not (a.policy and a.policy.perms)}
    assert open_doors == set()


@pytest.mark.django_db
@pytest.mark.parametrize("address", every_address(), ids=lambda a: a.name)
def test_strangers_are_sent_to_the_login(address: object) -> None:
    if address.name in PUBLIC | BY_LINK:
        return
    sample = {"token": "00000000-0000-4000-8000-000000000000"}
    kwargs = {n: 1 if n.endswith("pk") else sample.get(n, "x") for n in address.arguments}
    for method in ("get", "post", "put", "patch", "delete"):
        response = getattr(Client(), method)(address.at(**kwargs))
        assert response.status_code == 302
        assert response["Location"].startswith("/login/?next=")
