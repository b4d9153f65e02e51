"""MP4 and QuickTime (ISO 14496-12): a row of boxes, each with size and type, some of them full of boxes again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from baoxiu.core.files.video.trouble import MOST_PARTS, CutOff, InvalidVideo

OUTSIDE = frozenset(
    (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"meta", b"udta")
    + (b"pnot", b"moof", b"mfra", b"sidx", b"styp")
)
BLANKED = frozenset((b"free", b"skip", b"wide", b"uuid", b"meta", b"udta"))
"""Nothing that is shown: place, owner, telephone, or whatever else somebody hid there."""
LONGEST_BRAND = 256


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where it begins, where its content begins, where it ends."""

    kind: bytes
    start: int
    content: int
    end: int


def boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """The boxes that fill a stretch of the file without a gap; raises ``CutOff`` where they do not."""
    for _number in range(MOST_PARTS):
        if start == end:
            return
        box = _box(file, start, end)
        yield box
        start = box.end
    raise InvalidVideo(field="photos")


def _box(file: IO[bytes], start: int, end: int) -> Box:
    file.seek(start)
    head = file.read(16)
    size, content = int.from_bytes(head[:4]), start + 8
    if size == 1:
        size, content = int.from_bytes(head[8:16]), start + 16
    elif size == 0:
        size = end - start
    if content > end or not content - start <= size <= end - start:
        raise CutOff(field="photos")
    return Box(head[4:8], start, content, start + size)


def blanks(file: IO[bytes], size: int) -> list[Box]:
    """The boxes to be blanked; raises ``CutOff``, or ``InvalidVideo`` when nothing is there to see."""
    found = list(boxes(file, 0, size))
    if found[0].kind != b"ftyp" or found[0].end > LONGEST_BRAND or {one.kind for one in found} - OUTSIDE:
        raise InvalidVideo(field="photos")
    blank = [one for one in found if one.kind in BLANKED]
    seen = False
    for movie in (one for one in found if one.kind == b"moov"):
        for part in boxes(file, movie.content, movie.end):
            blank += [part] if part.kind in BLANKED else []
            if part.kind == b"trak":
                seen |= _track(file, part, blank)
    if not seen:
        raise InvalidVideo(field="photos")
    return blank


def _track(file: IO[bytes], track: Box, blank: list[Box]) -> bool:
    """Whether a track is to be seen; what it says about itself is to be blanked."""
    seen = False
    for part in boxes(file, track.content, track.end):
        if part.kind in BLANKED:
            blank.append(part)
        elif part.kind == b"mdia":
            seen |= any(_shows(file, one) for one in boxes(file, part.content, part.end))
    return seen


def _shows(file: IO[bytes], part: Box) -> bool:
    file.seek(part.content + 8)
    return part.kind == b"hdlr" and file.read(4) == b"vide"
