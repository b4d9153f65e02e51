"""Lists with cursor and filters, and what a write costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baoxiu.core import clock
from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.web.api.tests.conftest import Program, Programs
from tests.journey import DRAWN


def numbers(program: Program, **filters: Any) -> list[str]:
    """The numbers of a page."""
    answer = program.get("/requests", **filters)
    assert answer.status_code == 200, answer.content
    return [row["number"] for row in answer.json()["items"]]


def test_a_cursor_shifts_nothing(program: Programs, report: dict[str, Any]) -> None:
    """What comes in while somebody pages neither repeats nor skips a row."""
    ava = program("ava")
    made = [ava.done("/requests", report)["number"] for _n in range(5)]
    first = ava.get("/requests", limit=2).json()
    ava.done("/requests", report)
    second = ava.get("/requests", limit=2, cursor=first["next_cursor"]).json()
    third = ava.get("/requests", limit=2, cursor=second["next_cursor"]).json()
    seen = [row["number"] for page in (first, second, third) for row in page["items"]]
    assert seen == made[::-1]
    assert third["next_cursor"] is None


def test_requests_are_filtered(program: Programs, report: dict[str, Any]) -> None:
    ava = program("ava")
    one = ava.done("/requests", report)["number"]
    other = ava.done("/requests", report | {"channel": "phone", "phone": "0371-66778899"})["number"]
    ava.done(f"/requests/{one}/accept", {})
    assert numbers(ava, stage="accepted") == [one]
    assert numbers(ava, channel="phone") == [other]
    assert numbers(ava, phone="0371 6677 8899") == [other]
    assert numbers(ava, since=(clock.now() + timedelta(hours=1)).isoformat()) == []
    assert len(numbers(ava, since=(clock.now() - timedelta(hours=1)).isoformat())) == 2
    assert ava.get("/requests", phone="8899").status_code == 422


def test_orders_are_filtered(program: Programs, report: dict[str, Any]) -> None:
    ava, bo, ben = program("ava"), program("bo"), program("ben")
    number = ava.done("/requests", report)["number"]
    ava.done(f"/requests/{number}/accept", {})
    outbox.drain(next_steps.follow)
    (order,) = ava.get("/orders").json()["items"]
    assert order["request"] == number
    mine, others = (bo, ben) if order["technician"]["name"] == "Bo" else (ben, bo)
    assert [row["number"] for row in mine.get("/orders", technician="me").json()["items"]] == [
        order["number"]
    ]
    assert mine.get("/orders").json()["items"][0]["contact"]["phone"] == "+8613800138000"
    assert others.get("/orders").json()["items"] == []
    assert others.get(f"/orders/{order['number']}").status_code == 404
    assert ava.get("/orders", technician="me").json()["items"] == []
    assert ava.get("/orders", stage="assigned", outlet="ZZ01").json()["items"]
    assert not ava.get("/orders", stage="created").json()["items"]
    assert not ava.get("/orders", outlet="LY01").json()["items"]


def test_candidates_come_with_their_reasons(program: Programs, report: dict[str, Any]) -> None:
    """RQ-DSP-03."""
    ava = program("ava")
    number = ava.done("/requests", report)["number"]
    ava.done(f"/requests/{number}/accept", {})
    outbox.drain(next_steps.follow)
    order = ava.get("/orders").json()["items"][0]["number"]
    found = ava.get(f"/orders/{order}/candidates").json()["items"]
    assert {row["technician"]["name"] for row in found if row["eligible"]} == {"Bo", "Ben"}
    assert all(row["reasons"] for row in found)
    assert program("bo").get(f"/orders/{order}/candidates").status_code == 403


@pytest.mark.parametrize(("what", "most"), [("submit", 28), ("accept", 14)])
def test_what_the_busiest_writes_cost(
    program: Programs, report: dict[str, Any], what: str, most: int
) -> None:
    """The bench hangs on these two. The door itself asks 6: token, rights, begin, key, answer, end."""
    ava = program("ava")
    number = ava.done("/requests", report)["number"]
    ava.done(f"/requests/{number}/accept", {})
    number = ava.done("/requests", report)["number"]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        if what == "submit":
            ava.done("/requests", report)
        else:
            ava.done(f"/requests/{number}/accept", {})
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)


def test_a_photo_is_kept_once(program: Programs, report: dict[str, Any]) -> None:
    """RQ-REG-07: what it is, is read from its content; a repeat adds nothing."""
    ava = program("ava")
    path = f"/requests/{ava.done('/requests', report)['number']}"
    photo = {"name": "leak.png", "content": DRAWN.partition(",")[2]}
    for _again in range(2):
        assert ava.done(f"{path}/photos", photo, key="photo")["mime"] == "image/png"
    assert len(ava.get(path).json()["files"]) == 1
    for wrong in ({"content": "AAAA"}, {"content": "é"}, photo | {"purpose": "signature"}, {}):
        assert ava.post(f"{path}/photos", wrong).status_code == 422


def test_the_registers(program: Programs) -> None:
    """Units however they are written, prices and checklists in the caller's language."""
    ava, bo = program("ava"), program("bo")
    found = ava.get("/units/kf35 2506-000127").json()
    assert (found["family"]["code"], found["proof"]) == ("air_conditioner", "invoice")
    assert found["customer"]
    assert bo.get("/units/KF352506000127").json()["customer"] is None
    assert ava.get("/units/none").status_code == 404
    lines = bo.get("/price-list", family="refrigerator").json()["lines"]
    assert {line["code"] for line in lines} == {"TRAVEL", "DIAG"}
    assert ava.get("/price-list", family="x").status_code == 422
    english = ava.client.get(
        "/api/v1/forms/followup", headers=ava.headers() | {"Accept-Language": "en"}
    ).json()
    assert english["title"] == "Follow-up call"
    assert bo.get("/forms/followup").json()["items"][0]["label"] == "报修的问题已经解决"


