"""Storing an event: the most frequent statement of the system, put together once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection

from baoxiu.core.events.models import Event


def insert(event: Event) -> None:
    """Store the event and give it its id."""
    sql, fields = _statement()
    values = [field.get_db_prep_save(getattr(event, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        event.pk = cursor.fetchone()[0]
    event._state.adding, event._state.db = False, connection.alias


@cache
def _statement() -> tuple[str, list[Any]]:
    """The statement, and the fields whose values it takes."""
    quoted = connection.ops.quote_name
    fields = [field for field in Event._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quoted(Event._meta.db_table), quoted(Event._meta.pk.column)
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}", fields
