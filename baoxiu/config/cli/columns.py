"""Columns on a terminal, where a Chinese character is two wide."""

import unicodedata
from collections.abc import Sequence

GAP = "  "


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """One line a row; every column as wide as its widest cell."""
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [GAP.join(map(padded, row, wide)).rstrip() for row in rows]


def width(text: str) -> int:
    """How many places the text takes."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def padded(text: str, places: int) -> str:
    """The text with spaces behind it."""
    return text + " " * (places - width(text))
