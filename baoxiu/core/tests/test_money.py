"""Money: one rounding rule, and only plain amounts are read (standards.md 4.4 C06)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.core.money import InvalidAmount, parse_yuan, yuan


@pytest.mark.parametrize(
    ("raw", "rounded"),
    [("0.005", "0.01"), ("0.015", "0.02"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("120", "120.00")],
)
def test_half_a_fen_goes_up(raw: str, rounded: str) -> None:
    """Never to the even neighbour."""
    assert str(yuan(raw)) == rounded


@pytest.mark.parametrize("text", ["120", " 120.5 ", "0", "9999999999.99"])
def test_a_plain_amount_is_read(text: str) -> None:
    """At most two places."""
    assert parse_yuan(text) == yuan(text.strip())


@pytest.mark.parametrize(
    "text", ["", "-1", "1.234", "1e3", "１２０", "٣", "1,000", "NaN", "Infinity", "12345678901", "1_0", "0x1"]
)
def test_anything_else_is_refused(text: str) -> None:
    """C06: with a sentence at the field."""
    with pytest.raises(InvalidAmount) as refused:
        parse_yuan(text, field="price")
    assert list(refused.value.fields) == ["price"]


@given(st.integers(0, 999_999_999_999))
def test_every_amount_is_read_as_it_is_shown(fen: int) -> None:
    """Property: reading what was written gives the same amount."""
    amount = Decimal(fen) / 100
    assert parse_yuan(str(yuan(amount))) == amount
