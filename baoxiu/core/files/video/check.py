"""What a video really is, and a copy of it without what nobody needs to know."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _

from baoxiu.core.files.upload import Upload
from baoxiu.core.files.video import mp4, webm
from baoxiu.core.files.video.trouble import InvalidVideo

MEGABYTE = 1024 * 1024
EBML = b"\x1a\x45\xdf\xa3"


@dataclass(frozen=True, slots=True)
class Video:
    """A video that was looked through: whole, of a known kind, with pictures in it."""

    mime: str
    extension: str
    blanks: Sequence[mp4.Box | webm.Element]

    def write(self, file: IO[bytes], path: Path) -> None:
        """A copy of the same length. What tells place and owner is empty there, so nothing that is played moves."""
        file.seek(0)
        with path.open("w+b") as out:
            shutil.copyfileobj(file, out, MEGABYTE)
            for one in self.blanks:
                if isinstance(one, mp4.Box):
                    out.seek(one.start + 4)
                    out.write(b"free")
                _empty(out, one.content, one.end)
            out.flush()
            os.fsync(out.fileno())


def is_video(upload: Upload) -> bool:
    """Whether the first bytes promise a video."""
    head = upload.head()
    return head[4:8] == b"ftyp" or head[:4] == EBML


def read_video(upload: Upload, *, most: int) -> Video:
    """Look a video through; ``most`` is its largest size in megabytes. Raises ``InvalidVideo`` with a sentence (RQ-REG-07).

    Its pictures are not decoded: what is played is what was sent (standards.md 4.4 D01).
    """
    if not most:
        raise InvalidVideo(_("Videos are not taken here. Please choose photos."), field="photos")
    if upload.size > most * MEGABYTE:
        sentence = _("The video is too large; {most} MB at most.")
        raise InvalidVideo(str(sentence).format(most=most), field="photos")
    if upload.head()[:4] == EBML:
        return Video("video/webm", "webm", webm.blanks(upload.file, upload.size))
    found = mp4.blanks(upload.file, upload.size)
    is_quicktime = upload.head()[8:12] == b"qt  "
    return Video("video/quicktime" if is_quicktime else "video/mp4", "mov" if is_quicktime else "mp4", found)


def _empty(out: IO[bytes], start: int, end: int) -> None:
    out.seek(start)
    while start < end:
        start += out.write(bytes(min(end - start, MEGABYTE)))
