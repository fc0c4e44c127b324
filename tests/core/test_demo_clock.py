"""The demo clock goes forward, and only in a demo."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from apps.core import clock, demo
from apps.core.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data that do not carry the mark of the demo."""
    monkeypatch.setattr(demo, "marked", lambda: False)


def test_clock_moves_forward_by_the_step() -> None:
    before = clock.now()
    call_command("demo_clock", "+3d", stdout=StringIO())
    assert dt.timedelta(days=3) <= clock.now() - before < dt.timedelta(days=3, minutes=1)


def test_steps_add_up() -> None:
    demo.move_clock(dt.timedelta(hours=1))
    demo.move_clock(dt.timedelta(hours=2))
    assert clock.offset() == dt.timedelta(hours=3)


@pytest.mark.parametrize("step", [dt.timedelta(0), dt.timedelta(hours=-1), dt.timedelta(days=400)])
def test_clock_refuses_to_stand_go_back_or_leap(step: dt.timedelta) -> None:
    with pytest.raises(Refused):
        demo.move_clock(step)


@pytest.mark.parametrize("text", ["-1d", "3", "soon"])
def test_command_refuses_other_forms(text: str) -> None:
    with pytest.raises(CommandError):
        call_command("demo_clock", "--", text)


def test_clock_stays_when_the_data_are_real(real_data: None) -> None:
    with pytest.raises(CommandError, match="演示"):
        call_command("demo_clock", "+3d")


@override_settings(DEMO=False)
def test_clock_stays_outside_demo_mode() -> None:
    with pytest.raises(Refused):
        demo.move_clock(dt.timedelta(days=1))
