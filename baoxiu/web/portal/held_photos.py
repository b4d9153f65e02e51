"""Photos that wait for their report to be sent: safe copies on disk beside the draft, gone after a day."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from baoxiu.core.files.content import read_content
from baoxiu.core.refusals import InvalidInput

MOST = 6
KEPT_FOR = timedelta(days=1)
THUMB = ".thumb"


class TooManyPhotos(InvalidInput):
    """A report carries a handful of photos."""

    message = _("At most {count} photos, please.")


def hold(key: str, uploads: Iterable[bytes], *, at: datetime) -> None:
    """Keep photos for a draft, decoded and encoded anew; raises ``InvalidFile`` or ``TooManyPhotos``."""
    wanted = list(uploads)
    if not wanted:
        return
    if len(names(key)) + len(wanted) > MOST:
        raise TooManyPhotos(str(TooManyPhotos.message).format(count=MOST), field="photos")
    contents = [read_content(data) for data in wanted]
    _sweep(at)
    folder = _folder(key)
    folder.mkdir(parents=True, exist_ok=True)
    for place, content in enumerate(contents):
        name = f"{int(at.timestamp() * 1000):015d}{place}{uuid.uuid4().hex[:8]}.{content.extension}"
        (folder / (name + THUMB)).write_bytes(content.thumb)
        (folder / name).write_bytes(content.data)


def names(key: str) -> list[str]:
    """The photos of a draft, oldest first."""
    folder = _folder(key)
    return sorted(path.name for path in folder.iterdir() if path.suffix != THUMB) if folder.is_dir() else []


def thumb(key: str, name: str) -> bytes | None:
    """The small picture of a held photo; None when there is none."""
    if name not in names(key):
        return None
    return (_folder(key) / (name + THUMB)).read_bytes()


def drop(key: str, name: str) -> None:
    """Forget one photo."""
    if name in names(key):
        for path in (_folder(key) / name, _folder(key) / (name + THUMB)):
            path.unlink(missing_ok=True)


def take(key: str) -> list[bytes]:
    """The photos of a draft, once: whoever takes them first gets them all."""
    taken = _root() / f"{uuid.uuid4()}.taken"
    try:
        _folder(key).rename(taken)
    except FileNotFoundError:
        return []
    photos = [path.read_bytes() for path in sorted(taken.iterdir()) if path.suffix != THUMB]
    shutil.rmtree(taken, ignore_errors=True)
    return photos


def discard(key: str) -> None:
    """Forget all photos of a draft."""
    shutil.rmtree(_folder(key), ignore_errors=True)


def _root() -> Path:
    return Path(settings.DATA_DIR) / "drafts"


def _folder(key: str) -> Path:
    return _root() / str(uuid.UUID(key))


def _sweep(at: datetime) -> None:
    if not _root().is_dir():
        return
    for folder in _root().iterdir():
        if folder.stat().st_mtime < (at - KEPT_FOR).timestamp():
            shutil.rmtree(folder, ignore_errors=True)
