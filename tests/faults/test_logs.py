"""What an operator reads: one JSON line per request, with its id and without personal data."""

import json
import logging

import pytest

from aftersales.logs import JsonLine


@pytest.fixture
def lines(caplog):
    """The request lines so far, as JSON."""
    caplog.set_level(logging.INFO, logger="aftersales.requests")
    caplog.handler.setFormatter(JsonLine())
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


def test_request_is_logged_with_its_id_and_without_its_query(client, db, lines):
    response = client.get("/login/?next=/customers/13812345678")
    (line,) = lines()
    assert line["message"] == "GET /login/"
    assert line["status_code"] == 200
    assert line["milliseconds"] > 0
    assert line["request"] == response["X-Request-ID"]


def test_watching_the_site_fills_no_log(client, db, lines):
    assert client.get("/ready/").content == b"ready"
    assert client.get("/live/").content == b"live"
    assert lines() == []
