"""Money to the fen, whatever the lines, payers, discounts and payments are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.money import FEN, ZERO
from apps.workorders import pricing
from apps.workorders.billing import Wish, bills
from apps.workorders.choices import Payer

YUAN = st.decimals("0.00", "99999.99", places=2)
PERCENT = st.decimals("0.00", "100.00", places=2)
LINES = st.lists(
    st.builds(
        pricing.Line,
        payer=st.sampled_from([Payer.CP, Payer.WAR, Payer.INS, Payer.INT]),
        kind=st.sampled_from([pricing.LABOUR, pricing.PARTS]),
        amount=YUAN,
        vat_rate=st.sampled_from([Decimal(13), Decimal(6), Decimal(3), ZERO]),
    ),
    max_size=12,
)


@given(lines=LINES, labour=PERCENT, parts=PERCENT)
@settings(max_examples=200, deadline=None)
def test_bills_add_up_to_the_lines(
    lines: list[pricing.Line], labour: Decimal, parts: Decimal
) -> None:
    found = bills(lines, Wish(labour, parts))
    assert sum((b.gross for b in found), ZERO) == sum((x.amount for x in lines), ZERO)
    for b in found:
        own = b.columns
        assert own["gross"] == own["labour"] + own["parts"]
        assert own["discount"] == own["labour_discount"] + own["parts_discount"] + own["round_off"]
        assert own["due"] == own["gross"] - own["discount"] == own["net"] + own["vat"]
        assert own["due"] >= ZERO
        assert all(v == v.quantize(FEN) for v in own.values())
        assert b.payer == Payer.CP or not b.discount.total


@given(lines=LINES, off=st.decimals("0.00", "100.00", places=2))
@settings(max_examples=200, deadline=None)
def test_rounding_falls_on_the_customer_only_and_never_below_zero(
    lines: list[pricing.Line], off: Decimal
) -> None:
    owed = sum((x.amount for x in lines if x.payer == Payer.CP), ZERO)
    if not any(x.payer == Payer.CP for x in lines):
        return
    if off > owed:
        with pytest.raises(ValueError, match="discount"):
            bills(lines, Wish(round_off=off))
        return
    customer = bills(lines, Wish(round_off=off))[0]
    assert (customer.payer, customer.due) == (Payer.CP, owed - off)


@given(
    amount=YUAN,
    shares=st.lists(st.integers(1, 50), min_size=1, max_size=5),
)
def test_line_split_by_percent_is_exact(amount: Decimal, shares: list[int]) -> None:
    whole = [Decimal(s) for s in shares]
    whole.append(Decimal(100) - sum(whole))
    if whole[-1] < 0:
        return
    assert sum(pricing.split_line(amount, whole), ZERO) == amount
