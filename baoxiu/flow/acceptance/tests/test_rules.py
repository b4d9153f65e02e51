"""RQ-ACC-01: the signature is bound to what was signed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.flow.acceptance.rules import document_hash, signature_binds

SHEET = {"order": "WX-0007", "work": ["更换压缩机"], "total": Decimal("500.00"), "works": True}


def test_a_signature_binds_its_own_document() -> None:
    assert signature_binds(SHEET, document_hash(SHEET))
    assert signature_binds(dict(reversed(SHEET.items())), document_hash(SHEET))


@pytest.mark.parametrize(
    "change",
    [
        {"order": "WX-0008"},
        {"work": ["更换压缩机", "充氟"]},
        {"total": Decimal("500.01")},
        {"works": False},
        {"new": 1},
    ],
)
def test_any_change_breaks_it(change: dict[str, object]) -> None:
    assert not signature_binds(SHEET | change, document_hash(SHEET))


@given(st.text())
def test_no_other_text_binds(text: str) -> None:
    assert signature_binds(SHEET, text) == (text == document_hash(SHEET))
