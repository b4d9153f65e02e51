"""Rows that are only added: gathered during a transaction that is done as a whole, and written together.

Nobody sees that they wait: before a statement that names their table is sent, they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models

from baoxiu.core.statements import insert_all


class _Gathered:
    """What waits to be written, by model, and what was written so far."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[type[models.Model], bool], list[models.Model]] = defaultdict(list)
        self.written: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def add(self, rows: Iterable[models.Model], once: bool) -> None:
        """Let rows wait."""
        for row in rows:
            self._waiting[type(row), once].append(row)

    def write(self, *models: type[models.Model]) -> None:
        """Store what waits of these models."""
        for model, once in [key for key in self._waiting if key[0] in models]:
            rows = self._waiting.pop((model, once))
            insert_all(rows, once=once)
            self.written[model] += rows

    def write_all(self) -> None:
        """Store all that waits."""
        self.write(*{model for model, _once in self._waiting})

    def write_first(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        """Whoever asks a table finds in it what was added."""
        if self._waiting:
            text = str(sql)
            self.write(*{model for model, _once in self._waiting if _shows_in(text, model)})
        return execute(sql, *rest)


def _shows_in(sql: str, model: type[models.Model]) -> bool:
    """Whether a statement may see a model's new rows."""
    return model._meta.db_table in sql or any(table in sql for table in getattr(model, "WRITTEN_WITH", ()))


_gathered: ContextVar[_Gathered | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[None]:
    """Write what is added inside together: at the end, or when somebody asks for it. For a transaction without savepoints."""
    gathered = _Gathered()
    before = _gathered.set(gathered)
    try:
        with connection.execute_wrapper(gathered.write_first):
            yield
            gathered.write_all()
    finally:
        _gathered.reset(before)


def add(*rows: models.Model, once: bool = False) -> None:
    """Store new rows of one model, at once or together with others; they have their keys when they are written.

    ``once``: what is there already (by any unique rule of its table) stays as it is. What others need the key of, or what
    may be refused, is stored by ``insert``.
    """
    gathered = _gathered.get()
    if gathered is None:
        insert_all(rows, once=once)
    else:
        gathered.add(rows, once)


def write() -> None:
    """Store now what waits, so that it has its keys."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.write_all()


def take_written[M: models.Model](model: type[M]) -> list[M]:
    """What was added of a model since the last question; it is written now."""
    gathered = _gathered.get()
    if gathered is None:
        return []
    gathered.write(model)
    found: Any = gathered.written.pop(model, [])
    return list(found)
