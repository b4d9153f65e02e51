"""One transaction for something whole, and none inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Let actions inside an open transaction set no savepoints.

    Every action opens a savepoint; where several make one whole (the next steps of a fact, a record of an archive),
    nobody ever goes back to it: what fails is undone as a whole. Without them the database is asked a quarter less. A
    refusal that leaves an action inside marks the whole as broken, which is what is wanted here.
    """
    features = connection.features
    before = features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = before
