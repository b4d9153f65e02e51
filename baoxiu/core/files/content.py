"""What a file really is: by its content, never by its name (standards.md 4.4 D01–D03)."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import filetype
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from baoxiu.core.refusals import InvalidInput

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 2_400
THUMB_SIDE = 360
IMAGES = {"image/jpeg": ("JPEG", "jpg"), "image/png": ("PNG", "png"), "image/webp": ("WEBP", "webp")}


class InvalidFile(InvalidInput):
    """The file is too large or not of a kind that is taken."""


@dataclass(frozen=True, slots=True)
class Content:
    """A safe file and, for images, a small variant."""

    data: bytes
    mime: str
    extension: str
    width: int | None = None
    height: int | None = None
    thumb: bytes = b""


def read_content(data: bytes) -> Content:
    """The safe form of an upload; raises ``InvalidFile`` with a sentence."""
    if not data:
        raise InvalidFile(_("The file is empty."), field="photos")
    if len(data) > MAX_BYTES:
        raise InvalidFile(_("The file is too large; 12 MB at most."), field="photos")
    mime = filetype.guess_mime(data) or ""
    if mime in IMAGES:
        return _image(data, mime)
    if mime == "application/pdf":
        return Content(data, mime, "pdf")
    raise InvalidFile(_("Please choose a photo (JPEG, PNG, WebP) or a PDF file."), field="photos")


def read_poster(data: bytes) -> Content | None:
    """The picture that stands for a video; none when there is none, or no picture."""
    try:
        found = read_content(data) if data else None
    except InvalidFile:
        return None
    return found if found and found.thumb else None


def _image(data: bytes, mime: str) -> Content:
    try:
        picture = _decode(data)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise InvalidFile(_("The photo is damaged and cannot be read."), field="photos")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    form, extension = IMAGES[mime]
    return Content(_encode(picture, form), mime, extension, picture.width, picture.height, _thumb(picture))


def _decode(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture: Image.Image = Image.open(io.BytesIO(data))
    if picture.width * picture.height > MAX_PIXELS:
        raise InvalidFile(_("The photo has too many pixels."), field="photos")
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    return ImageOps.exif_transpose(picture)


def _encode(picture: Image.Image, form: str) -> bytes:
    plain = picture if form == "PNG" else picture.convert("RGB")
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    if plain.mode == "P":
        clean = plain.convert("RGBA")
    out = io.BytesIO()
    clean.save(out, form, quality=84)
    return out.getvalue()


def _thumb(picture: Image.Image) -> bytes:
    small = picture.convert("RGBA" if "A" in picture.mode else "RGB")
    small.thumbnail((THUMB_SIDE, THUMB_SIDE))
    out = io.BytesIO()
    small.save(out, "WEBP", quality=78)
    return out.getvalue()
