"""Shared hours of people with several skills."""

from __future__ import annotations

from decimal import Decimal

from apps.workorders.skill_pool import free_hours

KINDS = ("mechanical", "electrical", "paint")
BOTH, PAINTER = frozenset({"mechanical", "electrical"}), frozenset({"paint"})


def free(people, **used):
    return free_hours(KINDS, people, {k: Decimal(v) for k, v in used.items()})


def test_hours_of_somebody_with_two_skills_count_once():
    left = free([(BOTH, Decimal(8))], mechanical=5)
    assert (left["mechanical"], left["electrical"], left["paint"]) == (3, 3, 0)


def test_a_specialist_does_not_help_another_trade():
    left = free([(BOTH, Decimal(8)), (PAINTER, Decimal(8))], mechanical=8, paint=2)
    assert (left["mechanical"], left["electrical"], left["paint"]) == (0, 0, 6)


def test_too_much_of_one_kind_shows_below_zero_there_alone():
    left = free([(BOTH, Decimal(8)), (PAINTER, Decimal(8))], paint=10)
    assert (left["mechanical"], left["paint"]) == (8, -2)
