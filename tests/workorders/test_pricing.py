"""The arithmetic of lines, VAT, payers and discounts, to the fen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.money import ZERO
from apps.workorders import pricing
from apps.workorders.pricing import LABOUR, PARTS, Discount, Line, Totals

D = Decimal
amounts = st.decimals(min_value=0, max_value=100_000, places=2)
rates = st.sampled_from([D(0), D(3), D(6), D(9), D(13)])
payers = st.sampled_from(["CP", "WAR", "INS"])
kinds = st.sampled_from([LABOUR, PARTS])
lines = st.lists(st.builds(Line, payers, kinds, amounts, rates), max_size=12)


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [
        ("1.50", "120.00", "180.00"),
        ("0.33", "99.99", "33.00"),
        ("0.5", "0.01", "0.01"),
        ("4.250", "58.80", "249.90"),
        ("0", "120", "0.00"),
    ],
)
def test_line_amount_rounds_half_up_to_the_fen(quantity: str, price: str, amount: str) -> None:
    assert pricing.line_amount(D(quantity), D(price)) == D(amount)


@pytest.mark.parametrize(("quantity", "price"), [("-1", "5"), ("1", "-5")])
def test_line_amount_below_zero_is_refused(quantity: str, price: str) -> None:
    with pytest.raises(ValueError, match="below zero"):
        pricing.line_amount(D(quantity), D(price))


@pytest.mark.parametrize(
    ("gross", "rate", "net"),
    [
        ("113.00", 13, "100.00"),
        ("100.00", 13, "88.50"),
        ("106.00", 6, "100.00"),
        ("9.99", 0, "9.99"),
    ],
)
def test_net_of_takes_out_the_contained_vat(gross: str, rate: int, net: str) -> None:
    assert pricing.net_of(D(gross), D(rate)) == D(net)


@given(amounts, rates)
def test_net_and_vat_add_up_to_gross(gross: D, rate: D) -> None:
    net, vat = pricing.net_of(gross, rate), pricing.vat_of(gross, rate)
    assert net + vat == gross
    assert ZERO <= vat <= gross


@given(lines)
def test_totals_are_the_sums_of_the_lines(charged: list[Line]) -> None:
    whole = pricing.totals(charged)
    assert whole.gross == sum((x.amount for x in charged), ZERO)
    assert whole.gross == whole.net + whole.vat


@given(lines)
def test_by_payer_adds_up_to_the_totals(charged: list[Line]) -> None:
    assert sum(pricing.by_payer(charged).values(), Totals()) == pricing.totals(charged)


def test_by_payer_keeps_payers_apart() -> None:
    charged = [
        Line("CP", LABOUR, D("113.00"), D(13)),
        Line("WAR", PARTS, D("226.00"), D(13)),
        Line("CP", PARTS, D("10.60"), D(6)),
    ]
    sums = pricing.by_payer(charged)
    assert list(sums) == ["CP", "WAR"]
    assert sums["CP"] == Totals(D("113.00"), D("10.60"), D("110.00"), D("13.60"))
    assert sums["WAR"].gross == D("226.00")


@given(lines, st.data())
def test_discounted_lowers_by_exactly_the_discount(
    charged: list[Line], data: st.DataObject
) -> None:
    before = pricing.totals(charged)
    off = Discount(
        data.draw(st.decimals(0, before.labour, places=2)),
        data.draw(st.decimals(0, before.parts, places=2)),
    )
    left = before.gross - off.total
    off = Discount(off.labour, off.parts, data.draw(st.decimals(0, left, places=2)))
    lowered = pricing.discounted(charged, off)
    assert pricing.totals(lowered).gross == before.gross - off.total
    assert all(x.amount >= 0 for x in lowered)


@pytest.mark.parametrize("off", [Discount(labour=D("0.01")), Discount(round_off=D("50.01"))])
def test_discounted_more_than_there_is_is_refused(off: Discount) -> None:
    with pytest.raises(ValueError, match="discount"):
        pricing.discounted([Line("CP", PARTS, D("50.00"), D(13))], off)


def test_discounted_takes_labour_off_labour_only() -> None:
    charged = [Line("CP", LABOUR, D("200.00"), D(13)), Line("CP", PARTS, D("300.00"), D(13))]
    lowered = pricing.totals(pricing.discounted(charged, Discount(labour=D("10.00"))))
    assert (lowered.labour, lowered.parts) == (D("190.00"), D("300.00"))


@given(st.lists(amounts, min_size=1, max_size=10), st.data())
def test_spread_gives_each_no_more_than_it_has(weights: list[D], data: st.DataObject) -> None:
    total = data.draw(st.decimals(0, sum(weights), places=2))
    shares = pricing.spread(total, weights)
    assert sum(shares) == total
    assert all(ZERO <= s <= w for s, w in zip(shares, weights, strict=True))


def test_percent_of_rounds_half_up() -> None:
    assert pricing.percent_of(D("99.90"), D(5)) == D("5.00")


@given(amounts, st.integers(0, 100))
def test_split_line_is_exact(amount: D, share: int) -> None:
    parts = pricing.split_line(amount, [D(share), D(100 - share)])
    assert sum(parts) == amount


def test_split_line_that_is_not_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="100"):
        pricing.split_line(D(100), [D(50), D(49)])
