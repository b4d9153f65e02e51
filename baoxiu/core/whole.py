"""What is done or undone as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from baoxiu.core.gathering import gathering
from baoxiu.core.rows import holding_rows, holds_rows
from baoxiu.core.savepoints import without_savepoints


@contextmanager
def as_one() -> Iterator[None]:
    """A transaction, or a part of one, of which nothing stays when anything fails: no row is read twice, what is written is written
    together at the end."""
    if holds_rows():  # a part that fails breaks the whole
        with transaction.atomic():
            yield
        return
    with transaction.atomic(), without_savepoints(), holding_rows(), gathering():
        yield
