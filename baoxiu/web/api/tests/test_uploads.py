"""Photos and videos of a case, over the interface: sent as they are, listed, fetched in pieces."""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.files.actions import MOST_VIDEOS
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.policies import VIDEO_SIZE
from baoxiu.core.files.tests.videos import mp4, webm
from baoxiu.core.policy.actions import choose
from baoxiu.web.api.tests.conftest import BASE, Program, Programs
from tests.cast import Cast
from tests.journey import DRAWN, Journey

PICTURE = base64.b64decode(DRAWN.partition(",")[2])


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """An own folder."""
    settings.FILES_DIR = tmp_path / "files"


def named(data: bytes, name: str) -> BytesIO:
    """A file as it is sent."""
    file = BytesIO(data)
    file.name = name
    return file


def fetched(program: Program, path: str, **headers: str) -> Any:
    """The answer with these headers sent."""
    return program.client.get(BASE + path, headers=program.headers() | headers)


def test_a_video_about_a_request(program: Programs, report: dict[str, Any]) -> None:
    """RQ-REG-07, RQ-WAR-03: sent once under its key, listed with the papers, fetched whole and in pieces."""
    ava = program("ava")
    path = f"/requests/{ava.done('/requests', report)['number']}/files"
    first, again = (ava.upload(path, named(mp4(), "噪声.mp4"), key="v") for _n in range(2))
    assert (first.status_code, first.json()) == (201, again.json()), first.content.decode()
    assert again.headers["Idempotent-Replay"] == "true"
    assert ava.upload(path, named(webm(), "噪声.mp4"), key="v").json()["code"] == "idempotency_key_used"
    proof = ava.upload(path, named(PICTURE, "发票.png"), purpose="proof").json()
    video, paper = ava.get(path).json()["items"]
    assert (video["mime"], video["name"], paper) == ("video/mp4", "噪声.mp4", proof)
    assert ava.get(path, purpose="proof").json()["items"] == [paper]
    assert ava.get(f"{path.removesuffix('/files')}").json()["files"] == [video, paper]
    one = f"{path}/{video['id']}"
    whole = fetched(ava, one)
    sent = b"".join(whole.streaming_content)
    assert (hashlib.sha256(sent).hexdigest(), whole.headers["Content-Type"]) == (video["sha256"], "video/mp4")
    assert whole.headers["Content-Disposition"].startswith("attachment")
    piece = fetched(ava, one, Range="bytes=4-7")
    assert (piece.status_code, b"".join(piece.streaming_content)) == (206, b"ftyp")
    assert fetched(ava, one, Range="bytes=99999-").status_code == 416
    assert fetched(ava, one, **{"If-None-Match": whole.headers["ETag"]}).status_code == 304
    for who, where in (
        (program("wang"), one),
        (ava, f"{path}/{'0' * 8}-{'0000-' * 3}{'0' * 12}"),
        (ava, f"{path}/x"),
    ):
        assert fetched(who, where).status_code == 404, where
    assert program("wang").upload(path, named(PICTURE, "x.png")).status_code == 404


def test_the_limits_of_files_hold_here_too(program: Programs, report: dict[str, Any], cast: Cast) -> None:
    """RQ-REG-07, D01, D04, D05: by content, in number and in size; what is refused leaves nothing."""
    ava = program("ava")
    path = f"/requests/{ava.done('/requests', report)['number']}/files"
    for wrong in (named(b"nothing", "x.mp4"), named(mp4()[:-90], "x.mp4"), "text", ""):
        assert ava.upload(path, wrong).status_code == 422, wrong
    for parts in ({"purpose": "signature"}, {"colour": "blue"}, {"purpose": ["proof", "proof"]}):
        refused = ava.upload(path, named(PICTURE, "x.png"), **parts)
        assert (refused.status_code, set(refused.json()["errors"])) == (422, set(parts)), parts
    assert ava.upload(path, named(PICTURE, "x.png"), purpose="\0").status_code == 400
    assert ava.post(path, {"file": "x"}).status_code == 415
    broken = {"Idempotency-Key": "b"} | ava.headers()
    kind = "multipart/form-data; boundary=x"
    for body in (b"nothing", b'--x\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nab'):
        cut = ava.client.post(BASE + path, body, content_type=kind, headers=broken)
        assert cut.status_code in (400, 422), cut.content
    assert (
        ava.client.post(BASE + path, b"x", content_type="multipart/form-data", headers=broken).status_code
        == 400
    )
    for number in range(MOST_VIDEOS):
        assert ava.upload(path, named(mp4(), f"{number}.mp4")).status_code == 201
    assert ava.upload(path, named(webm(), "x.webm")).json()["errors"].keys() == {"photos"}
    choose(VIDEO_SIZE, value=0, valid_from=cast.at, by=SYSTEM, at=cast.at)
    assert ava.upload(path, named(bytes(12 * 1024 * 1024), "x.mp4")).status_code == 413
    assert StoredFile.objects.count() == MOST_VIDEOS


def test_a_video_of_the_work(program: Programs, journey: Journey, settings: Any) -> None:
    """RQ-EXE-05: put down in pieces, by the technician of the order, seen from the request as well; others may not."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    journey.in_repair()
    bo, ava, order = program("bo"), program("ava"), journey.order
    path = f"/orders/{order.number}/files"
    sent = bo.upload(path, named(webm(), "试机.webm"), purpose="visit_photo")
    assert (sent.status_code, sent.json()["mime"]) == (201, "video/webm")
    assert ava.upload(path, named(webm(), "x.webm")).status_code == 403
    assert program("ben").get(path).status_code == 404
    listed = ava.get(f"/requests/{order.request.number}/files").json()
    assert listed == bo.get(path).json() == {"items": [sent.json()], "next_cursor": None}
    assert fetched(bo, f"{path}/{sent.json()['id']}").status_code == 200
