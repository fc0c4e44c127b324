"""The order's warranty lines are a draft claim, once, and follow the order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from apps.core.models import StatusChange
from apps.core.refusals import Refused
from apps.warranty.models import Claim
from apps.workorders import hooks
from apps.workorders.choices import Payer
from apps.workorders.following import refresh_totals
from apps.workorders.models import LabourLine, PartLine
from apps.workorders.services.payment import settle
from tests.personas import access_of
from tests.warranty.claims import again, drafted, judged, submitted, warranty_order
from tests.workorders.till.orders import HOURS_LATER, pay, prepared, ready_order, settled

pytestmark = pytest.mark.django_db


def ready(order):
    """The workshop reports the car ready."""
    hooks.order_ready.send(by=access_of("technician"), order=order)


def test_ready_order_drafts_a_claim_with_its_maker_lines_only():
    order = warranty_order()
    ready(order)
    claim = Claim.objects.get(order=order)
    assert (claim.kind, claim.state, claim.claimed) == ("WAR", "draft", Decimal("313.00"))
    assert {line.name for line in claim.lines.all()} == {"更换机油机滤", "机油滤清器"}
    assert claim.causal_part == "TILL-1"
    assert claim.odometer_km == 20_000
    assert (claim.submit_by - claim.repair_ended_at).days == 30


def test_order_without_maker_lines_drafts_nothing():
    order = ready_order()
    ready(order)
    assert not Claim.objects.exists()


def test_event_twice_changes_nothing():
    claim = drafted()
    before = (again(claim).version, StatusChange.objects.count())
    ready(claim.order)
    ready(claim.order)
    assert (again(claim).version, StatusChange.objects.count()) == before
    assert Claim.objects.count() == 1


def test_settlement_drafts_where_the_workshop_did_not():
    order = warranty_order()
    settled(order)
    assert Claim.objects.get(order=order).claimed == Decimal("313.00")


def test_lines_changed_after_judging_make_it_a_draft_again():
    claim = judged()
    line = LabourLine.objects.get(job__order=claim.order, payer=Payer.WAR)
    line.unit_price = Decimal(250)
    line.save()
    refresh_totals(claim.order)
    settled(claim.order)
    claim = again(claim)
    assert (claim.state, claim.claimed) == ("draft", Decimal("363.00"))
    assert claim.judged_by is None


def test_claim_whose_lines_went_to_the_customer_is_void_and_comes_back_with_them():
    claim = drafted()
    for model in (LabourLine, PartLine):
        for line in model.objects.filter(job__order=claim.order, payer=Payer.WAR):
            line.payer = Payer.GWD
            line.save()
    ready(claim.order)
    assert again(claim).state == "void"
    assert again(claim).claimed == 0
    for line in LabourLine.objects.filter(job__order=claim.order, payer=Payer.GWD):
        line.payer = Payer.WAR
        line.save()
    ready(claim.order)
    assert (again(claim).state, again(claim).claimed) == ("draft", Decimal("200.00"))


def test_first_service_is_a_claim_of_its_own():
    order = warranty_order()
    line = LabourLine.objects.filter(job__order=order, payer=Payer.CP).get()
    line.payer = Payer.FSV
    line.save()
    ready(order)
    assert dict(Claim.objects.values_list("kind", "claimed")) == {
        "WAR": Decimal("313.00"),
        "FSV": Decimal("300.00"),
    }


def test_submitted_claim_holds_its_settlement():
    claim = submitted()
    settlement = claim.order.settlements.get()
    with pytest.raises(Refused, match="已申报厂家"):
        hooks.settlement_reversed.send(by=access_of("cashier"), settlement=settlement)


def test_failing_draft_undoes_the_settlement(monkeypatch):
    settlement = prepared(warranty_order())
    pay(settlement, "526.00")

    def burst(*_args, **_kwargs):
        raise Refused("x")

    monkeypatch.setattr("apps.warranty.joining.draft_claims", burst)
    cashier = access_of("cashier", now=HOURS_LATER)
    with pytest.raises(Refused):
        settle(by=cashier, settlement=settlement, version=None)
    settlement.refresh_from_db()
    assert settlement.state == "prepared"
