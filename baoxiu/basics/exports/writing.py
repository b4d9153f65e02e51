"""Writing every list that waits, one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from baoxiu.basics.exports.actions import begin, fail, finish, hold
from baoxiu.basics.exports.files import part_of, path_of
from baoxiu.basics.exports.models import Export
from baoxiu.core.actors import SYSTEM
from baoxiu.core.refusals import Refusal

type Writer = Callable[[Export, Path], int]
"""Writes the file of an export to a path and answers how many rows it holds."""
logger = logging.getLogger(__name__)


def write_waiting(writer: Writer, now: Callable[[], datetime]) -> int:
    """Write until none waits that is in nobody's hands; returns how many were begun."""
    begun = 0
    while (export := begin(by=SYSTEM, at=now())) is not None:
        begun += 1
        _write(export, writer, now)
    return begun


def _write(export: Export, writer: Writer, now: Callable[[], datetime]) -> None:
    """One file. Whatever goes wrong concerns this export only: the others are written all the same."""
    try:
        _write_held(export, writer, now)
    except Refusal as refusal:
        logger.warning("export %s is refused: %s", export.pk, refusal)
        fail(export, by=SYSTEM, at=now(), for_good=True)
    except Exception:
        logger.exception("export %s could not be written", export.pk)
        fail(export, by=SYSTEM, at=now())


@transaction.atomic
def _write_held(export: Export, writer: Writer, now: Callable[[], datetime]) -> None:
    held = hold(export, by=SYSTEM, at=now())
    if held is None:
        return
    part = part_of(held.pk)
    rows = writer(held, part)
    part.replace(path_of(held.pk))
    finish(held, rows=rows, size=path_of(held.pk).stat().st_size, by=SYSTEM, at=now())
