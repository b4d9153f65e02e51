"""A pooled connection that the server has ended is not handed out (docs/decisions/0007)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from baoxiu.config.databases import is_there

NAMED = ("host", "port", "user", "password", "passfile", "dbname")
pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Iterator[ConnectionPool[psycopg.Connection[Any]]]:
    """With one connection, kept as the running system keeps its own."""
    wanted = connection.get_connection_params()
    given = {name: wanted[name] for name in NAMED if wanted.get(name)} | {"autocommit": True}
    made = ConnectionPool[psycopg.Connection[Any]](
        kwargs=given, min_size=1, max_size=1, check=is_there, open=True
    )
    with made:
        yield made


def last_statement(pid: int) -> str:
    """What the server was asked last on another connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid])
        return str(cursor.fetchone()[0])


def test_a_living_connection_is_handed_out_without_a_question(
    pool: ConnectionPool[psycopg.Connection[Any]],
) -> None:
    """Each page would pay for it."""
    with pool.connection() as first:
        pid = first.info.backend_pid
        first.execute("SELECT 'here'")
    with pool.connection() as again:
        assert again.info.backend_pid == pid
        assert last_statement(pid) == "SELECT 'here'"


def test_one_that_the_server_has_ended_is_replaced(pool: ConnectionPool[psycopg.Connection[Any]]) -> None:
    """As after a restart of the server."""
    with pool.connection() as first:
        pid = first.info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        assert cursor.fetchone() == (True,)
    with pool.connection() as other:
        assert other.info.backend_pid != pid
        assert other.execute("SELECT 1").fetchone() == (1,)
