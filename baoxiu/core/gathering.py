"""Writing rows: at once, or gathered during a transaction that is done as a whole and written together.

Nobody sees that they wait: before a statement that names their table is sent, they are written.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection, models

from baoxiu.core.rows import hold
from baoxiu.core.writing import (
    Piece,
    Values,
    are_stored,
    changed_values,
    insert_all,
    is_stored,
    new_keys,
    values_of,
    write_together,
)

type Model = type[models.Model]

_usual: dict[Model, set[Model]] = defaultdict(set)
"""Of a model whose key was taken first in a transaction those whose keys were taken later: they are taken together next time."""


class _Gathered:
    """What waits to be written, by model; what was written so far; how often each table was written to."""

    def __init__(self) -> None:
        self._added: dict[tuple[Model, bool], list[models.Model]] = defaultdict(list)
        self._new: dict[Model, dict[Any, Values]] = defaultdict(dict)
        self._changed: dict[Model, dict[Any, Values]] = defaultdict(dict)
        self._keys: dict[Model, list[int]] = defaultdict(list)
        self._taken: Counter[Model] = Counter()
        self._writing = False
        self.writes: Counter[Model] = Counter()
        self.written: dict[Model, list[models.Model]] = defaultdict(list)

    def add(self, rows: Iterable[models.Model], once: bool) -> None:
        """Let rows wait; their keys come when they are written."""
        for row in rows:
            self._added[type(row), once].append(row)
            self.writes[type(row)] += 1

    def insert(self, row: models.Model) -> None:
        """Let a row wait that has its key already."""
        model = type(row)
        if row.pk is None:
            row.pk = self.key(model)
        self._new[model][row.pk] = values_of(row)
        self.writes[model] += 1

    def change(self, row: models.Model, names: tuple[str, ...]) -> None:
        """Let a change wait, or be part of what waits of the row."""
        model, values = type(row), changed_values(row, names)
        self.writes[model] += 1
        new = self._new.get(model, {}).get(row.pk)
        if new is not None:
            new |= values
        else:
            self._changed[model].setdefault(row.pk, {}).update(values)

    def key(self, model: Model) -> int:
        """A key that nobody else gets."""
        if not self._keys[model]:
            usual = _usual[next(iter(self._taken), model)]
            usual.add(model)
            counts = {one: max(1, 3 * self._taken[one]) for one in list(usual) if not self._keys[one]}
            self._taken.update(counts)
            for one, keys in new_keys(counts).items():
                self._keys[one] = keys[::-1]
        return self._keys[model].pop()

    def write(self, *models: Model) -> None:
        """Store what waits of these models, together: what was changed first, as it may make room for what is new."""
        before, self._writing = self._writing, True
        try:
            turn = [self._pieces(model) for model in models]
            while turn := [pieces for pieces in turn if pieces]:
                first = [pieces.popleft() for pieces in turn]
                for (_piece, rows), keys in zip(
                    first, write_together([one for one, _rows in first]), strict=True
                ):
                    are_stored(rows, keys)
        finally:
            self._writing = before

    def _pieces(self, model: Model) -> deque[tuple[Piece, list[models.Model]]]:
        """What waits of a model, in the order in which it is written, with the rows that get their keys then."""
        found: deque[tuple[Piece, list[models.Model]]] = deque()
        alike: dict[tuple[str, ...], list[Values]] = defaultdict(list)
        for values in self._changed.pop(model, {}).values():
            alike[tuple(values)].append(values)
        found.extend((Piece(model, rows, is_change=True), []) for rows in alike.values())
        if new := self._new.pop(model, None):
            found.append((Piece(model, list(new.values())), []))
        for once in (False, True):
            if added := self._added.pop((model, once), None):
                found.append((Piece(model, [values_of(row) for row in added], once=once), added))
                self.written[model] += added
        return found

    @property
    def waiting(self) -> set[Model]:
        """The models of which something waits."""
        return {*self._new, *self._changed, *(model for model, _once in self._added)}

    def write_all(self) -> None:
        """Store all that waits."""
        self.write(*sorted(self.waiting, key=lambda model: model._meta.db_table))

    def write_first(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        """Whoever asks a table finds in it what was added."""
        if not self._writing:
            named, writes = _named(str(sql))
            if waiting := [model for model in named if model in self.waiting]:
                self.write(*waiting)
            if writes:
                self.writes.update(named)
        return execute(sql, *rest)


@lru_cache(maxsize=4096)
def _named(sql: str) -> tuple[tuple[Model, ...], bool]:
    """The models whose new rows a statement may see, and whether it may write some itself."""
    words = set(_WORD.findall(sql))
    found = tuple(model for model in apps.get_models() if not words.isdisjoint(_shown_in(model)))
    return found, _WRITES.search(sql) is not None


_WORD = re.compile(r"\w+")
_WRITES = re.compile(r"\bINSERT INTO\b|\bDELETE FROM\b|(?<!FOR )(?<!KEY )\bUPDATE\b")


def _shown_in(model: Model) -> tuple[str, ...]:
    """The tables in which a model's new rows can be seen."""
    return model._meta.db_table, *getattr(model, "WRITTEN_WITH", ())


_gathered: ContextVar[_Gathered | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[None]:
    """Write what comes inside together: at the end, or when somebody asks for it. For a transaction without savepoints."""
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

    ``once``: what is there already (by any unique rule of its table) stays as it is. What may be refused is stored by ``insert``.
    """
    gathered = _gathered.get()
    if gathered is None:
        insert_all(rows, once=once)
    else:
        gathered.add(rows, once)


def insert[M: models.Model](row: M, *, ahead: bool = False) -> M:
    """Store a new row and give it its key.

    ``ahead``: its key may be taken before the row is written, since nobody else can add rows about the same thing meanwhile, so
    that keys stay in the order of what they tell; then it waits for others as with ``add``.
    """
    gathered = _gathered.get()
    if gathered is None or not ahead:
        insert_all([row])
    else:
        gathered.insert(row)
        is_stored(row)
    hold(row)
    return row


def new_key(model: Model) -> int:
    """A key for a row that tells it itself, such as in a number."""
    gathered = _gathered.get()
    return new_keys({model: 1})[model][0] if gathered is None else gathered.key(model)


def insert_once(row: models.Model) -> bool:
    """Store a new row unless it is there (by any unique rule of its table); whether it was new, and so has its key."""
    insert_all([row], once=True)
    return row.pk is not None


def change(row: models.Model, *names: str) -> None:
    """Save these fields of a row, at once or together with others; raises ``DatabaseError`` when the row is gone."""
    change_all([row], *names)


def change_all(rows: Sequence[models.Model], *names: str) -> None:
    """The same for rows of one model, together."""
    gathered = _gathered.get()
    if gathered is not None:
        for row in rows:
            gathered.change(row, names)
    elif rows:
        write_together([Piece(type(rows[0]), [changed_values(row, names) for row in rows], is_change=True)])


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


def writes_of(*models: Model) -> int:
    """How often these models were written to in a transaction that gathers: as long as it is the same, what was asked stays true
    for all that this transaction does. Outside it is never the same."""
    gathered = _gathered.get()
    return next(_OTHER) if gathered is None else sum(gathered.writes[model] for model in models)


_OTHER = count()
