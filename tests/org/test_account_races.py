"""Two at the same instant: the last administrators, and one code in two sessions."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.db.models import QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.core.refusals import Refused
from apps.org import administrators, second_factor
from apps.org.models import Staff
from apps.org.services import accounts
from tests.org.door import code_of, recovery_of, user_of, with_phone
from tests.personas import NOW, access_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.fixture
def two(monkeypatch) -> None:
    """Only two people open accounts, each in reach of the other, and closing takes a while."""
    first, second = staff_of("administrator"), staff_of("administrator", "cs2")
    tenure = second.tenures.get()
    tenure.post = first.tenures.get().post
    tenure.save()
    second.unit = first.unit
    second.save()
    assert set(administrators.administrators(NOW)) == {first, second}
    close = accounts.close

    def slowly(user: object) -> None:
        time.sleep(0.4)
        close(user)

    monkeypatch.setattr(accounts, "close", slowly)


def close_each_other() -> list[object]:
    """Both try to close the other's account at once."""
    first, second = staff_of("administrator"), staff_of("administrator", "cs2")
    by = {p.pk: access_of("administrator", s) for p, s in ((first, "cs1"), (second, "cs2"))}
    for access in by.values():
        assert access.held()
    return together(
        lambda: accounts.close_account(by=by[first.pk], staff=second, reason="x"),
        lambda: accounts.close_account(by=by[second.pk], staff=first, reason="x"),
    )


def test_two_administrators_cannot_close_each_other_at_once(two) -> None:
    refused = [r for r in close_each_other() if isinstance(r, Refused)]
    assert len(refused) == 1
    assert administrators.administrators(NOW).count() == 1


def test_without_the_lock_both_would_be_closed(two, monkeypatch) -> None:
    monkeypatch.setattr(administrators, "lock_all", list)
    close_each_other()
    assert not administrators.administrators(NOW).exists()


@pytest.fixture
def slow_judge(monkeypatch) -> None:
    """Judging a code takes a while."""
    judge = TOTPDevice.verify_token

    def slowly(device: TOTPDevice, code: str) -> bool:
        time.sleep(0.4)
        return bool(judge(device, code))

    monkeypatch.setattr(TOTPDevice, "verify_token", slowly)


def answered_twice() -> list[bool]:
    """The same code from two sessions at once."""
    device, user = with_phone("cashier"), user_of("cashier")
    code = code_of(device)
    found = together(*[lambda: second_factor.answer(user, code)] * 2)
    return sorted(a.right for a in found)


def test_one_code_opens_one_of_two_sessions(slow_judge) -> None:
    assert answered_twice() == [False, True]


def test_without_the_lock_one_code_would_open_two(slow_judge, monkeypatch) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    assert answered_twice() == [True, True]


def test_one_recovery_code_opens_one_of_two_sessions() -> None:
    with_phone("cashier")
    user, code = user_of("cashier"), recovery_of("cashier")[0]
    found = together(*[lambda: second_factor.answer(user, code)] * 2)
    assert sorted(a.right for a in found) == [False, True]
    assert Staff.objects.get(user=user).user.recovery_codes.filter(used_at=None).count() == 9
