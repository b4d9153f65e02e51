"""Row locks: an action works on the fresh, locked row, never on what the page had loaded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.db.models.fetch_modes import FetchMode
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

type Converter = Callable[[Any, Any, Any], Any]
type Key = tuple[type[models.Model], Any]


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows that the transaction has read, and those of them that it has locked."""

    rows: dict[Key, models.Model] = field(default_factory=dict)
    locked: set[Key] = field(default_factory=set)
    new: set[Key] = field(default_factory=set)
    answers: dict[Hashable, Any] = field(default_factory=dict)


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def holding_rows() -> Iterator[None]:
    """Read no row twice in a transaction that is done or undone as a whole.

    Whoever asks for a row again gets the same object: what one step has saved, the next one sees. Locked once, it stays
    locked until the transaction ends. Inside, rows are changed through the object that ``lock`` gave.
    """
    before = _held.set(_Held())
    try:
        yield
    finally:
        _held.reset(before)


def lock[M: models.Model](row: M) -> M:
    """The same row, fresh from the database and locked until the transaction ends.

    Raises the model's ``DoesNotExist`` when it is gone.
    """
    return lock_row(row.__class__, row.pk)  # not type(): a lazy user is a User


def one_at_a_time(name: str) -> None:
    """Let everybody who makes a new version of the same thing do so one after the other, until the transaction ends.

    For things whose versions are rows of their own, so that there is no row to lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [name])


def lock_row[M: models.Model](model: type[M], key: Any) -> M:
    """The row of a model with this key, fresh and locked; raises ``DoesNotExist``.

    Every action begins with this, so the statement is put together once per model; Django would do it anew each time,
    which costs more than the database's part.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("lock() belongs into a transaction")
    held = _held.get()
    if held is None:
        return _read(model, key, " FOR UPDATE")
    known = (model, key)
    if known not in held.locked:
        held.rows[known] = _renewed(held.rows.get(known), _read(model, key, " FOR UPDATE"))
        held.locked.add(known)
    return held.rows[known]


def read_row[M: models.Model](model: type[M], key: Any) -> M:
    """The row of a model with this key as it stands, without lock; raises ``DoesNotExist``."""
    held = _held.get()
    if held is None:
        return _read(model, key, "")
    known = (model, key)
    if known not in held.rows:
        held.rows[known] = _read(model, key, "")
    return held.rows[known]


def read_rows(model: type[models.Model], keys: Iterable[Any], *, locked: bool = False) -> list[Any]:
    """Read many rows at once for whoever asks for one of them later in a transaction that holds its rows.

    Gives those that are there; nothing outside such a transaction.
    """
    held, wanted = _held.get(), sorted(set(keys))
    if held is None:
        return []
    known = held.locked if locked else held.rows.keys()
    unread = [key for key in wanted if (model, key) not in known]
    for row in _read_many(model, unread, " FOR UPDATE" if locked else "") if unread else ():
        this = (model, row.pk)
        held.rows[this] = _renewed(held.rows.get(this), row)
        if locked:
            held.locked.add(this)
    return [held.rows[model, key] for key in wanted if (model, key) in held.rows]


def hold(row: models.Model) -> None:
    """A row that this transaction has made: nobody else sees it, so it is held and locked."""
    row._state.fetch_mode = FETCH_ROW
    held = _held.get()
    if held is not None:
        this = (type(row), row.pk)
        held.rows[this] = row
        held.locked.add(this)
        held.new.add(this)


def is_new(row: models.Model) -> bool:
    """Whether the transaction that holds its rows has made this one itself, so that nothing is known of it yet."""
    held = _held.get()
    return held is not None and (type(row), row.pk) in held.new


def holds_rows() -> bool:
    """Whether we are in a transaction that holds its rows."""
    return _held.get() is not None


def once_here[T](question: Hashable, ask: Callable[[], T]) -> T:
    """The answer to a question, asked once in a transaction that holds its rows; whoever changes it keeps it true."""
    held = _held.get()
    if held is None:
        return ask()
    if question not in held.answers:
        held.answers[question] = ask()
    answer: T = held.answers[question]
    return answer


def answer_here(question: Hashable, answer: Any) -> None:
    """Say beforehand what ``once_here`` will give."""
    held = _held.get()
    if held is not None:
        held.answers.setdefault(question, answer)


def is_answered(question: Hashable) -> bool:
    """Whether the transaction that holds its rows knows the answer already."""
    held = _held.get()
    return held is not None and question in held.answers


def _renewed(known: models.Model | None, fresh: models.Model) -> models.Model:
    """The object that others have already, with what the row says now."""
    if known is None:
        return fresh
    for one in fresh._meta.concrete_fields:
        name = one.attname
        setattr(known, name, getattr(fresh, name))
    return known


class _FetchRow(FetchMode):
    """A row that another one names is read as any other, so it is the one that is held."""

    __slots__ = ()

    def fetch(self, fetcher: Any, instance: models.Model) -> None:
        field = fetcher.field
        if not isinstance(fetcher, ForwardManyToOneDescriptor) or not field.target_field.primary_key:
            fetcher.fetch_one(instance)
            return
        named = read_row(field.remote_field.model, getattr(instance, field.attname))
        field.set_cached_value(instance, named)
        if not field.remote_field.multiple:
            field.remote_field.set_cached_value(named, instance)

    def __reduce__(self) -> str:
        return "FETCH_ROW"


FETCH_ROW = _FetchRow()


def _read[M: models.Model](model: type[M], key: Any, lock: str) -> M:
    reading = _reading(model)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(reading.sql + lock, [key])
        found = cursor.fetchone()
    if found is None:
        raise model.DoesNotExist(f"{model.__name__} {key}")
    return made(model, [found])[0]


def _read_many[M: models.Model](model: type[M], keys: Sequence[Any], lock: str) -> list[M]:
    key = model._meta.pk.column
    sql = _reading(model).sql.replace(f'"{key}" = %s', f'"{key}" = ANY(%s) ORDER BY "{key}"')  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(sql + lock, [list(keys)])
        return made(model, cursor.fetchall())


def made[M: models.Model](model: type[M], found: Iterable[Sequence[Any]]) -> list[M]:
    """The objects of rows that were read with all columns of their table, in the order of the model's fields."""
    reading = _reading(model)  # type: ignore[arg-type]
    return [
        model.from_db(connection.alias, reading.names, reading.converted(row), fetch_mode=FETCH_ROW)
        for row in found
    ]


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
