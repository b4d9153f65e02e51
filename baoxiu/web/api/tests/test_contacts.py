"""Contacts with customers, over the interface."""

from __future__ import annotations

from typing import Any

from baoxiu.web.api.tests.conftest import Programs


def test_calls_and_contacts(program: Programs, report: dict[str, Any]) -> None:
    """RQ-INT-06, RQ-TRI-10."""
    ava = program("ava")
    number = ava.done("/requests", report)["number"]
    call = {"phone": "13800138000", "topic": "consultation", "text": "多少钱？"}
    assert ava.done("/contacts", call)["customer"]
    assert ava.post("/contacts", call | {"phone": "1"}).status_code == 422
    said = ava.done(f"/requests/{number}/contacts", {"topic": "progress", "text": "配件已到"})
    assert (said["request"], said["reached"]) == (number, True)
    assert ava.post(f"/requests/{number}/contacts", {"topic": "progress"}).status_code == 422
    (found,) = ava.get("/contacts", topic="progress").json()["items"]
    assert found == said
    assert program("fin").get("/contacts").status_code == 403
