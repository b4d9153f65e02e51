"""Statements that write rows, put together once per process: however many rows, one statement.

Rows go as one JSON text, so there is one statement for the server to know, and rows of several tables may go in one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, models
from django.utils.functional import Promise

type Model = type[models.Model]
type Values = dict[str, Any]
"""What goes into the columns of a row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one model, told by their values, that are new or changed alike.

    New rows without a key in the first get theirs from the database; ``once``: what is there already (by any unique rule of its
    table) is left as it is. Changed ones are told with their keys.
    """

    model: Model
    rows: Sequence[Values]
    is_change: bool = False
    once: bool = False

    @property
    def sql(self) -> str:
        """The statement, without what it gives back."""
        if self.is_change:
            return _changing(self.model, tuple(self.rows[0]))  # type: ignore[arg-type]
        keyed = self.rows[0][self.model._meta.pk.column] is not None
        return _inserting(self.model, keyed, self.once)  # type: ignore[arg-type]

    @property
    def key(self) -> str:
        """The column of the key."""
        table = "old" if self.is_change else _quoted(self.model._meta.db_table)
        return f"{table}.{_quoted(self.model._meta.pk.column)}"


def write_together(pieces: Sequence[Piece]) -> list[list[Any]]:
    """Write the pieces, of different tables, with one statement; the keys of each piece's rows.

    Raises ``DatabaseError`` when a row that is changed is gone.
    """
    if not pieces:
        return []
    keys: list[list[Any]] = [[] for _piece in pieces]
    with connection.cursor() as cursor:
        sql = _together(tuple((one.sql, one.key) for one in pieces))
        cursor.execute(sql, [json_of(one.rows) for one in pieces])
        for number, key in cursor.fetchall():
            keys[number].append(key)
    for piece, found in zip(pieces, keys, strict=True):
        if piece.is_change and len(found) != len(piece.rows):
            raise DatabaseError(f"rows of {piece.model.__name__} are gone")
    return keys


@lru_cache(maxsize=1_000)
def _together(pieces: tuple[tuple[str, str], ...]) -> str:
    """Which piece, and the key, of each row. In one statement each piece sees the tables as they were before it."""
    told = [f"{sql} RETURNING {number}, {key}::text" for number, (sql, key) in enumerate(pieces)]
    if len(told) == 1:
        return told[0]
    named = ", ".join(f"piece{number}(piece, key) AS ({sql})" for number, sql in enumerate(told))
    return (
        f"WITH {named} {' UNION ALL '.join(f'SELECT piece, key FROM piece{one}' for one in range(len(told)))}"
    )


def insert_all(rows: Sequence[models.Model], *, once: bool = False) -> None:
    """Store new rows of one model in their order and give them their keys, which come only when all were new."""
    if rows:
        piece = Piece(type(rows[0]), [values_of(row) for row in rows], once=once)
        are_stored(rows, *write_together([piece]))


def are_stored(rows: Sequence[models.Model], keys: Sequence[Any]) -> None:
    """Give new rows their keys, where all of them were new, and let Django know them as rows of the database."""
    if len(keys) == len(rows):
        for row, key in zip(rows, keys, strict=True):
            row.pk = row._meta.pk.to_python(key)
            is_stored(row)


def new_keys(counts: Mapping[Model, int]) -> dict[Model, list[int]]:
    """So many keys of each model, in their order, that nobody else gets."""
    models, found = list(counts), {model: list[int]() for model in counts}
    sequences = [_sequence(model) for model in models]  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [sequences, list(counts.values())])
        for number, key in cursor.fetchall():
            found[models[number - 1]].append(key)
    return found


@cache
def _sequence(model: Model) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
        return str(cursor.fetchone()[0])


def values_of(row: models.Model) -> Values:
    """The row's columns as they are."""
    return {column: getattr(row, name) for column, name in _columns(type(row))}  # type: ignore[arg-type]


def changed_values(row: models.Model, names: Sequence[str]) -> Values:
    """The key and the columns of some fields, as they are to be saved."""
    fields = [row._meta.get_field(name) for name in names]
    return {row._meta.pk.column: row.pk} | {field.column: field.pre_save(row, False) for field in fields}


def is_stored(row: models.Model) -> None:
    """Let Django know the row as one of the database."""
    row._state.adding, row._state.db = False, connection.alias


_KEYS = """
    SELECT wanted.number, nextval(wanted.sequence::regclass)
    FROM unnest(%s::text[], %s::integer[]) WITH ORDINALITY AS wanted(sequence, count, number), generate_series(1, wanted.count)
"""


@cache
def _columns(model: Model) -> tuple[tuple[str, str], ...]:
    return tuple((field.column, field.attname) for field in model._meta.concrete_fields)


@cache
def _inserting(model: Model, keyed: bool, once: bool) -> str:
    key = model._meta.pk
    names = ", ".join(_quoted(one.column) for one in model._meta.concrete_fields if keyed or one is not key)
    table, conflict = _quoted(model._meta.db_table), "ON CONFLICT DO NOTHING" if once else ""
    return (
        f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"
        f" {conflict}"
    )


@cache
def _changing(model: Model, columns: tuple[str, ...]) -> str:
    table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    changes = ", ".join(f"{_quoted(one)} = new.{_quoted(one)}" for one in columns if _quoted(one) != key)
    return (
        f"UPDATE {table} AS old SET {changes} FROM json_populate_recordset(NULL::{table}, %s::json) AS new"
        f" WHERE old.{key} = new.{key}"
    )


def json_of(rows: Sequence[Values]) -> str:
    """Rows as PostgreSQL reads them from JSON."""
    return json.dumps(rows, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> str:
    """What JSON does not know, as PostgreSQL reads it."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | Promise):
        return str(value)
    raise TypeError(f"{type(value)} cannot be stored so")


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
