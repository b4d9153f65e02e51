"""Back to the own case by number and phone (RQ-SEC-01, O07)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.portal.tests.world import link, text_of
from tests.journey import Journey


def test_number_and_full_phone_open_the_case(client: Client, case: RepairRequest) -> None:
    found = client.post("/find/", {"number": case.number.lower(), "phone": "138 0013 8000"})
    assert found.url == link(case)


def test_the_order_number_works_too(client: Client, way: Journey) -> None:
    order = way.accepted()
    found = client.post("/find/", {"number": order.number, "phone": "13800138000"})
    assert found.url == link(order.request)


def test_wrong_number_and_wrong_phone_get_the_same_answer(client: Client, case: RepairRequest) -> None:
    """Nobody learns whether a number exists."""
    answers = []
    for number, phone in (
        (case.number, "13900000000"),
        ("BX260101-99999", "13800138000"),
        (case.number, "8000"),
    ):
        answer = client.post("/find/", {"number": number, "phone": phone})
        assert answer.status_code == 422
        answers.append(
            text_of(answer).split('id="find"')[1].split("</div>")[1].split('role="alert"')[-1][:400]
        )
    assert "没有查到" in text_of(answer)
    assert len(set(answers)) == 1


def test_guessing_is_stopped(client: Client, case: RepairRequest) -> None:
    """A03, B04, O07: after ten tries at a number also the right phone waits, from whichever connection."""
    for _try in range(11):
        last = client.post("/find/", {"number": case.number, "phone": "13900000000"})
    assert last.status_code == 429
    right = {"number": case.number, "phone": "13800138000"}
    assert client.post("/find/", right, REMOTE_ADDR="198.51.100.7").status_code == 429


def test_this_browser_s_repairs_stand_on_the_first_page(client: Client, case: RepairRequest) -> None:
    client.get(link(case))
    assert link(case) in text_of(client.get("/"))
    assert link(case) not in text_of(Client().get("/"))


@pytest.mark.django_db
def test_what_is_promised_comes_from_the_settings(client: Client) -> None:
    page = text_of(client.get("/"))
    assert "24<small>小时</small>" in page
    assert "48<small>小时</small>" in page


def test_the_firm_s_number_and_hours_stand_everywhere(client: Client, case: RepairRequest) -> None:
    """RQ-INT-02."""
    now = datetime.now(UTC)
    choose("firm.hotline", value="400-066-8899", valid_from=now, by=SYSTEM, at=now)
    choose("firm.hotline_hours", value="每天8:00—20:00", valid_from=now, by=SYSTEM, at=now)
    page = text_of(client.get("/"))
    assert "每天8:00—20:00" in page
    for path in ("/", "/t/", link(case)):
        assert 'href="tel:4000668899"' in text_of(client.get(path))
