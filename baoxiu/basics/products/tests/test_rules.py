"""Serial numbers (C07, C08)."""

import pytest

from baoxiu.basics.products.rules import serial_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ab0o1l", "AB0O1L"),
        ("ＡＢ１２", "AB12"),
        (" kf35 2506-000127 ", "KF352506000127"),
        ("0007", "0007"),
        ("A\u200bB\u202e1", "AB1"),
        ("ab–12—3", "AB123"),
        ("", ""),
    ],
)
def test_the_key_ignores_how_a_number_is_typed_and_keeps_its_zeros(text: str, key: str) -> None:
    assert serial_key(text) == key
