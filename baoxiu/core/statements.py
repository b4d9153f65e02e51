"""Questions that are put together once per process.

Django puts a statement together at each call, which costs more than the database's part. What every order goes through
comes here instead (and into ``gathering.py``, where it writes); what people do now and then stays with Django.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models.query import get_related_populators

from baoxiu.core.gathering import writes_of
from baoxiu.core.rows import FETCH_ROW, holds_rows, is_answered, made, once_here
from baoxiu.core.writing import json_of


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
        known = self._known_here().get(_key(given)) if self._was_asked_ahead() else None
        if known and known.version == writes_of(*known.until):
            return known.rows
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

    def ahead(self, asked: Sequence[Mapping[str, Any]], *, until: Sequence[type[models.Model]] = ()) -> None:
        """Ask now, with one statement, what a transaction that holds its rows will ask one by one.

        The answers are good in this transaction ``until`` it writes to one of these models itself. Others may write as well: only
        what is locked, or may be as old as the transaction, is asked ahead.
        """
        if len(asked) < 2 or not holds_rows():
            return
        with connection.cursor() as cursor:
            sql, params = self._for_many(asked[0])
            cursor.execute(sql, [json_of([{"n": n, **given} for n, given in enumerate(asked)]), *params])
            found = cursor.fetchall()
        answers: list[list[M]] = [[] for _given in asked]
        for (number, *_rest), row in zip(found, self._asked.rows_of([row[1:] for row in found]), strict=True):
            answers[number].append(row)
        version, known = writes_of(*until), self._known_here()
        for given, rows in zip(asked, answers, strict=True):
            known[_key(given)] = _Answer(tuple(until), version, rows)

    def _was_asked_ahead(self) -> bool:
        return is_answered(("asked ahead", self))

    def _known_here(self) -> dict[Any, _Answer[M]]:
        return once_here(("asked ahead", self), dict)

    def _for_many(self, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """The query for each row of a table of such values."""
        asked = self._asked
        columns = ", ".join(f'"{name}" {_type(value)}' for name, value in given.items())
        sql, *texts = asked.sql.split("%s")
        for place, text in zip(asked.params, texts, strict=True):
            sql += (f'given."{place.name}"' if isinstance(place, _Place) else "%s") + text
        params = [one for one in asked.params if not isinstance(one, _Place)]
        return (
            f"SELECT given.n, found.* FROM json_to_recordset(%s) AS given(n bigint, {columns}), LATERAL ({sql}) AS found",
            params,
        )

    @cached_property
    def _asked(self) -> _Asked[M]:
        rows = self._build()
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        beside = rows._prefetch_related_lookups
        return _Asked(rows.model, sql, params, beside, compiler if rows.query.select_related else None)


@dataclass(frozen=True, slots=True)
class _Answer[M: models.Model]:
    """What was asked ahead, good until one of these models is written to."""

    until: tuple[type[models.Model], ...]
    version: int
    rows: list[M]


def _type(value: object) -> str:
    """As PostgreSQL calls it."""
    return next(name for kind, name in _TYPES.items() if isinstance(value, kind))


_TYPES = {int: "bigint", str: "text", datetime: "timestamptz"}


def _key(given: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(given.items()))


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
