"""Photos and videos that wait for their report to be sent: safe copies on disk beside the draft, gone after a day."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from baoxiu.core.files.actions import MOST_VIDEOS, TooManyVideos
from baoxiu.core.files.content import Content, read_content, read_poster
from baoxiu.core.files.policies import VIDEO_SIZE
from baoxiu.core.files.upload import Upload
from baoxiu.core.files.video import Video, is_video, read_video
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput

MOST = 6
KEPT_FOR = timedelta(days=1)
THUMB, POSTER = BESIDE = (".thumb", ".poster")
VIDEOS = (".mp4", ".mov", ".webm")


@dataclass(frozen=True, slots=True)
class Held:
    """A photo or video that waits."""

    name: str
    is_video: bool
    has_thumb: bool


class TooManyPhotos(InvalidInput):
    """A report carries a handful of photos."""

    message = _("At most {count} photos, please.")


def hold(key: str, sent: Iterable[Upload], *, at: datetime) -> None:
    """Keep photos and videos for a draft, looked through as they will be kept; raises ``InvalidFile``,
    ``InvalidVideo``, ``TooManyPhotos`` or ``TooManyVideos``.
    """
    wanted = list(sent)
    if not wanted:
        return
    if len(names(key)) + len(wanted) > MOST:
        raise TooManyPhotos(str(TooManyPhotos.message).format(count=MOST), field="photos")
    if sum(map(is_video, wanted)) + sum(map(moves, names(key))) > MOST_VIDEOS:
        raise TooManyVideos(field="photos")
    looked_at = [(one, _looked_at(one, at)) for one in wanted]
    _sweep(at)
    folder = _folder(key)
    folder.mkdir(parents=True, exist_ok=True)
    for place, (upload, content) in enumerate(looked_at):
        name = f"{int(at.timestamp() * 1000):015d}{place}{uuid.uuid4().hex[:8]}.{content.extension}"
        _write(folder / name, upload, content)


def _write(path: Path, upload: Upload, content: Content | Video) -> None:
    """The file, its small picture beside it, and for a video the frame that stands for it."""
    if isinstance(content, Video):
        content.write(upload.file, path)
        still = read_poster(upload.poster)
        if still:
            path.with_name(path.name + POSTER).write_bytes(still.data)
    else:
        path.write_bytes(content.data)
        still = content
    if still:
        path.with_name(path.name + THUMB).write_bytes(still.thumb)


def moves(name: str) -> bool:
    """Whether a held file is a video."""
    return Path(name).suffix in VIDEOS


def _looked_at(upload: Upload, at: datetime) -> Content | Video:
    if is_video(upload):
        return read_video(upload, most=value(VIDEO_SIZE, at=at).whole)
    return read_content(upload.read())


def names(key: str) -> list[str]:
    """The photos of a draft, oldest first."""
    folder = _folder(key)
    return (
        sorted(path.name for path in folder.iterdir() if path.suffix not in BESIDE) if folder.is_dir() else []
    )


def shown(key: str) -> list[Held]:
    """The same for a page: whether each is a video and has a small picture."""
    folder = _folder(key)
    return [Held(name, moves(name), (folder / (name + THUMB)).exists()) for name in names(key)]


def thumb(key: str, name: str) -> bytes | None:
    """The small picture of a held photo; None when there is none."""
    path = _folder(key) / (name + THUMB)
    return path.read_bytes() if name in names(key) and path.exists() else None


def drop(key: str, name: str) -> None:
    """Forget one photo."""
    if name in names(key):
        for beside in ("", *BESIDE):
            (_folder(key) / (name + beside)).unlink(missing_ok=True)


def take(key: str) -> Iterator[Upload]:
    """The photos of a draft, once: whoever takes them first gets them all. Each is open until the next one is taken."""
    taken = _root() / f"{uuid.uuid4()}.taken"
    try:
        _folder(key).rename(taken)
    except FileNotFoundError:
        return
    try:
        for path in sorted(path for path in taken.iterdir() if path.suffix not in BESIDE):
            poster = path.with_name(path.name + POSTER)
            with path.open("rb") as file:
                frame = poster.read_bytes() if poster.exists() else b""
                yield Upload(file, path.stat().st_size, path.name, frame)
    finally:
        shutil.rmtree(taken, ignore_errors=True)


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
