"""The pages of the warranty room: queues equal lists, refusals in words, flat query counts."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.queues import queue
from apps.warranty.models import Claim, WarrantyPolicy
from apps.workorders.models import Payment
from tests.personas import access_of
from tests.warranty.claims import again, answered, drafted, judged, reviewed, submitted

pytestmark = pytest.mark.django_db
QUEUES = {
    "judge": (drafted, "warranty_appraiser"),
    "review": (judged, "front_desk_supervisor"),
    "submit": (reviewed, "warranty_appraiser"),
    "answer": (submitted, "warranty_appraiser"),
    "credit": (answered, "cashier"),
}


def key():
    """A fresh operation key, as each form carries one."""
    return {"operation_key": str(uuid.uuid4())}


def text_of(response):
    """The page in words."""
    return response.content.decode()


@pytest.mark.parametrize("name", sorted(QUEUES))
def test_queue_equals_the_list_it_opens(client_as, name):
    make, who = QUEUES[name]
    claim = make()
    drafted(store="cs2")
    found = queue(f"claims_to_{name}")
    assert list(found.rows(access_of(who))) == [claim]
    page = client_as(who).get(f"{reverse(found.page)}?{found.query}")
    assert [c.pk for c in page.context["page"]] == [claim.pk]
    assert claim.number in text_of(page)


def test_claim_over_the_managers_limit_waits_only_for_the_general_manager():
    claim = judged("6000.00")
    rows = queue("claim_requests").rows
    assert list(rows(access_of("service_manager"))) == []
    assert list(rows(access_of("general_manager"))) == [claim.requests.get()]


def test_claim_shows_who_has_it_and_is_decided_on_its_page(client_as):
    claim = judged("2000.00")
    request = claim.requests.get()
    client = client_as("service_manager")
    page = text_of(client.get(reverse("warranty:claim", args=[claim.pk])))
    url = reverse("org:request", args=["claim", request.pk])
    assert url in page
    post = {"action": "approve", "version": request.version, **key()}
    assert client.post(url, post).status_code == 303
    assert again(claim).state == "approved"


def test_list_counts_each_state_and_finds_by_words(client_as):
    claim, other = drafted(), judged()
    client = client_as("warranty_appraiser")
    page = client.get(reverse("warranty:claims"))
    counts = {s["state"]: s["count"] for s in page.context["states"]}
    assert (counts["draft"], counts["judged"], counts["closed"]) == (1, 1, 0)
    for query in (f"q={claim.number}", "state=draft", "show=judge&kind=WAR"):
        page = client.get(f"{reverse('warranty:claims')}?{query}")
        assert [c.pk for c in page.context["page"]] == [claim.pk]
    assert other.number not in text_of(page)


def test_judging_on_the_page_goes_on_and_twice_is_once(client_as):
    claim = drafted()
    client, url = client_as("warranty_appraiser"), reverse("warranty:act", args=[claim.pk])
    post = {"action": "judge", "version": claim.version, **key()}
    assert [client.post(url, post).status_code for _ in range(2)] == [303, 303]
    assert again(claim).state == "judged"
    assert "已鉴定" in text_of(client.get(reverse("warranty:claim", args=[claim.pk])))


def test_guard_greys_the_button_with_its_reason(client_as):
    claim = drafted(cause="")
    page = text_of(client_as("warranty_appraiser").get(reverse("warranty:claim", args=[claim.pk])))
    assert 'aria-disabled="true"' in page
    assert "请先填写：故障原因" in page


def test_stale_form_is_refused_and_keeps_the_typed_words(client_as):
    claim = drafted()
    client, url = client_as("warranty_appraiser"), reverse("warranty:change", args=[claim.pk])
    words = {"complaint": "a", "cause": "轴承磨损", "correction": "c"}
    stale = {**words, "version": claim.version - 1, **key()}
    response = client.post(url, stale)
    assert response.status_code == 409
    assert "轴承磨损" in text_of(response)
    assert client.post(url, {**stale, "version": claim.version, **key()}).status_code == 303


def test_answer_out_of_bounds_stands_beside_its_line(client_as):
    claim = submitted()
    client, url = client_as("warranty_appraiser"), reverse("warranty:answer", args=[claim.pk])
    lines = list(claim.lines.all())
    post = {f"approved_{x.pk}": str(x.claimed) for x in lines}
    post |= {f"reason_{x.pk}": "" for x in lines}
    bad = {**post, f"approved_{lines[0].pk}": "99999", "version": claim.version}
    assert client.post(url, {**bad, **key()}).status_code == 422
    less = {**post, f"approved_{lines[0].pk}": "1", "version": claim.version}
    response = client.post(url, {**less, **key()})
    assert response.status_code == 422
    assert "请填写未全额接受的原因" in text_of(response)
    assert client.post(url, {**post, "version": claim.version, **key()}).status_code == 303
    assert again(claim).state == "accepted"


def test_cashier_books_once_however_often_pressed(client_as):
    claim = answered()
    client, url = client_as("cashier"), reverse("warranty:credit", args=[claim.pk])
    post = {"amount": "313.00", "reference": "CN-7", "version": claim.version, **key()}
    assert [client.post(url, post).status_code for _ in range(2)] == [303, 303]
    assert Payment.objects.filter(reference="CN-7").count() == 1
    assert again(claim).credited == Decimal("313.00")


def test_claim_of_another_store_is_not_found_and_a_step_of_others_is_refused(client_as):
    claim = drafted()
    url = reverse("warranty:claim", args=[claim.pk])
    assert client_as("warranty_appraiser", store="cs2").get(url).status_code == 404
    assert client_as("technician").get(url).status_code == 403
    act = reverse("warranty:act", args=[claim.pk])
    post = {"action": "judge", "version": claim.version, **key()}
    assert client_as("cashier").post(act, post).status_code == 403
    assert again(claim).state == "draft"


def test_policy_list_shows_the_law_and_the_terms(client_as):
    WarrantyPolicy.objects.create(
        brand="起亚",
        repair_months=60,
        repair_km=100_000,
        rr_months=24,
        rr_km=50_000,
        wear_parts=[{"name": "刹车片", "months": 3, "km": 5000}],
        effective_from="2022-01-01",
        source="厂家保修手册",
    )
    page = text_of(client_as("service_advisor").get(reverse("warranty:policies")))
    assert "36 个月或 60,000 km" in page
    assert "100,000 km" in page
    assert "刹车片" in page


def test_list_takes_as_many_queries_for_thirty_rows_as_for_three(client_as):
    client = client_as("warranty_appraiser")
    taken = []
    for rows in (3, 30):
        while Claim.objects.count() < rows:
            drafted()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("warranty:claims")).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_order_page_leads_to_its_claim(client_as):
    claim = drafted()
    url = reverse("workorders:detail", args=[claim.order_id])
    link = reverse("warranty:claim", args=[claim.pk])
    assert link in text_of(client_as("warranty_appraiser").get(url))
    assert link not in text_of(client_as("dispatcher_inspector").get(url))
