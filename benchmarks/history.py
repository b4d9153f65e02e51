"""Years of closed cases: the demo's own, copied with other numbers, phones and days, so that a benchmark works in a full house.

What a case has in every table that queues, searches and the intake read is copied by the database itself, without the
chain of its events (a copy proves nothing), without what only its own page reads, and without anything that still waits:
the worker, which goes on meanwhile, has nothing to do with a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from baoxiu.config.postgres import Cluster

STEP = 10_000_000
"""Ids of a copy: above every id of the demo."""
AT_ONCE = 100
CASES = f"""
    CREATE TEMP TABLE base AS SELECT request.id, request.customer_id FROM intake_repairrequest AS request
    WHERE request.id < {STEP} AND request.batch_id IS NULL AND request.merged_into_id IS NULL
    AND (SELECT bool_and(stage = 'closed') FROM work_orders_workorder WHERE request_id = request.id)
"""
OF_CASE = "IN (SELECT 'case:' || id FROM base)"
OF_ORDER = "IN (SELECT id FROM work_orders_workorder WHERE request_id IN (SELECT id FROM base))"
OF_CUSTOMER = "IN (SELECT customer_id FROM base)"
TABLES = {
    "customers_customer": f"row.id {OF_CUSTOMER}",
    "customers_contact": f"row.customer_id {OF_CUSTOMER}",
    "customers_address": f"row.customer_id {OF_CUSTOMER}",
    "intake_repairrequest": "row.id IN (SELECT id FROM base)",
    "intake_accesslink": "row.request_id IN (SELECT id FROM base)",
    "intake_review": "row.request_id IN (SELECT id FROM base)",
    "work_orders_workorder": "row.request_id IN (SELECT id FROM base)",
    "decisions_decision": f"row.subject_kind = 'workorder' AND row.subject_id {OF_ORDER}",
    "dispatch_assignment": f"row.order_id {OF_ORDER}",
    "warranty_verdict": f"row.order_id {OF_ORDER}",
    "promises_promise": f'row."case" {OF_CASE} AND row.next_look_at IS NULL',
    "tasks_task": f'row."case" {OF_CASE} AND row.done_at IS NOT NULL',
    "notifications_notice": f'row."case" {OF_CASE} AND row.next_try_at IS NULL',
    "events_event": f"row.chain {OF_CASE} AND row.seq <= 4",
    "events_outboxentry": f"row.event_id IN (SELECT id FROM events_event WHERE chain {OF_CASE} AND seq <= 4)",
}
COLUMNS = """
    SELECT one.attname, format_type(one.atttypid, NULL),
        (SELECT named.relname FROM pg_constraint AS key JOIN pg_class AS named ON named.oid = key.confrelid
         WHERE key.conrelid = one.attrelid AND key.contype = 'f' AND key.conkey = ARRAY[one.attnum] LIMIT 1),
        EXISTS (SELECT FROM pg_index WHERE indrelid = one.attrelid AND indisunique AND indnatts = 1
                AND indkey[0] = one.attnum)
    FROM pg_attribute AS one
    WHERE one.attrelid = %s::regclass AND one.attnum > 0 AND NOT one.attisdropped AND one.attgenerated = ''
    ORDER BY one.attnum
"""
INDEXES = """
    SELECT format('DROP INDEX %%I', class.relname), pg_get_indexdef(class.oid)
    FROM pg_index AS one JOIN pg_class AS class ON class.oid = one.indexrelid
    WHERE one.indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = class.oid)
"""
NOT_COPIED = {"unit_id": "NULL", "repeat_of_id": "NULL", "came_from_id": "NULL", "serial": "''"}
"""A unit is not repaired a thousand times."""
MOVED = {
    "id": f"row.id + k * {STEP}",
    "subject_id": f"row.subject_id + k * {STEP}",
    "start_event_id": f"row.start_event_id + k * {STEP}",
    "chain": f"'case:' || (split_part(row.chain, ':', 2)::bigint + k * {STEP})",
    "case": f"""'case:' || (split_part(row."case", ':', 2)::bigint + k * {STEP})""",
    "phone": "'+8613' || lpad((abs(hashtextextended(row.phone, k)) %% 1000000000)::text, 9, '0')",
}
BY_TYPE = {
    "uuid": "gen_random_uuid()",
    "timestamp with time zone": "row.{} - k * interval '12 hours'",
    "date": "row.{} - (k / 2)::int",
}


def fill(data: Path, orders: int) -> int:
    """Copy closed cases until so many orders are there at least; answers how many there are."""
    with psycopg.connect(Cluster(data).url("superuser"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(CASES)
        closed = _of_orders(connection, "count(*)", f"WHERE id {OF_ORDER}")
        done = _of_orders(connection, "max(id)") // STEP
        copies = done - (-(orders - _of_orders(connection, "count(*)")) // closed)
        statements = [_statement(connection, table) for table in TABLES]
        with _without_indexes(connection):
            for first in range(done + 1, copies + 1, AT_ONCE):
                for statement in statements:
                    connection.execute(statement, {"first": first, "last": min(first + AT_ONCE - 1, copies)})
        connection.execute("VACUUM ANALYZE")
        return _of_orders(connection, "count(*)")


@contextmanager
def _without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """To build them again takes a fraction of what keeping them row by row does."""
    found = connection.execute(INDEXES, [list(TABLES)]).fetchall()
    for drop, _create in found:
        connection.execute(drop)
    yield
    connection.execute("SET maintenance_work_mem = '1GB'")
    for _drop, create in found:
        connection.execute(create)


def _of_orders(connection: psycopg.Connection, what: str, where: str = "") -> int:
    row = connection.execute(f"SELECT {what} FROM work_orders_workorder {where}").fetchone()  # type: ignore[call-overload]
    return int(row[0])


def _statement(connection: psycopg.Connection, table: str) -> sql.Composed:
    """One table's rows of all cases, as often as there are copies in a round."""
    columns = connection.execute(COLUMNS, [table]).fetchall()
    return sql.SQL(
        "INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {values} FROM {table} AS row"
        " CROSS JOIN generate_series(%(first)s::bigint, %(last)s::bigint) AS k WHERE {which}"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(sql.Identifier(name) for name, *_rest in columns),
        values=sql.SQL(", ").join(sql.SQL(_value(*column)) for column in columns),
        which=sql.SQL(TABLES[table]),
    )


def _value(name: str, kind: str, named: str | None, is_unique: bool) -> str:
    """What a column of a copy holds."""
    if name in NOT_COPIED:
        return NOT_COPIED[name]
    if named in TABLES:
        return f'row."{name}" + k * {STEP}'
    if kind in BY_TYPE:
        return BY_TYPE[kind].format(f'"{name}"')
    if name in MOVED:
        return MOVED[name]
    return f"""row."{name}" || '-' || k""" if is_unique else f'row."{name}"'
