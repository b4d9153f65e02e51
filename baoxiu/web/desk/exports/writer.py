"""What the worker does with an export: the list of its address, as the person who asked may see it now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.http import QueryDict
from django.utils import translation

from baoxiu.basics.accounts.actions.note_export import MOST
from baoxiu.basics.accounts.queries import actor_for
from baoxiu.basics.exports.models import Export
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import NotAllowed
from baoxiu.web.desk.exports.lists import SHEETS
from baoxiu.web.desk.sheets import CHUNK, about, write

PROGRESS = "progress"
KNOWN_FOR = 600
"""Seconds; progress older than that tells nothing any more."""


def write_export(export: Export, path: Path) -> int:
    """Write the rows to a path in constant memory, in the person's language; returns how many.

    The account's rights are those of now: raises ``NotAllowed`` for one that was closed or lost the right.
    """
    actor = actor_for(export.user)
    if actor is None:
        raise NotAllowed
    needs(actor, "lists.export").or_refuse()
    sheet, query = SHEETS[export.sheet], QueryDict(export.query)
    with translation.override(export.language):
        title = str(sheet.title)
        rows = sheet.rows(actor, query)[:MOST].iterator(chunk_size=CHUNK)
        said = about(title, actor, query, at=export.asked_at)
        return write(str(path), title, sheet.columns, _counted(export, rows), said)


def progress_of(export: Export) -> int:
    """How many rows are written so far; 0 when it has not begun or nobody knows."""
    return int(caches[PROGRESS].get(_key(export), 0))


def _counted(export: Export, rows: Iterator[Any]) -> Iterator[Any]:
    """The rows as they are, and every ``CHUNK`` of them a word for the page that waits."""
    for number, row in enumerate(rows):
        if number % CHUNK == 0:
            caches[PROGRESS].set(_key(export), number, KNOWN_FOR)
        yield row


def _key(export: Export) -> str:
    return f"export:{export.pk}"
