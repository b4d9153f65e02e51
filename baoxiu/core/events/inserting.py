"""Storing an event: the most frequent statement of the system, put together once."""

from __future__ import annotations

from functools import cache

from django.db import connection

from baoxiu.core.events.models import Event


def insert(event: Event) -> None:
    """Store the event and give it its id."""
    fields = [field for field in Event._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(getattr(event, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_statement(), values)
        event.pk = cursor.fetchone()[0]
    event._state.adding, event._state.db = False, connection.alias


@cache
def _statement() -> str:
    quoted = connection.ops.quote_name
    columns = [quoted(field.column) for field in Event._meta.concrete_fields if not field.primary_key]
    places = ", ".join(["%s"] * len(columns))
    table, key = quoted(Event._meta.db_table), quoted(Event._meta.pk.column)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places}) RETURNING {key}"
