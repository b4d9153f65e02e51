"""Where the bytes lie: below the data directory, named by a random id, outside every web root."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from baoxiu.core.files.content import Content


def path_of(file_id: UUID, variant: str = "") -> Path:
    """The place of a file or of its ``thumb``."""
    name = f"{file_id}{'.' + variant if variant else ''}"
    return Path(settings.FILES_DIR) / file_id.hex[:2] / name


def write(file_id: UUID, content: Content) -> None:
    """Write the file and its variant before the commit. After a rollback the bytes have no row:
    nobody can reach them, and ``remove_orphans`` takes them away."""
    _write(path_of(file_id), content.data)
    if content.thumb:
        _write(path_of(file_id, "thumb"), content.thumb)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