def test_every_list_has_a_cursor(program: Programs, report: dict[str, Any]) -> None:
    """What is listed can be paged to its end, and an unknown filter or one that stands twice is refused (C12)."""
    mo = program("mo")
    first = mo.done("/requests", report)["number"]
    mo.done(f"/requests/{first}/accept", {})
    mo.done("/requests", report)
    outbox.drain(next_steps.follow)
    order = mo.get("/orders").json()["items"][0]["number"]
    for path in (
        "/requests", "/orders", "/visits", "/deliveries", "/followups", "/calls", "/letters", "/complaints",
        "/webhooks", f"/orders/{order}/events", f"/orders/{order}/candidates", "/sampling-draws",
        f"/requests/{first}/duplicates",
    ):  # fmt: skip
        assert mo.get(path, colour="blue").status_code == 422, path
        assert mo.client.get(f"/api/v1{path}?limit=1&limit=2", headers=mo.headers()).status_code == 422
        assert mo.get(path, cursor=2**70).status_code == 422, path
        whole = mo.get(path, limit=200).json()["items"]
        assert walked(mo, path) == whole, path


def walked(program: Program, path: str) -> list[Any]:
    """A list read one by one."""
    found: list[Any] = []
    cursor: dict[str, int] = {}
    while True:
        part = program.get(path, limit=1, **cursor).json()
        found += part["items"]
        if part["next_cursor"] is None:
            return found
        cursor = {"cursor": part["next_cursor"]}


def test_registers_are_paged_too(program: Programs) -> None:
    """The price list and the customers of a number."""
    ava = program("ava")
    lines = ava.get("/price-list").json()["lines"]
    part = ava.get("/price-list", limit=3).json()
    rest = ava.get("/price-list", cursor=part["next_cursor"]).json()
    assert [row["id"] for row in part["lines"] + rest["lines"]] == [row["id"] for row in lines]
    assert ava.get("/customers", phone="8000", limit=1).json()["next_cursor"] is None
