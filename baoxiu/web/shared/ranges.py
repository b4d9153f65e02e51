"""A part of a file: browsers play a video by asking for stretches of it (RFC 9110, 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

PIECE = 256 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def file_answer(path: Path, asked: str, *, mime: str, name: str) -> HttpResponseBase:
    """The whole file, the one stretch that ``Range`` asks for (206), or 416 when it lies outside.

    Several stretches at once, and what is no range, are answered with the whole file, as the RFC allows.
    """
    size = path.stat().st_size
    found = ONE_RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        answer: HttpResponseBase = FileResponse(path.open("rb"), content_type=mime, filename=name)
    else:
        first, last = _stretch(found[1], found[2], size)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        answer = StreamingHttpResponse(_pieces(path, first, last), status=206, content_type=mime)
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        answer.headers["Content-Length"] = str(last - first + 1)
    answer.headers["Accept-Ranges"] = "bytes"
    return answer


def _stretch(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte; ``-500`` means the last 500."""
    if not first:
        return max(size - int(last), 0), size - 1 if int(last) else -1
    end = int(last) if last else size - 1
    return (int(first), min(end, size - 1)) if int(first) <= end else (1, 0)


def _pieces(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
