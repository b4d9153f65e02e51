"""Files as they came with a form; a video brings its first frame in a hidden field beside it, in the same order."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from baoxiu.core.files.upload import Upload

VIDEOS = ("video/mp4", "video/quicktime", "video/webm")
JPEG = "data:image/jpeg;base64,"


def uploads(files: Sequence[Any], posters: Sequence[str]) -> list[Upload]:
    """Each file that was sent; what a browser says about its type only sorts the frames."""
    frames = iter(posters)
    return [
        Upload.sent(one, _frame(next(frames, "")) if one.content_type in VIDEOS else b"") for one in files
    ]


def _frame(address: str) -> bytes:
    if not address.startswith(JPEG):
        return b""
    try:
        return base64.b64decode(address.removeprefix(JPEG), validate=True)
    except (binascii.Error, ValueError):
        return b""
