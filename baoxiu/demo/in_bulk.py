"""Much at once: taking over an archive or making a demo is not done as one click is."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from baoxiu.core.events.wake import awake

YOUNG = 50_000
"""Objects made between two looks for rubbish: the rows of one act are gone before that."""


@contextmanager
def in_bulk() -> Iterator[None]:
    """No waiting for the disk after each act, few looks for rubbish, and nobody is woken.

    What a crash of the machine takes, whoever works so adds again with the next run.
    """
    thresholds = gc.get_threshold()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    gc.set_threshold(YOUNG, *thresholds[1:])
    try:
        with awake():
            yield
    finally:
        gc.set_threshold(*thresholds)
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")
