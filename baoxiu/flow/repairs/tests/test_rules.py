"""RQ-QUO-02, RQ-QUO-03, RQ-QUO-07, RQ-ADD-02."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.core.events.chain import plain
from baoxiu.flow.repairs.rules import (
    ChargeLine,
    changes,
    fingerprint,
    is_valid,
    needs_consent,
    quote_document,
    quote_hash,
)
from baoxiu.flow.warranty.rules import LineKind, Payer

UNTIL = date(2026, 3, 9)
LABOUR = ChargeLine("l1", LineKind.LABOUR, Decimal(1), Decimal(80), Payer.CUSTOMER, name="更换压缩机")
PART = ChargeLine("p1", LineKind.PART, Decimal(1), Decimal(420), Payer.CUSTOMER, part="C-7", name="压缩机")
FREE_LABOUR = replace(LABOUR, payer=Payer.COMPANY)
FREE_PART = replace(PART, payer=Payer.COMPANY)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([], []),
        ([FREE_LABOUR], []),
        ([LABOUR], ["consent_charge"]),
        ([replace(LABOUR, payer=Payer.UNDECIDED)], ["consent_charge"]),
        ([replace(LABOUR, unit_price=Decimal(0))], []),
        ([FREE_LABOUR, FREE_PART], ["consent_part"]),
        ([LABOUR, PART], ["consent_charge", "consent_part"]),
    ],
)
def test_when_consent_is_needed(lines: list[ChargeLine], codes: list[str]) -> None:
    """RQ-QUO-03: a free part needs consent as well; free labour alone does not."""
    assert [reason.code for reason in needs_consent(lines)] == codes


def test_consent_names_sum_and_part() -> None:
    charge, part = needs_consent([LABOUR, PART])
    assert (charge.params, part.params) == ({"amount": "500.00"}, {"part": "压缩机"})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unit_price": Decimal(430)}, "price_changed"),
        ({"discount": Decimal("0.1")}, "price_changed"),
        ({"quantity": Decimal(2)}, "quantity_changed"),
        ({"part": "C-8"}, "part_changed"),
        ({"payer": Payer.COMPANY}, "payer_changed"),
    ],
)
def test_any_change_needs_new_consent_and_another_hash(change: dict[str, Any], code: str) -> None:
    changed = [LABOUR, replace(PART, **change)]
    assert code in {reason.code for reason in changes([LABOUR, PART], changed)}
    assert quote_hash(1, changed, UNTIL) != quote_hash(1, [LABOUR, PART], UNTIL)


def test_added_and_removed_items() -> None:
    """RQ-ADD-02."""
    assert [reason.code for reason in changes([LABOUR], [PART])] == ["item_added", "item_removed"]


def test_the_same_figures_in_other_clothes_are_no_change() -> None:
    same = [replace(LABOUR, quantity=Decimal("1.00"), unit_price=Decimal("80.0"))]
    assert changes([LABOUR], same) == ()
    assert quote_hash(1, same, UNTIL) == quote_hash(1, [LABOUR], UNTIL)


def test_version_and_validity_are_part_of_the_hash() -> None:
    hashes = {
        quote_hash(1, [PART], UNTIL),
        quote_hash(2, [PART], UNTIL),
        quote_hash(1, [PART], date(2026, 3, 10)),
    }
    assert len(hashes) == 3


def test_a_quote_holds_on_its_last_day() -> None:
    assert is_valid(UNTIL, date(2026, 3, 9))
    assert not is_valid(UNTIL, date(2026, 3, 10))


def test_the_stored_document_has_the_same_hash() -> None:
    stored = json.loads(json.dumps(quote_document(1, [LABOUR, PART], UNTIL)))
    assert fingerprint(stored) == quote_hash(1, [LABOUR, PART], UNTIL)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), values, max_size=4))
def test_fingerprint_survives_storage_and_key_order(document: dict[str, Any]) -> None:
    stored = json.loads(json.dumps(plain(document)))
    turned = dict(reversed(stored.items()))
    assert fingerprint(document) == fingerprint(stored) == fingerprint(turned)
