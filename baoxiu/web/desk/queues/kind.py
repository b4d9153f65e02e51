"""What a queue is made of, and what somebody asks of it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

SEPARATOR = "."
"""Between the columns in an address; it needs no escaping there."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. ``order`` are the fields it sorts by; ``everywhere``: also among all that ever was."""

    code: str
    label: object
    order: tuple[str, ...] = ()
    shown: bool = True
    everywhere: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A queue: its address, the right for it, its columns; the first column is always there."""

    code: str
    address: str
    right: str
    columns: Sequence[Column]
    sheet: str = ""

    @property
    def usual(self) -> tuple[str, ...]:
        """The columns that are shown when nobody chose."""
        return tuple(column.code for column in self.columns if column.shown)

    def chosen(self, query: Mapping[str, str]) -> tuple[str, ...]:
        """The columns an address asks for, in the queue's order; unknown ones are left out."""
        parts = query.getlist("cols") if isinstance(query, QueryDict) else [query.get("cols", "")]
        wanted = {code for part in parts for code in part.split(SEPARATOR)}
        found = [column.code for column in self.columns[1:] if column.code in wanted]
        return (self.columns[0].code, *found) if found else self.usual

    def cells(self, codes: Container[str]) -> dict[str, str]:
        """What each column is called that stands in a row, in the reader's language. Of all, the others empty: a template looks long
        for what it does not find."""
        return {column.code: str(column.label) if column.code in codes else "" for column in self.columns}

    def order(self, query: Mapping[str, str], usual: tuple[str, ...], *, wide: bool) -> tuple[str, ...]:
        """The fields to sort by: ``sort=due`` upwards, ``sort=-due`` downwards; else the usual ones.

        ``wide``: among everything that ever was, where only columns with an index of their own sort.
        """
        text = query.get("sort", "")
        down, code = text.startswith("-"), text.removeprefix("-")
        column = next((one for one in self.columns if one.code == code and one.order), None)
        if column is None or (wide and not column.everywhere):
            return usual
        fields = column.order if not down else tuple(turned(one) for one in column.order)
        return (*fields, "-pk" if down else "pk")


def turned(field: str) -> str:
    """The same field the other way round."""
    return field[1:] if field.startswith("-") else f"-{field}"


@dataclass(frozen=True, slots=True)
class Head:
    """A heading as it is drawn: pressing it sorts."""

    label: object
    url: str = ""
    sorted: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, with the address that goes on without it."""

    label: object
    value: object
    url: str
