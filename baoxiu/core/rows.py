"""Row locks: an action works on the fresh, locked row, never on what the page had loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models, transaction

type Converter = Callable[[Any, Any, Any], Any]


def lock[M: models.Model](row: M) -> M:
    """The same row, fresh from the database and locked until the transaction ends.

    Raises the model's ``DoesNotExist`` when it is gone.
    """
    return lock_row(row.__class__, row.pk)  # not type(): a lazy user is a User


def lock_row[M: models.Model](model: type[M], key: Any) -> M:
    """The row of a model with this key, fresh and locked; raises ``DoesNotExist``.

    Every action begins with this, so the statement is put together once per model; Django would do it anew each time,
    which costs more than the database's part.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("lock() belongs into a transaction")
    return _read(model, key, " FOR UPDATE")


def read_row[M: models.Model](model: type[M], key: Any) -> M:
    """The row of a model with this key as it stands, without lock; raises ``DoesNotExist``."""
    return _read(model, key, "")


def _read[M: models.Model](model: type[M], key: Any, lock: str) -> M:
    reading = _reading(model)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(reading.sql + lock, [key])
        found = cursor.fetchone()
    if found is None:
        raise model.DoesNotExist(f"{model.__name__} {key}")
    return model.from_db(connection.alias, reading.names, reading.converted(found))


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one row of a model is read."""

    sql: str
    names: tuple[str, ...]
    converters: tuple[tuple[int, Any, tuple[Converter, ...]], ...]

    def converted(self, found: Sequence[Any]) -> list[Any]:
        values = list(found)
        for place, column, functions in self.converters:
            for function in functions:
                values[place] = function(values[place], column, connection)
        return values


@cache
def _reading(model: type[models.Model]) -> _Reading:
    fields = model._meta.concrete_fields
    columns = [field.get_col(model._meta.db_table) for field in fields]
    quoted = connection.ops.quote_name
    return _Reading(
        sql=f"SELECT {', '.join(quoted(field.column) for field in fields)} FROM {quoted(model._meta.db_table)}"
        f" WHERE {quoted(model._meta.pk.column)} = %s",
        names=tuple(field.attname for field in fields),
        converters=tuple(
            (place, column, functions)
            for place, column in enumerate(columns)
            if (
                functions := (
                    *connection.ops.get_db_converters(column),
                    *column.get_db_converters(connection),
                )
            )
        ),
    )
