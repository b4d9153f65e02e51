"""Rows that many tests start from, kept beside the real tables after the first test made them.

Putting them back takes a few milliseconds where making them through the actions takes a few hundred. `tests/stages.py` does
the same for the stages of an order's way that start from nothing but the cast.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection, transaction

_IDENTITIES = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attidentity <> ''"
_COLUMNS = """
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""
_NOBODY = """
    SELECT NOT (EXISTS (SELECT 1 FROM events_event) OR EXISTS (SELECT 1 FROM accounts_user)
                OR EXISTS (SELECT 1 FROM places_division) OR EXISTS (SELECT 1 FROM accounts_role))
"""


_OIDS = "SELECT array_agg(oid::bigint) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_CHANGES = """
    SELECT sum(pg_stat_get_xact_tuples_inserted(one) + pg_stat_get_xact_tuples_updated(one)
               + pg_stat_get_xact_tuples_deleted(one)) FROM unnest(%s::oid[]) AS one
"""
"""As `pg_stat_xact_user_tables` has it, which spends ten times as long on the tables' names."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The content of our own tables that had rows."""

    tables: dict[str, bytes]
    sequences: dict[str, int]
    replaced: frozenset[str] = frozenset()
    """Tables of another snapshot that have other rows here."""

    def since(self, before: Snapshot) -> Snapshot:
        """What is different from `before`: to be put back where its rows lie."""
        different = {table: rows for table, rows in self.tables.items() if before.tables.get(table) != rows}
        assert before.tables.keys() <= self.tables.keys()
        return Snapshot(different, self.sequences, frozenset(different.keys() & before.tables.keys()))

    def put_back(self) -> None:
        """Load the rows and move the sequences on; the triggers sleep, as their effect is among the rows."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT kept.put_back_{_stored(self)}()")


@cache
def _stored(snapshot: Snapshot) -> int:
    """Lay the rows down beside the real tables, with a function that takes them over: one call for two dozen tables."""
    number = id(snapshot)
    steps = ["SET LOCAL session_replication_role = replica"]
    steps += [f'DELETE FROM "{table}"' for table in snapshot.replaced]
    with psycopg.connect(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"]) as aside:
        aside.execute("CREATE SCHEMA IF NOT EXISTS kept")
        for table, rows in snapshot.tables.items():
            names = _one(aside, _COLUMNS, table)
            copy = f'kept."{table}_{number}"'
            aside.execute(f'CREATE UNLOGGED TABLE {copy} AS SELECT {names} FROM "{table}" WITH NO DATA')
            with aside.cursor().copy(f"COPY {copy} FROM STDIN") as filling:
                filling.write(rows)
            steps.append(f'INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE SELECT * FROM {copy}')
        steps += ["SET LOCAL session_replication_role = DEFAULT"]
        steps += [
            f"PERFORM setval('{name}', greatest(last_value, {last})) FROM {name}"
            for name, last in snapshot.sequences.items()
        ]
        body = "; ".join(steps)
        aside.execute(
            f"CREATE FUNCTION kept.put_back_{number}() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {body}; END $$"
        )
    return number


def _one(aside: psycopg.Connection, query: str, given: str) -> Any:
    row = aside.execute(query, [given]).fetchone()
    assert row
    return row[0]


def take() -> Snapshot:
    """What lies in our tables now."""
    with connection.cursor() as cursor:
        tables = {table: _rows(cursor, table) for table in _tables() if not _is_empty(cursor, table)}
        sequences = dict(item for table in tables for item in _sequence(cursor, table))
    return Snapshot(tables, sequences)


def nothing_there() -> bool:
    """Whether nobody and nothing is there yet: whatever an action makes has an event, an account or a place."""
    with connection.cursor() as cursor:
        cursor.execute(_NOBODY)
        return bool(cursor.fetchone()[0])


def changes() -> int | None:
    """How many rows this transaction has changed so far; None outside a transaction."""
    if not connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, [_tables_of(connection.settings_dict["NAME"])])
        return int(cursor.fetchone()[0])


@cache
def _tables_of(_database: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_OIDS)
        found: list[int] = cursor.fetchone()[0]
    return found


def _tables() -> list[str]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("baoxiu."))
    return [model._meta.db_table for model in ours if model._meta.managed]


def _is_empty(cursor: Any, table: str) -> bool:
    cursor.execute(f'SELECT NOT EXISTS (SELECT 1 FROM "{table}")')
    return bool(cursor.fetchone()[0])


def _rows(cursor: Any, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy)


def _sequence(cursor: Any, table: str) -> list[tuple[str, int]]:
    cursor.execute(_IDENTITIES, [table])
    columns = [name for (name,) in cursor.fetchall()]
    return [item for column in columns for item in _last(cursor, table, column)]


def _last(cursor: Any, table: str, column: str) -> list[tuple[str, int]]:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
    name = cursor.fetchone()[0]
    cursor.execute(f'SELECT max("{column}") FROM "{table}"')
    return [(name, cursor.fetchone()[0])]
