"""One transaction per record or act, and none inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Let actions inside an open transaction set no savepoints.

    Every action opens a savepoint that whoever works in bulk never goes back to: a refused record is undone as a
    whole. Without them the database is asked a quarter less. A refusal inside marks the whole transaction as broken,
    which is what is wanted here.
    """
    features = connection.features
    before = features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = before
