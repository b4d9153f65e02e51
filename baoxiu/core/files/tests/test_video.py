"""Videos: known by content, whole, without place and owner (standards.md 4.4 D01–D04)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.files.actions import MOST_VIDEOS, TooManyVideos, keep
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.storage import path_of
from baoxiu.core.files.tests.test_keep import picture
from baoxiu.core.files.tests.videos import box, element, mp4, webm
from baoxiu.core.files.upload import Upload
from baoxiu.core.files.video import is_video, read_video
from baoxiu.core.files.video.trouble import MOST_PARTS, CutOff, InvalidVideo

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SUBJECT = Approval(pk=1, case="case:1")


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def store(data: bytes, poster: bytes = b"") -> StoredFile:
    """Keep a video of a fault."""
    upload = Upload.of(data)
    sent = Upload(upload.file, upload.size, "v", poster)
    return keep(sent, SUBJECT, purpose="fault_photo", name="异响.exe.html", by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (mp4(), "video/mp4"),
        (mp4(brand=b"qt  "), "video/quicktime"),
        (webm(), "video/webm"),
        (webm(live=True), "video/webm"),
        (mp4(box(b"moof", b"x"), box(b"mdat", b"y")), "video/mp4"),
    ],
)
def test_what_phones_and_browsers_record_is_taken(data: bytes, mime: str) -> None:
    """RQ-REG-07, D01: known by content, whatever it is called."""
    assert is_video(Upload.of(data))
    assert read_video(Upload.of(data), most=1).mime == mime


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (mp4()[:-1], CutOff),
        (mp4()[:200], CutOff),
        (mp4(b"PK\x03\x04<script>alert(1)</script>"), CutOff),
        (mp4(b"<!--"), CutOff),
        (mp4(box(b"evil", b"x")), InvalidVideo),
        (mp4(handler=b"soun"), InvalidVideo),
        (mp4(handler=b"pict"), InvalidVideo),
        (box(b"ftyp", b"heic", bytes(4)) + box(b"mdat", b"x"), InvalidVideo),
        (box(b"ftyp", b"isom", b"/*" + bytes(400)) + mp4()[24:], InvalidVideo),
        (mp4(*(box(b"free"),) * MOST_PARTS), InvalidVideo),
        (b"\x00\x00\x00\x01ftyp" + (2**63).to_bytes(8), CutOff),
        (b"\x00\x00\x00\x04ftypisom", CutOff),
        (webm()[:-1], CutOff),
        (webm(live=True)[:-9], CutOff),
        (webm(b"<script>"), InvalidVideo),
        (webm(element(0x1941A469, b"virus.exe")), InvalidVideo),
        (webm(doc=b"matroska"), InvalidVideo),
        (webm(kind=2), InvalidVideo),
        (b"\x1a\x45\xdf\xa3", CutOff),
        (b"\x1a\x45\xdf\xa3\x00\x00", CutOff),
    ],
)  # fmt: skip
def test_what_is_none_is_refused(data: bytes, refusal: type[InvalidVideo]) -> None:
    """D01, D02, D05: cut off, glued to something else, sound alone, a picture's container, a bomb of parts."""
    with pytest.raises(refusal):
        read_video(Upload.of(data), most=1)


def test_too_large_and_not_wanted() -> None:
    """The firm says how large; 0 means none at all."""
    with pytest.raises(InvalidVideo, match="1"):
        read_video(Upload(Upload.of(mp4()).file, 1024 * 1024 + 1), most=1)
    with pytest.raises(InvalidVideo):
        read_video(Upload.of(mp4()), most=0)


@pytest.mark.django_db
def test_place_and_owner_are_gone_and_nothing_moves() -> None:
    """RQ-SEC-01: no GPS, no name; what is played lies where it lay."""
    data = mp4(moov=box(b"meta", b"ISO6709 +34.75+113.62/"))
    stored = store(data)
    kept = path_of(stored.pk).read_bytes()
    for word in (b"+34.75", b"Alice", b"ISO6709", b"udta"):
        assert word in data
        assert word not in kept
    assert (len(kept), kept.index(b"frames")) == (len(data), data.index(b"frames"))
    assert (stored.name, stored.mime, stored.size) == ("异响.exe.mp4", "video/mp4", len(data))
    assert b"hidden" not in path_of(store(webm()).pk).read_bytes()


@pytest.mark.django_db
def test_the_frame_is_a_photo_like_any_other() -> None:
    """A poster that is none is left out; the video is kept all the same."""
    with_frame, without = store(mp4(), picture()), store(mp4(), b"<svg onload=alert(1)>")
    assert path_of(with_frame.pk, "thumb").read_bytes()[8:12] == b"WEBP"
    assert (with_frame.width, without.width) == (60, None)
    assert not path_of(without.pk, "thumb").exists()


@pytest.mark.django_db
def test_a_few_videos_are_enough() -> None:
    """D04: a quota, and photos can still be added."""
    for _number in range(MOST_VIDEOS):
        store(mp4())
    with pytest.raises(TooManyVideos):
        store(mp4())
    assert store(picture()).is_image
