"""Who sees a photo: whoever sees the document that its row is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.core.files import files_of
from apps.workorders.services.work import report_finding
from tests.factories.stays import photo_of
from tests.personas import access_of
from tests.workorders.shop.floor import job_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(settings: object, tmp_path: Path) -> str:
    """The photo a technician sent with a finding."""
    settings.MEDIA_ROOT = tmp_path
    by = access_of("technician")
    found = report_finding(by=by, job=job_in("working"), text="漏油", photos=[photo_of()])
    return reverse("core:file", args=[files_of(found)[0].token])


@pytest.mark.parametrize(
    ("login", "store", "status"),
    [
        ("service_advisor", "cs1", 200),
        ("technician", "cs1", 200),
        ("service_advisor", "cs2", 404),
        ("technician", "cs2", 404),
        ("receptionist", "cs2", 404),
    ],
)
def test_photo_of_a_finding_is_seen_with_its_job_or_order(
    client_as: Callable[..., Client], address: str, login: str, store: str, status: int
) -> None:
    answer = client_as(login, store).get(address)
    answer.close()
    assert answer.status_code == status
