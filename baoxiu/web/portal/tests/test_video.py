"""A video with the report: waits with the draft, comes along, is played by those who may see the case."""

from __future__ import annotations

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from baoxiu.core.actors import SYSTEM
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.policies import VIDEO_SIZE
from baoxiu.core.files.storage import path_of
from baoxiu.core.files.tests.videos import mp4
from baoxiu.core.policy.actions import choose
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.portal.policies import VIDEOS_PER_LINE
from baoxiu.web.portal.tests.world import fill_report, link, photo, send_report, text_of
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("cast")
FRAME = "data:image/jpeg;base64," + base64.b64encode(photo()).decode()


def clip(data: bytes = b"", name: str = "1.mp4") -> SimpleUploadedFile:
    """As a phone sends it."""
    return SimpleUploadedFile(name, data or mp4(), "video/mp4")


def test_it_waits_with_the_draft_and_comes_along(client: Client) -> None:
    """RQ-REG-07: photos and a video in one go; the browser's first frame stands for the video."""
    client.get("/report/?family=air_conditioner")
    files = [SimpleUploadedFile("1.jpg", photo(), "image/jpeg"), clip(), clip()]
    sent = {"fault_text": "异响", "photos": files, "photos-poster": [FRAME, ""]}
    assert client.post("/report/", sent).status_code == 302
    page = text_of(client.get("/report/"))
    assert page.count("/report/photos/") == 2
    assert page.count('class="play"') == 2
    fill_report(client)
    send_report(client)
    kept = StoredFile.objects.order_by("at", "pk")
    assert sorted((row.mime, row.width is not None) for row in kept) == [
        ("image/jpeg", True), ("video/mp4", False), ("video/mp4", True),
    ]  # fmt: skip
    shown = text_of(client.get(link(RepairRequest.objects.get())))
    assert shown.count('data-lightbox="video"') >= 2


def test_what_is_no_video_is_told_at_the_field(client: Client) -> None:
    """D01, D05."""
    client.get("/report/?family=air_conditioner")
    wrong = ((mp4()[:-3], "没有传完整"), (mp4(handler=b"soun"), "手机拍摄"), (b"<html>", "请选择照片"))
    for data, words in wrong:
        answer = client.post("/report/", {"fault_text": "异响", "photos": clip(data)})
        assert answer.status_code == 422
        assert words in text_of(answer)


def test_the_firm_says_how_many_and_how_large(client: Client, cast: Cast) -> None:
    """D04."""
    client.get("/report/?family=air_conditioner")
    many = {"fault_text": "异响", "photos": [clip() for _number in range(4)]}
    assert "最多添加3段" in text_of(client.post("/report/", many))
    choose(VIDEO_SIZE, value=0, valid_from=cast.at, by=SYSTEM, at=cast.at)
    none = client.post("/report/", {"fault_text": "异响", "photos": clip()})
    assert "不接收视频" in text_of(none)


def test_one_connection_sends_its_share_a_day(cast: Cast) -> None:
    """D04, O07: with report after report from new browsers; photos are taken still, and so are others' videos."""
    choose(VIDEOS_PER_LINE, value=2, valid_from=cast.at, by=SYSTEM, at=cast.at)
    answers = [_begun(clip()), _begun(clip()), _begun(clip())]
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    assert "今天从您的网络发来的视频较多" in text_of(answers[-1])
    assert "异响" in text_of(answers[-1]), "what was written is kept"
    assert _begun(SimpleUploadedFile("1.jpg", photo(), "image/jpeg")).status_code == 302
    assert _begun(clip(), REMOTE_ADDR="198.51.100.7").status_code == 302


def _begun(file: SimpleUploadedFile, **more: str) -> HttpResponse:
    """A report with a file, from a browser that was never here."""
    client = Client(**more)
    client.get("/report/?family=air_conditioner")
    return client.post("/report/", {"fault_text": "异响", "photos": file})


@pytest.fixture
def video(client: Client) -> StoredFile:
    """One of a case whose link this browser has opened."""
    fill_report(client)
    send_report(client)
    case = RepairRequest.objects.get()
    client.get(link(case))
    client.post(link(case, "photos/"), {"photos": clip()})
    return StoredFile.objects.get()


RANGES = (
    ("", 200, slice(None)), ("bytes=0-", 206, slice(0, None)), ("bytes=4-7", 206, slice(4, 8)),
    ("bytes=-6", 206, slice(-6, None)), ("bytes=10-999999", 206, slice(10, None)), ("bytes=999999-", 416, None),
    ("bytes=8-4", 416, None), ("bytes=-0", 416, None), ("bytes=0-1,4-5", 200, slice(None)),
    ("lines=1-2", 200, slice(None)), ("bytes=-", 200, slice(None)),
)  # fmt: skip


def test_it_is_played_in_pieces(client: Client, video: StoredFile) -> None:
    """RFC 9110, 14: one stretch, the whole, or none; never as a page."""
    whole = path_of(video.pk).read_bytes()
    for asked, status, piece in RANGES:
        answer = client.get(f"/files/{video.pk}/", headers={"Range": asked})
        assert answer.status_code == status, asked
        if piece is not None:
            body = b"".join(answer.streaming_content)
            assert (body, int(answer["Content-Length"])) == (whole[piece], len(body)), asked
            assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("video/mp4", "nosniff")
            assert "sandbox" in answer["Content-Security-Policy"]


def test_nobody_else_sees_it(video: StoredFile, cast: Cast) -> None:
    """B06: the address alone opens nothing, also not a stretch of it; staff of another outlet neither."""
    stranger = Client()
    for _who in range(2):
        answer = stranger.get(f"/files/{video.pk}/", headers={"Range": "bytes=0-9"})
        assert answer.status_code == 404
        stranger.force_login(cast.user("charlie"), backend="django.contrib.auth.backends.ModelBackend")


def test_the_desk_adds_and_plays_one(client: Client, video: StoredFile, cast: Cast) -> None:
    """RQ-REG-07: at the desk it stands among the photos, not among the papers."""
    case = RepairRequest.objects.get()
    client.force_login(cast.user("ava"), backend="django.contrib.auth.backends.ModelBackend")
    page = f"/desk/requests/{case.number}/"
    client.post(f"{page}photos/", {"photos": clip(), "photos-poster": FRAME, "purpose": "fault_photo"})
    shown = text_of(client.get(page))
    assert shown.count(f'href="/files/{video.pk}/" data-lightbox="video"') >= 1
    assert StoredFile.objects.filter(mime="video/mp4", width__isnull=False).count() == 1
    assert intake.attach(case, mp4(), "x", by=cast.actor("ava"), at=case.submitted_at).is_video
