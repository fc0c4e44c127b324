"""Two officers at one record, one drawn order, one fault: one wins and it is written once."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import pytest

from apps.core.refusals import Refused
from apps.workorders.models import AuditFinding, EHealthUpload
from apps.workorders.services import ehealth, process_audit
from tests.personas import access_of, staff_of
from tests.workorders.files.rows import DAY, TODAY, fixed, sample, upload
from tests.workorders.till.test_races import together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


def officer() -> Any:
    """The information officer at one of two desks."""
    return access_of("information_officer")


def fault() -> list[dict[str, Any]]:
    """One question answered with no."""
    return [
        {
            "question": "客户陈述按客户原话记录",
            "recorded": False,
            "answer": "no",
            "what": "没有陈述",
            "severity": "minor",
            "owner": staff_of("service_advisor"),
            "due_on": TODAY + DAY,
        }
    ]


def test_two_officers_make_one_file_once() -> None:
    row = upload()
    works = [partial(ehealth.make_file, by=officer(), upload=row) for _ in range(2)]
    first, second = together(*works)
    assert first.sha256 == second.sha256
    assert EHealthUpload.objects.get().attempts == 1


def test_control_without_the_lock_the_file_is_made_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    row = upload()
    both_have_read = threading.Barrier(2)

    def read_only(found: Any, version: int | None = None) -> Any:
        fresh = type(found).objects.get(pk=found.pk)
        both_have_read.wait()
        return fresh

    monkeypatch.setattr(ehealth, "lock", read_only)
    works = [partial(ehealth.make_file, by=officer(), upload=row) for _ in range(2)]
    assert not any(isinstance(r, Refused) for r in together(*works))
    assert EHealthUpload.history.filter(attempts=1).count() == 2


def test_two_officers_find_a_fault_once() -> None:
    row = sample()
    told = fault()
    works = [
        partial(process_audit.check_order, by=officer(), sample=row, answers=told) for _ in range(2)
    ]
    results = together(*works)
    assert sum(isinstance(r, Refused) for r in results) == 1
    assert AuditFinding.objects.count() == 1


def test_fault_is_closed_or_sent_back_never_both() -> None:
    row = fixed()
    results = together(
        partial(process_audit.close_finding, by=officer(), finding=row, proof="已抽查"),
        partial(process_audit.return_finding, by=officer(), finding=row, reason="不完整"),
    )
    assert sum(isinstance(r, Refused) for r in results) == 1
    assert AuditFinding.objects.get().state in {"closed", "open"}
