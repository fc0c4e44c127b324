"""The ground of the tests themselves: driver, network, and the world after a test that commits."""

import socket

import psycopg2
import pytest
from django.db import connection

from apps.org.models import OrgUnit


def test_driver_in_use_is_psycopg2(db):
    connection.ensure_connection()
    assert isinstance(connection.connection, psycopg2.extensions.connection)
    assert psycopg2.__version__.startswith("2.")


def test_network_beyond_loopback_is_closed():
    with socket.socket() as outside, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("turn", [1, 2])
def test_world_is_back_after_a_test_that_commits(transactional_db, turn):
    assert OrgUnit.objects.filter(code="cs1", name="长沙一店").exists()
    OrgUnit.objects.filter(code="cs1").update(name="gone")
