"""What the tests of the customer's pages stand on: cases at every stage, opened by their signed links."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.links import token_for, visitor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.repairs.models import Quote
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast
from tests.journey import Journey
from tests.stages import kept


def photo(colour: str = "#507d9a") -> bytes:
    """A small JPEG."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(picture, "JPEG")
    return picture.getvalue()


def text_of(answer: HttpResponse) -> str:
    """The page."""
    return answer.content.decode()


RECENT = datetime.now(UTC) - timedelta(days=2)


@pytest.fixture
def at() -> datetime:
    """Two days ago: the pages ask the real clock, so their cases must be young."""
    return RECENT


@pytest.fixture(autouse=True)
def _alone(settings: Any, tmp_path: Path) -> None:
    """Own files."""
    settings.DATA_DIR = tmp_path
    settings.FILES_DIR = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def way(cast: Cast, at: datetime) -> Journey:
    """An order in the workshop, not begun yet."""
    return Journey(cast, at)


@pytest.fixture
def case(cast: Cast, at: datetime) -> RepairRequest:
    """Alice's request, waiting for review."""
    return report(cast, at)


@kept
def report(cast: Cast, at: datetime, **more: Any) -> RepairRequest:
    """A request from the web page."""
    given: dict[str, Any] = {
        "channel": "portal",
        "family": cast.family,
        "fault": cast.fault,
        "fault_text": "不制冷",
        "contact_name": "Alice",
        "phone": ALICE_PHONE,
        "division_code": ALICE_ADDRESS.division_code,
        "address": ALICE_ADDRESS.detail,
        "acknowledged": True,
    }
    return intake.submit(RequestInput(**given | more), by=visitor("Alice"), at=at)


@kept
def quoted(way: Journey) -> Quote:
    """A quote of 120 yuan that waits for Alice."""
    way.accepted()
    way.assessed(cause_class="unauthorised_repair")
    return way.quoted(way.listed("AC-L1"), plan="更换启动电容", explanation="外壳曾被拆开")


def link(case: RepairRequest, page: str = "") -> str:
    """A page of the case."""
    return f"/r/{token_for(case)}/{page}"


def fill_report(client: Client, **more: Any) -> HttpResponse:
    """Through screens 1 and 2; the answer is the redirect to the last."""
    client.get("/report/?family=air_conditioner")
    first = {"fault": "air_conditioner-not_cooling", "fault_text": "不制冷", "fault_since": "", **more}
    client.post("/report/", first)
    second = {
        "contact_name": "Alice", "phone": "13800138000", "mode": "on_site", "division_code": "410105",
        "address": "花园路88号院", "wish_day": "", "wish_part": "all", **more,
    }  # fmt: skip
    return client.post("/report/where/", second)


def send_report(client: Client, key: str = "") -> HttpResponse:
    """Screen 3."""
    key = key or client.session["report"]["key"]
    return client.post("/report/check/", {"client_key": key, "acknowledged": "on"})
