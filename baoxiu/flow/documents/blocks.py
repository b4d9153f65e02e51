"""The parts a document is laid out of: pairs, tables, texts, places to sign. All values are ready text (pure).

A part without content is ``None``, and the templates leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

type Block = dict[str, Any] | None
type Facts = dict[str, Block]


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value; a wide one has a line of its own."""

    label: object
    value: object
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width, and ``left``, ``center`` or ``right``."""

    label: object
    share: float
    align: str = "left"


def pairs(title: object, *given: Pair) -> Block:
    """Labels and values, two on a line; empty values are left out."""
    full = [pair for pair in given if str(pair.value or "").strip()]
    return {"title": str(title), "rows": list(_rows(full))} if full else None


def _rows(given: Sequence[Pair]) -> Iterable[list[list[str]]]:
    waiting: list[list[str]] = []
    for pair in given:
        if pair.wide and waiting:
            yield waiting
            waiting = []
        waiting.append([str(pair.label), str(pair.value)])
        if pair.wide or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def table(
    title: object,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    foot: Iterable[tuple[object, object]] = (),
) -> Block:
    """A table with its sums below; none without rows."""
    cells = [[str(cell) for cell in row] for row in rows]
    if not cells:
        return None
    return {
        "title": str(title),
        "heads": [str(column.label) for column in columns],
        "shares": [column.share for column in columns],
        "aligns": [column.align for column in columns],
        "rows": cells,
        "foot": [[str(label), str(value)] for label, value in foot],
    }


def words(title: object, text: object) -> Block:
    """A running text."""
    body = str(text or "").strip()
    return {"title": str(title), "body": body} if body else None


def blank(title: object) -> Block:
    """Room to write by hand."""
    return {"title": str(title), "body": ""}


def place(label: object, name: object = "", date: object = "", image: str = "") -> dict[str, str]:
    """Where somebody signs, or has signed: name, day and, as SVG, the drawing."""
    return {"label": str(label), "name": str(name), "date": str(date), "image": image}


def signatures(*places: dict[str, str], date_label: object) -> Block:
    """The places to sign, side by side."""
    return {"places": list(places), "date": str(date_label)}
