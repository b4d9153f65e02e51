"""Files: known by content, stripped, bounded (standards.md 4.4 D01–D04)."""

import base64
import io
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.files.actions import PER_SUBJECT, NoSignature, TooMany, keep, keep_signature
from baoxiu.core.files.content import MAX_BYTES, InvalidFile, read_content
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.storage import path_of

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SUBJECT = Approval(pk=1, case="case:1")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: Any) -> bytes:
    """An image's bytes."""
    out = io.BytesIO()
    Image.new(mode, size, 3 if mode == "P" else None).save(out, form, **more)
    return out.getvalue()


def with_position() -> bytes:
    """A photo that knows where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825).update({1: "N", 2: (34.0, 45.0, 0.0)})
    return picture(exif=exif)


def store(data: bytes, name: str = "photo.jpg") -> StoredFile:
    """Keep a fault photo."""
    return keep(data, SUBJECT, purpose="fault_photo", name=name, by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_position_and_camera_are_gone_and_the_photo_stands_upright() -> None:
    """RQ-SEC-01: no EXIF, no GPS; the turn it asked for is done."""
    stored = store(with_position())
    data = path_of(stored.pk).read_bytes()
    with Image.open(io.BytesIO(data)) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (40, 60)
    assert b"SecretPhone" not in data
    assert (stored.width, stored.height, stored.mime) == (40, 60, "image/jpeg")


@pytest.mark.django_db
def test_what_hides_behind_a_photo_is_gone() -> None:
    """Only the picture is kept."""
    stored = store(picture() + b"<script>alert(1)</script>")
    assert b"script" not in path_of(stored.pk).read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00" + b"\x00" * 64,
        b"PK\x03\x04" + b"\x00" * 64,
        b"GIF89a" + b"\x00" * 64,
        b"",
        b"\xff",
    ],
)
def test_a_name_does_not_make_a_photo(data: bytes) -> None:
    """HTML, SVG, programs and archives named .jpg are refused."""
    with pytest.raises(InvalidFile):
        read_content(data)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_photo_is_refused(form: str) -> None:
    """Cut in the middle."""
    data = picture(form, (300, 300))
    with pytest.raises(InvalidFile):
        read_content(data[: len(data) // 2])


def test_a_photo_of_huge_dimensions_is_refused_before_it_is_unpacked() -> None:
    """A few bytes that would fill the memory."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    body = b"IDAT" + zlib.compress(b"\x00" * 1000)
    bomb += struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    with pytest.raises(InvalidFile):
        read_content(bomb)


def test_a_file_over_the_limit_is_refused() -> None:
    """12 MB."""
    with pytest.raises(InvalidFile):
        read_content(b"%PDF-1.7" + b"0" * MAX_BYTES)


@pytest.mark.parametrize(
    ("form", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("PNG", "I;16"), ("WEBP", "RGBA"), ("JPEG", "CMYK")],
)
def test_every_usual_kind_of_picture_is_taken(form: str, mode: str) -> None:
    """Transparent, grey, with palette, for print; each with its small variant."""
    content = read_content(picture(form, mode=mode))
    with Image.open(io.BytesIO(content.data)) as kept, Image.open(io.BytesIO(content.thumb)) as thumb:
        assert (kept.size, thumb.format) == ((60, 40), "WEBP")


def test_a_large_photo_is_made_smaller() -> None:
    """Good enough to see the fault."""
    content = read_content(picture(size=(4_800, 1_200)))
    assert (content.width, content.height) == (2_400, 600)


@pytest.mark.django_db
def test_a_pdf_is_kept_as_it_is() -> None:
    """A scanned invoice; the name shows its true kind and no path."""
    stored = store(PDF, "../../C:\\dir\\发票.html")
    assert path_of(stored.pk).read_bytes() == PDF
    assert (stored.name, stored.mime, stored.is_image) == ("发票.pdf", "application/pdf", False)


@pytest.mark.django_db
def test_a_subject_has_its_share_of_files() -> None:
    """D04: other subjects are not touched by it."""
    StoredFile.objects.bulk_create(
        StoredFile(subject_kind="approval", subject_id=1, size=1, by_name="", at=AT)
        for _n in range(PER_SUBJECT)
    )
    with pytest.raises(TooMany):
        store(PDF)
    keep(PDF, Approval(pk=2), purpose="proof", name="x", by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_a_drawn_signature_is_kept() -> None:
    """RQ-SEC-05."""
    url = "data:image/png;base64," + base64.b64encode(picture("PNG", mode="RGBA")).decode()
    assert keep_signature(url, SUBJECT, by=SYSTEM, at=AT).purpose == "signature"


@pytest.mark.parametrize(
    "url", ["", "data:image/png;base64,", "data:text/html;base64,PGI+", "data:image/png;base64,%%"]
)
def test_without_a_drawing_there_is_no_signature(url: str) -> None:
    """An empty field is not a signature."""
    with pytest.raises(NoSignature):
        keep_signature(url, SUBJECT, by=SYSTEM, at=AT)
