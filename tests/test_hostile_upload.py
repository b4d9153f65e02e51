"""Hostile rows D01, D03–D07: what is uploaded is looked at, kept apart, counted, and never opened."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from baoxiu.basics.accounts.models import User
from baoxiu.core.files.actions import PER_SUBJECT
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.documents import printing
from baoxiu.flow.documents.queries import issues
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.tests.conftest import Program, Programs, program, report
from tests.journey import Journey

__all__ = ["program", "report"]
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = (
    b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
GPS, SOFTWARE = 0x8825, 0x0131


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """Own folders."""
    settings.FILES_DIR, settings.STATIC_ROOT = tmp_path / "files", tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


def picture(**more: Any) -> bytes:
    """A small photo."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "JPEG", **more)
    return made.getvalue()


def sent(data: bytes, name: str = "x.jpg") -> dict[str, str]:
    """A body with a photo."""
    return {"name": name, "content": base64.b64encode(data).decode()}


@pytest.fixture
def ava(program: Programs) -> Program:
    """The agent."""
    return program("ava")


@pytest.fixture
def photos(ava: Program, report: dict[str, Any]) -> str:
    """Where the photos of a request go."""
    return f"/requests/{ava.done('/requests', report)['number']}/photos"


def test_d01_d03_a_paper_is_handed_out_and_never_shown(ava: Program, photos: str, settings: Any) -> None:
    """D01, D03: a PDF with a script is a download of its true type, in a place without rights; no path to it is public."""
    ava.done(photos, sent(PDF, "发票.pdf.html"))
    stored = StoredFile.objects.get()
    answer = signed_in_ava().get(f"/files/{stored.pk}/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert ".html" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for kept in (path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()):
        assert Client().get(f"/static/{kept.relative_to(settings.FILES_DIR)}").status_code == 404


def signed_in_ava() -> Client:
    """The agent's browser."""
    client = Client()
    client.force_login(User.objects.get(username="ava"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_d03_a_photo_tells_nothing_but_the_picture(ava: Program, photos: str) -> None:
    """D03, RQ-SEC-01: neither where it was taken nor what was written into it leaves the house."""
    exif = Image.Exif()
    exif[SOFTWARE] = "<script>alert(1)</script>"
    exif.get_ifd(GPS)[1] = "N"
    ava.done(photos, sent(picture(exif=exif, comment=b"<script>alert(2)</script>")))
    shown = b"".join(signed_in_ava().get(f"/files/{StoredFile.objects.get().pk}/").streaming_content)
    assert b"script" not in shown
    assert not Image.open(io.BytesIO(shown)).getexif()


def test_d04_enough_is_enough_and_the_case_goes_on(ava: Program, photos: str) -> None:
    """D04: the photo too many is refused with a sentence; the request is accepted nevertheless."""
    ava.done(photos, sent(picture()))
    first = StoredFile.objects.get()
    rest = [StoredFile(**_like(first)) for _n in range(PER_SUBJECT - 1)]
    StoredFile.objects.bulk_create(rest)
    refused = ava.post(photos, sent(picture()))
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["photos"])
    assert StoredFile.objects.count() == PER_SUBJECT
    ava.done(photos.replace("/photos", "/accept"), {})


def _like(stored: StoredFile) -> dict[str, Any]:
    names = (field.attname for field in StoredFile._meta.concrete_fields if not field.primary_key)
    return {name: getattr(stored, name) for name in names}


def test_d05_an_upload_that_breaks_off_leaves_nothing(ava: Program, photos: str, settings: Any) -> None:
    """D05: cut in the middle it is refused; sent again, and twice with the same key, there is one file."""
    before = _kept(settings)
    whole = sent(picture())
    cut = whole | {"content": whole["content"][: len(whole["content"]) // 2]}
    assert ava.post(photos, cut).status_code == 422
    assert ava.post(photos, '{"name": "x.jpg", "content": "iVBOR').status_code == 400
    assert (StoredFile.objects.count(), _kept(settings)) == (0, before)
    for _time in range(2):
        ava.done(photos, whole, key="photo-1")
    assert StoredFile.objects.count() == 1


def _kept(settings: Any) -> list[Path]:
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


def test_d06_the_virus_test_file_is_no_picture(ava: Program, photos: str) -> None:
    """D06: refused, under whatever name, and the next photo is taken."""
    for name in ("x.jpg", "x.pdf", "eicar.com"):
        assert ava.post(photos, sent(EICAR, name)).status_code == 422, name
    ava.done(photos, sent(picture()))
    assert StoredFile.objects.count() == 1


HOSTILE = '<iframe src=file:///etc/passwd> #read("/etc/passwd") #image("http://169.254.169.254/x.png") $ #{7*7} php://filter'


def test_d07_a_printed_page_fetches_nothing(journey: Journey) -> None:
    """D07, C02: markup in a note is printed as it was written; the page comes, and nothing is read or fetched."""
    journey.accepted()
    RepairRequest.objects.filter(pk=journey.order.request_id).update(fault_text=HOSTILE)
    issue = issues(journey.order)[0]
    facts = printing.facts_of(issue, language="zh-hans", at=journey.now)
    assert HOSTILE in json.dumps(facts, ensure_ascii=False).replace('\\"', '"')
    made = printing.pdf(issue, language="zh-hans", at=journey.now)
    assert made.startswith(b"%PDF")
    for trace in (b"root:x:", b"/Launch", b"/JavaScript", b"169.254"):
        assert trace not in made
