"""Two approvals for one seat at the same instant: real connections, real threads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from apps.core.refusals import Refused
from apps.org import tenure_rules
from apps.org.models import Post, Tenure
from apps.org.services import tenures
from tests.org.tenures import gm, newcomer, post_of, proposed
from tests.personas import NOW, access_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.org.models import Staff

pytestmark = pytest.mark.django_db(transaction=True)


def together(*works: Callable[[], object]) -> list[object]:
    """Run every work at the same instant in a thread of its own; return what each gave."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(index: int, work: Callable[[], object]) -> None:
        try:
            barrier.wait()
            results[index] = work()
        except Refused as refusal:
            results[index] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def approvals(waiting: list[Tenure]) -> list[Callable[[], object]]:
    """One approval of each, ready to run."""
    by = [gm() for _ in waiting]
    return [
        lambda b=b, t=t: tenures.approve_tenure(by=b, tenure=t)
        for b, t in zip(by, waiting, strict=True)
    ]


def two_for_one_seat() -> list[Tenure]:
    """Two proposals for the one seat nobody has after a date."""
    post = Post.objects.get(unit__store__code="cs1", position__code="service_advisor")
    assert post.headcount - post.tenures.count() == 3
    people: list[Staff] = [newcomer() for _ in range(4)]
    filled = [proposed(post=post, staff=p, starts_at=NOW) for p in people[:2]]
    for tenure in filled:
        tenures.approve_tenure(by=gm(), tenure=tenure)
    return [proposed(post=post, staff=p, starts_at=NOW) for p in people[2:]]


def test_one_of_two_approvals_gets_the_last_seat():
    results = together(*approvals(two_for_one_seat()))
    assert sorted(isinstance(r, Refused) for r in results) == [False, True]


def test_control_without_the_lock_the_seat_is_filled_twice(monkeypatch):
    gate = threading.Barrier(2, timeout=10)

    def unlocked(post: Post) -> Post:
        return Post.objects.get(pk=post.pk)

    judged = tenure_rules.check_headcount

    def judge_then_wait(tenure: Tenure) -> None:
        judged(tenure)
        gate.wait()

    waiting = two_for_one_seat()
    monkeypatch.setattr(tenure_rules, "lock_post", unlocked)
    monkeypatch.setattr(tenure_rules, "check_headcount", judge_then_wait)
    results = together(*approvals(waiting))
    assert [isinstance(r, Refused) for r in results] == [False, False]


def test_one_person_never_gets_two_permanent_posts_at_once():
    person = newcomer()
    posts = (post_of("service_advisor"), post_of("technician"))
    by = access_of("hr_officer")
    waiting = [proposed(post=p, staff=person, starts_at=NOW, by=by) for p in posts]
    results = together(*approvals(waiting))
    assert sorted(isinstance(r, Refused) for r in results) == [False, True]
    assert Tenure.objects.filter(staff=person, state="approved").count() == 1
