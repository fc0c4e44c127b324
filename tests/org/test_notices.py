"""The bell: who is rung, once per occasion, and nobody reads another's."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from apps.core.refusals import Refused
from apps.org.models import Notice
from apps.org.services.notices import open_notice, read_all, ring
from tests.personas import NOW, access_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db


def keyed() -> dict[str, str]:
    """What every form sends along."""
    return {"operation_key": str(uuid.uuid4())}


HERE = "/workorders/orders/"


def rung(*logins: str, key: str = "order:1:finding:2", page: str = HERE) -> None:
    """These people are rung about one occasion."""
    ring(
        to=[staff_of(login).pk for login in logins],
        kind="finding",
        words=gettext_lazy("%(plate)s 发现问题：%(text)s"),
        facts={"plate": "湘A12345", "text": "刹车片 100% 磨损"},
        page=page,
        at=NOW,
        key=key,
    )


def test_an_occasion_rings_a_person_once_however_often_it_is_told() -> None:
    rung("service_advisor", "service_advisor")
    rung("service_advisor", "cashier")

    assert Notice.objects.to(staff_of("service_advisor")).count() == 1
    assert Notice.objects.to(staff_of("cashier")).count() == 1


def test_the_line_is_in_the_language_of_the_house_whoever_causes_it() -> None:
    with override("en"):
        rung("service_advisor")

    assert Notice.objects.get().text == "湘A12345 发现问题：刹车片 100% 磨损"


def test_an_act_that_is_undone_rings_nobody() -> None:
    def undone() -> None:
        with transaction.atomic():
            rung("service_advisor")
            raise Refused("")

    with pytest.raises(Refused):
        undone()

    assert not Notice.objects.exists()


def test_a_notice_never_leads_off_the_site() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rung("service_advisor", page="//elsewhere.example/")


def test_opening_leads_to_the_page_and_counts_as_read(client_as: SignIn) -> None:
    rung("service_advisor")
    notice = Notice.objects.get()

    address = reverse("org:notice_open", args=[notice.pk])
    answer = client_as("service_advisor").post(address, keyed())

    assert (answer.status_code, answer["Location"]) == (303, HERE)
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_opening_again_keeps_the_first_time() -> None:
    rung("service_advisor")
    by = access_of("service_advisor")
    first = open_notice(by=by, notice=Notice.objects.get()).read_at

    assert open_notice(by=by, notice=Notice.objects.get()).read_at == first


def test_another_persons_notice_is_not_there(client_as: SignIn) -> None:
    rung("service_advisor")
    notice = Notice.objects.get()

    address = reverse("org:notice_open", args=[notice.pk])
    answer = client_as("cashier").post(address, keyed())

    assert answer.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_list_and_the_bell_show_only_ones_own(client_as: SignIn) -> None:
    rung("service_advisor")

    for page in ("org:notices", "org:bell"):
        assert "湘A12345" in client_as("service_advisor").get(reverse(page)).content.decode()
        assert "湘A12345" not in client_as("cashier").get(reverse(page)).content.decode()


def test_reading_all_silences_only_ones_own_bell() -> None:
    rung("service_advisor", "cashier")

    read_all(by=access_of("service_advisor"))

    assert not Notice.objects.to(staff_of("service_advisor")).unread().exists()
    assert Notice.objects.to(staff_of("cashier")).unread().exists()


def test_the_bell_stops_counting_at_its_bound(client_as: SignIn) -> None:
    for number in range(120):
        rung("service_advisor", key=f"occasion {number}")

    assert "99+" in client_as("service_advisor").get(reverse("org:bell")).content.decode()


@pytest.mark.parametrize("page", ["org:notices", "org:bell"])
def test_more_notices_take_no_more_queries(client_as: SignIn, page: str) -> None:
    client = client_as("service_advisor")
    taken = []
    for many in (3, 30):
        for number in range(many):
            rung("service_advisor", key=f"{many} {number}")
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(page))
        taken.append(len(asked))

    assert taken[0] == taken[1]
