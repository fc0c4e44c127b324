"""Whatever keepers and workshops do in whatever order, pieces and money are conserved."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.core.refusals import Refused
from apps.parts import services
from apps.parts.locking import stock_differences
from apps.parts.models import Demand, StockLevel
from apps.parts.services import Arrival
from tests.factories.parts import PartFactory, asked, room
from tests.personas import access_of

PIECES = st.integers(1, 8).map(Decimal)
COST = st.decimals(0, 500, places=4)
PICK = st.integers(0, 99)


class Shelf(RuleBasedStateMachine):
    """Two parts, a keeper, an advisor; what came in less what the workshop has must lie there."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.keeper, self.advisor = access_of("parts_keeper"), access_of("service_advisor")
        self.parts = [PartFactory.create() for _ in range(2)]
        self.came = dict.fromkeys(range(2), Decimal(0))
        self.demands = []

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def act(self, work):
        """Do it, or be refused with words and no trace."""
        try:
            with transaction.atomic():
                work()
        except Refused:
            return False
        return True

    @rule(which=st.integers(0, 1), quantity=PIECES, cost=COST)
    def receive(self, which, quantity, cost):
        lines = [Arrival(self.parts[which], quantity, cost)]
        services.receive_goods(by=self.keeper, warehouse=room(), supplier=None, lines=lines)
        self.came[which] += quantity

    @rule(which=st.integers(0, 1), quantity=PIECES)
    def ask(self, which, quantity):
        number = f"GD-{len(self.demands)}"
        self.demands.append(asked(self.parts[which], quantity, document_no=number))

    @precondition(lambda self: self.demands)
    @rule(
        pick=PICK,
        quantity=PIECES,
        verb=st.sampled_from(["pick", "issue", "return", "change", "reserve", "release", "cancel"]),
    )
    def change(self, pick, quantity, verb):
        row = self.demands[pick % len(self.demands)]
        one = {"demand": row}
        verbs = {
            "pick": lambda: services.pick(by=self.keeper, demands=[row]),
            "issue": lambda: services.issue(by=self.keeper, demands=[row]),
            "return": lambda: services.return_to_stock(by=self.keeper, **one, quantity=quantity),
            "change": lambda: services.change_quantity(by=self.advisor, **one, quantity=quantity),
            "reserve": lambda: services.reserve(by=self.keeper, **one),
            "release": lambda: services.release(by=self.keeper, **one, reason="急件"),
            "cancel": lambda: services.cancel_demand(by=self.advisor, **one, reason="不做了"),
        }
        self.act(verbs[verb])

    @invariant()
    def ledger_balance_and_demands_agree(self):
        assert stock_differences() == []

    @invariant()
    def pieces_are_conserved(self):
        for which, part in enumerate(self.parts):
            kept = sum(d.kept for d in Demand.objects.filter(part=part))
            lying = sum(lv.on_hand for lv in StockLevel.objects.filter(part=part))
            assert lying + kept == self.came[which]

    @invariant()
    def state_says_what_the_quantities_mean(self):
        for row in Demand.objects.open():
            assert row.state == row.due_state()


@pytest.mark.django_db
def test_no_sequence_of_acts_loses_or_makes_a_piece():
    limits = settings(
        max_examples=12,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Shelf, settings=limits)
