"""What time drives here."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from baoxiu.core.files.models import StoredFile

SPARED = timedelta(days=1)
"""Younger bytes may belong to a transaction that is still open."""
_log = logging.getLogger(__name__)


def remove_orphans(*, at: datetime) -> int:
    """Remove bytes that no row names, a day after they were written; returns how many files.

    They come from uploads whose transaction was rolled back. Foreign names stay. When there are more of them than rows
    nothing is removed: then it is rather the database that does not belong to the folder.
    """
    orphans = [path for folder in _folders() for path in _orphans(folder, at - SPARED)]
    if len(orphans) > StoredFile.objects.count():
        _log.warning("%d files without a row, more than rows: nothing was removed", len(orphans))
        return 0
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _folders() -> Iterator[Path]:
    root = Path(settings.FILES_DIR)
    return (path for path in root.iterdir() if path.is_dir()) if root.is_dir() else iter(())


def _orphans(folder: Path, before: datetime) -> list[Path]:
    found = {path: named for path in folder.iterdir() if (named := _id_of(path)) and _is_older(path, before)}
    rows = StoredFile.objects.filter(pk__in=set(found.values()))
    known = set(rows.values_list("pk", flat=True))
    return [path for path, named in found.items() if named not in known or path.suffix == ".part"]


def _id_of(path: Path) -> UUID | None:
    try:
        return UUID(path.name.split(".")[0])
    except ValueError:
        return None


def _is_older(path: Path, before: datetime) -> bool:
    return path.stat().st_mtime < before.timestamp()
