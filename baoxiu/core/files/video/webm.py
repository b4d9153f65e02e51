"""WebM (RFC 8794, Matroska): elements with id and size; browsers that record leave some sizes open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from baoxiu.core.files.video.trouble import MOST_PARTS, CutOff, InvalidVideo

HEADER, DOC_TYPE, SEGMENT, CLUSTER, TRACKS, ENTRY, KIND = (
    0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0x83,
)  # fmt: skip
VOID = 0xEC
IN_SEGMENT = frozenset(
    (0x114D9B74, 0x1549A966, TRACKS, CLUSTER, 0x1C53BB6B, 0x1043A770, 0x1254C367, VOID, 0xBF)
)
IN_CLUSTER = frozenset((0xE7, 0xA3, 0xA0, 0xAB, 0xA7))
"""What follows a cluster that was left open stands beside it here."""
PICTURES = 1


@dataclass(frozen=True, slots=True)
class Element:
    """One element: where it begins, where its content begins, where it ends."""

    kind: int
    start: int
    content: int
    end: int


def elements(file: IO[bytes], start: int, end: int) -> Iterator[Element]:
    """The elements that fill a stretch without a gap; a cluster of open size is stepped into."""
    for _number in range(MOST_PARTS):
        if start == end:
            return
        one = _element(file, start, end)
        yield one
        start = one.end
    raise InvalidVideo(field="photos")


def _element(file: IO[bytes], start: int, end: int) -> Element:
    file.seek(start)
    head = file.read(12)
    id_length = _length(head[:1], 4)
    size_length = _length(head[id_length : id_length + 1], 8)
    content = start + id_length + size_length
    kind = int.from_bytes(head[:id_length])
    bits = 7 * size_length
    size = int.from_bytes(head[id_length : id_length + size_length]) & ((1 << bits) - 1)
    if size == (1 << bits) - 1:
        if kind not in (SEGMENT, CLUSTER):
            raise InvalidVideo(field="photos")
        return Element(kind, start, content, end if kind == SEGMENT else content)
    if content + size > end:
        raise CutOff(field="photos")
    return Element(kind, start, content, content + size)


def _length(first: bytes, most: int) -> int:
    """How many bytes a number takes: its first byte says it by its leading zeros."""
    length = 9 - first[0].bit_length() if first else 9
    if not first or length > most:
        raise CutOff(field="photos")
    return length


def blanks(file: IO[bytes], size: int) -> list[Element]:
    """The elements to be blanked; raises ``CutOff``, or ``InvalidVideo`` when nothing is there to see."""
    outside = list(elements(file, 0, size))
    if [one.kind for one in outside] != [HEADER, SEGMENT] or not _is_webm(file, outside[0]):
        raise InvalidVideo(field="photos")
    found = list(elements(file, outside[1].content, outside[1].end))
    if {one.kind for one in found} - IN_SEGMENT - IN_CLUSTER:
        raise InvalidVideo(field="photos")
    if not any(_shows(file, one) for one in found if one.kind == TRACKS):
        raise InvalidVideo(field="photos")
    return [one for one in found if one.kind == VOID]


def _is_webm(file: IO[bytes], header: Element) -> bool:
    parts = elements(file, header.content, header.end)
    return any(one.kind == DOC_TYPE and _content(file, one) == b"webm" for one in parts)


def _shows(file: IO[bytes], tracks: Element) -> bool:
    entries = [one for one in elements(file, tracks.content, tracks.end) if one.kind == ENTRY]
    parts = [part for entry in entries for part in elements(file, entry.content, entry.end)]
    return any(one.kind == KIND and int.from_bytes(_content(file, one)) == PICTURES for one in parts)


def _content(file: IO[bytes], one: Element) -> bytes:
    file.seek(one.content)
    return file.read(min(one.end - one.content, 64))
