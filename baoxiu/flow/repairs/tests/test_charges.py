"""A bill is the sum of its lines (standards 4.5); labour and parts are separate lines (standards 0.5)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.flow.repairs.rules import ZERO, ChargeLine, rounded, totals
from baoxiu.flow.warranty.rules import LineKind, Payer


def line(price: str, quantity: str = "1", payer: Payer = Payer.CUSTOMER, discount: str = "0") -> ChargeLine:
    return ChargeLine(
        "labour", LineKind.LABOUR, Decimal(quantity), Decimal(price), payer, discount=Decimal(discount)
    )


@pytest.mark.parametrize(
    ("price", "quantity", "expected"),
    [("0.05", "0.5", "0.03"), ("0.045", "1", "0.05"), ("33.33", "3", "99.99"), ("120", "1.5", "180.00")],
)
def test_a_line_is_rounded_half_up(price: str, quantity: str, expected: str) -> None:
    assert line(price, quantity).gross == Decimal(expected)


def test_reduced_price_out_of_period() -> None:
    """M02: a reduction is shown, not hidden in the price."""
    reduced = line("99.99", discount="0.15")
    assert (reduced.gross, reduced.reduction, reduced.net) == (
        Decimal("99.99"),
        Decimal("15.00"),
        Decimal("84.99"),
    )


def test_totals_by_payer_and_kind() -> None:
    part = ChargeLine("part", LineKind.PART, Decimal(2), Decimal("45.50"), Payer.COMPANY, part="P-1")
    sums = totals([line("80"), part])
    assert sums.net == Decimal("171.00")
    assert sums.by_payer == {Payer.CUSTOMER: Decimal(80), Payer.COMPANY: Decimal(91)}
    assert sums.of(Payer.MAKER) == ZERO
    assert sums.by_kind == {LineKind.LABOUR: Decimal(80), LineKind.PART: Decimal(91)}


def test_nothing_to_settle_is_zero() -> None:
    assert totals([]).net == ZERO


def test_labour_and_parts_are_never_one_line() -> None:
    """Standards 0.5."""
    with pytest.raises(ValueError, match="names its part"):
        ChargeLine("x", LineKind.LABOUR, Decimal(1), Decimal(1), Payer.CUSTOMER, part="P-1")
    with pytest.raises(ValueError, match="names its part"):
        ChargeLine("x", LineKind.PART, Decimal(1), Decimal(1), Payer.CUSTOMER)


@pytest.mark.parametrize(
    ("price", "quantity", "discount"), [("-1", "1", "0"), ("1", "0", "0"), ("1", "1", "1.1")]
)
def test_impossible_figures_are_refused(price: str, quantity: str, discount: str) -> None:
    with pytest.raises(ValueError, match="quantity is positive"):
        line(price, quantity, discount=discount)


money = st.decimals(0, 100_000, places=2)
lines_of_charge = st.lists(
    st.builds(
        ChargeLine,
        key=st.just("x"),
        kind=st.sampled_from([LineKind.LABOUR, LineKind.TRAVEL, LineKind.OTHER]),
        quantity=st.decimals("0.01", 1000, places=2),
        unit_price=money,
        payer=st.sampled_from(Payer),
        discount=st.decimals(0, 1, places=2),
    ),
    max_size=12,
)


@given(lines_of_charge)
def test_a_bill_is_the_sum_of_its_lines(lines: list[ChargeLine]) -> None:
    sums = totals(lines)
    assert sums.net == sum(line.net for line in lines) == sums.gross - sums.reduction
    assert sums.net == sum(sums.by_payer.values()) == sum(sums.by_kind.values())
    assert all(ZERO <= line.net <= line.gross for line in lines)
    assert sums.net == rounded(sums.net)
