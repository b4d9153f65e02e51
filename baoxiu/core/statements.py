"""Statements that are put together once per process: storing a row, changing some of its fields, asking for rows.

Django puts a statement together at each call, which costs more than the database's part. What every order goes through
comes here instead; what people do now and then stays with Django.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, models
from django.db.models.query import get_related_populators
from django.utils.functional import Promise

from baoxiu.core.rows import FETCH_ROW, hold, made

type Columns = tuple[tuple[str, str], ...]


def insert[M: models.Model](row: M) -> M:
    """Store a new row and give it its key."""
    insert_all([row])
    hold(row)
    return row


def insert_once(row: models.Model) -> bool:
    """Store a new row unless it is there (by any unique rule of its table); whether it was new, and so has its key."""
    insert_all([row], once=True)
    return row.pk is not None


def insert_all(rows: Sequence[models.Model], *, once: bool = False) -> None:
    """Store new rows of one model in their order and give them their keys; however many, in one statement.

    They go as one JSON text, so there is one statement for the server to know. ``once``: what is there already is left
    as it is; keys are given when all were new.
    """
    if not rows:
        return
    sql, columns = _inserting(type(rows[0]), rows[0].pk is not None, once)  # type: ignore[arg-type]
    values = [{column: getattr(row, name) for column, name in columns} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(values, default=_plain, ensure_ascii=False)])
        keys = cursor.fetchall()
    if len(keys) == len(rows):
        for row, (key,) in zip(rows, keys, strict=True):
            row.pk = row._meta.pk.to_python(key)
            row._state.adding, row._state.db = False, connection.alias


@cache
def _inserting(model: type[models.Model], keyed: bool, once: bool) -> tuple[str, Columns]:
    """The statement, and the columns with the names of what goes into them; the database gives a key that is not there."""
    key = model._meta.pk
    fields = [one for one in model._meta.concrete_fields if keyed or one is not key]
    names = ", ".join(_quoted(one.column) for one in fields)
    table, conflict = _quoted(model._meta.db_table), "ON CONFLICT DO NOTHING" if once else ""
    return (
        f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"
        f" {conflict} RETURNING {_quoted(key.column)}",
        tuple((one.column, one.attname) for one in fields),
    )


def _plain(value: Any) -> str:
    """What JSON does not know, as PostgreSQL reads it."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | Promise):
        return str(value)
    raise TypeError(f"{type(value)} cannot be stored so")


def change(row: models.Model, *names: str) -> None:
    """Save these fields of a row; raises ``DatabaseError`` when the row is gone."""
    sql, fields = _changing(type(row), names)  # type: ignore[arg-type]
    values = [field.get_db_prep_save(field.pre_save(row, False), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, row.pk])
        if not cursor.rowcount:
            raise DatabaseError(f"{row!r} is gone")


@cache
def _changing(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    fields = tuple(model._meta.get_field(name) for name in names)
    changes = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    return f"UPDATE {table} SET {changes} WHERE {key} = %s", fields


class Given(models.Expression):
    """A place in a question's query that is filled at each call."""

    conditional = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        """The place, and for now the name of what belongs there."""
        return "%s", [_Place(self.name)]

    def _resolve_output_field(self) -> None:
        return None


class AnyOf(models.Expression):
    """Whether a field is among the values given under a name: a list at each call, of any length."""

    conditional = True

    def __init__(self, column: models.F, name: str) -> None:
        super().__init__(models.BooleanField())
        self._column, self._name = column, name

    def get_source_expressions(self) -> list[Any]:
        """The field."""
        return [self._column]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The field, found."""
        (self._column,) = exprs

    def as_sql(self, compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        """As PostgreSQL says it."""
        column, params = compiler.compile(self._column)
        return f"{column} = ANY(%s)", [*params, _Place(self._name)]


@dataclass(frozen=True, slots=True)
class _Place:
    name: str


class Question[M: models.Model]:
    """A query that is asked often: ``Question(lambda: Task.objects.filter(key=Given("key")))(key="a")``.

    It gives whole rows, with what its query selects and prefetches beside them; whatever else a row names is read when it
    is looked at, as with ``lock`` and ``read_row``.
    """

    def __init__(self, build: Callable[[], models.QuerySet[M]]) -> None:
        self._build = build

    def __call__(self, **given: Any) -> list[M]:
        """The rows, with what was left open filled in."""
        asked = self._asked
        values = [given[one.name] if isinstance(one, _Place) else one for one in asked.params]
        with connection.cursor() as cursor:
            cursor.execute(asked.sql, values)
            found = cursor.fetchall()
        rows = asked.rows_of(found)
        if rows and asked.beside:
            models.prefetch_related_objects(rows, *asked.beside)
        return rows

    def first(self, **given: Any) -> M | None:
        """The first of them; the query itself should have a limit where there may be many."""
        return next(iter(self(**given)), None)

    @cached_property
    def _asked(self) -> _Asked[M]:
        rows = self._build()
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        beside = rows._prefetch_related_lookups
        return _Asked(rows.model, sql, params, beside, compiler if rows.query.select_related else None)


@dataclass(frozen=True, slots=True)
class _Asked[M: models.Model]:
    """A question's query, put together."""

    model: type[M]
    sql: str
    params: Sequence[Any]
    beside: Sequence[Any]
    joined: Any
    """Django's compiler, which knows the columns of the rows that were joined; ``None`` for those of one table."""

    def rows_of(self, found: Sequence[Sequence[Any]]) -> list[M]:
        """The objects of what the database gave."""
        if self.joined is None or not found:
            return made(self.model, found)
        fields = self.model._meta.concrete_fields
        names, own = [field.attname for field in fields], len(fields)
        related = get_related_populators(
            self.joined.klass_info, self.joined.select, connection.alias, FETCH_ROW
        )
        rows = []
        for columns in self.joined.results_iter(results=[found]):
            row = self.model.from_db(connection.alias, names, columns[:own], fetch_mode=FETCH_ROW)
            for one in related:
                one.populate(columns, row)
            rows.append(row)
        return rows


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
