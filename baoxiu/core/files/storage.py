"""Where the bytes lie: below the data directory, named by a random id, outside every web root."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from baoxiu.core.files.content import Content
from baoxiu.core.files.upload import Upload
from baoxiu.core.files.video import Video


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


def write_video(file_id: UUID, upload: Upload, video: Video, poster: Content | None) -> str:
    """Write the copy of a video, and its poster as ``thumb``; returns its hash (SHA-256)."""
    path = path_of(file_id)
    part = _part(path)
    video.write(upload.file, part)
    part.replace(path)
    if poster is not None:
        _write(path_of(file_id, "thumb"), poster.thumb)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, data: bytes) -> None:
    part = _part(path)
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def _part(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path.with_name(path.name + ".part")
