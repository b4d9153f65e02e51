"""Questions to helpers, over the interface."""

from __future__ import annotations

from typing import Any

from baoxiu.web.api.tests.conftest import Programs


def test_asked_answered_passed_on_and_closed(program: Programs, report: dict[str, Any]) -> None:
    """RQ-TRI-09, RQ-INT-09, RQ-INT-10."""
    ava, fin, mo = program("ava"), program("fin"), program("mo")
    number = ava.done("/requests", report)["number"]
    wrong = ava.post(f"/requests/{number}/assistance", {"question": "?", "helper": "ava"})
    assert wrong.status_code == 422
    asked = ava.done(
        f"/requests/{number}/assistance",
        {"question": "能修吗？", "role": "finance", "for_customer": True},
    )
    at = f"/assistance/{asked['id']}"
    assert (asked["stage"]["code"], asked["order"]) == ("asked", None)
    assert [one["id"] for one in fin.get("/assistance", view="mine").json()["items"]] == [asked["id"]]
    assert fin.done(f"{at}/hand-back", {"reason": "不清楚"})["stage"]["code"] == "handed_back"
    assert ava.done(f"{at}/pass-on", {"reason": "请经理定", "helper": "mo"})["role"] == "service_manager"
    assert mo.done(f"{at}/answer", {"text": "能修"})["answer"] == "能修"
    closed = ava.done(f"{at}/close", {"outcome": "已告知客户"})
    assert (closed["stage"]["code"], closed["next"]) == ("closed", [])
    assert ava.get(at).json()["outcome"] == "已告知客户"
    again = ava.done(f"/requests/{number}/assistance", {"question": "?", "role": "expert"})
    assert ava.done(f"/assistance/{again['id']}/withdraw", {"reason": "已解决"})["next"] == []
    assert program("bo").get(at).status_code == 404
