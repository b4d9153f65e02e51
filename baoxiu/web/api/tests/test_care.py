"""Customers' files, planned contacts, sales visits, letters and complaints, over the interface."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.flow.followups import actions as followups
from baoxiu.web.api.tests.conftest import Programs
from tests.cast import Cast
from tests.journey import Journey

LETTER = {
    "topic": "return", "received_on": "2026-03-01", "customer_name": "王芳", "address": "花园路88号",
    "contact": "13800138000", "product": "挂机", "grade": "一等品", "purchased_on": "2026-01-05",
    "problem": "三次维修仍不制冷",
}  # fmt: skip


def test_a_file_is_made_and_the_next_contact_held(
    program: Programs, report: dict[str, Any], cast: Cast
) -> None:
    """RQ-CUS-02, RQ-REV-05, RQ-REV-18: with what is missing; the talk leads to the next one."""
    ava, path = program("ava"), f"/customers/{cast.alice.number}"
    assert ava.get(f"{path}/file").status_code == 404
    ava.done("/requests", report | {"channel": "counter"})
    outbox.drain(next_steps.follow)
    state = ava.get(f"{path}/file").json()
    assert (state["stage"]["code"], state["missing"]) == ("wanted", [])
    now = clock.now()
    soon = {"topic": "滤网更换", "planned_at": (now + timedelta(days=3)).isoformat()}
    late = ava.post(f"{path}/file", soon | {"planned_at": "2026-01-01T09:00:00+08:00"})
    assert late.json()["errors"].keys() == {"planned_at"}
    assert ava.done(f"{path}/file", soon)["stage"]["code"] == "made"
    assert ava.post(f"{path}/file", soon).json()["code"] == "illegal_move"
    ava.done(f"{path}/planned-contacts", soon | {"topic": "延保"})
    other, first = ava.get("/planned-contacts", customer=cast.alice.number, stage="planned").json()["items"]
    tag = ava.get(f"/planned-contacts/{first['id']}").headers["ETag"]
    held = {"outcome": "需要两套", "next_topic": "送货", "next_at": soon["planned_at"]}
    hold = f"/planned-contacts/{first['id']}/hold"
    done = ava.done(hold, held, **{"If-Match": tag})
    assert (done["stage"]["code"], done["outcome"], done["next"]) == ("held", "需要两套", [])
    assert ava.post(hold, held, **{"If-Match": tag}).status_code == 412
    waiting = ava.get("/planned-contacts", stage="planned", limit=1).json()
    assert waiting["items"][0]["topic"] == "送货"
    rest = ava.get("/planned-contacts", stage="planned", cursor=waiting["next_cursor"]).json()["items"]
    assert [one["id"] for one in rest] == [other["id"]]
    assert program("wang").get(f"/planned-contacts/{other['id']}").status_code == 404


def test_a_sales_visit_is_entered(program: Programs, cast: Cast) -> None:
    """RQ-REV-18."""
    ava, path = program("ava"), f"/customers/{cast.alice.number}/sales-visits"
    visit = {"visited_on": "2026-03-02", "product": "挂机", "quality": "poor", "opinion": "噪声大"}
    assert ava.post(path, visit | {"visited_on": "2199-01-01"}).json()["errors"].keys() == {"visited_on"}
    made = ava.done(path, visit)
    assert ava.get("/sales-visits", quality="poor", since="2026-03-02").json()["items"] == [made]
    assert ava.get("/sales-visits", until="2026-03-01").json()["items"] == []
    assert ava.post("/customers/KH0/sales-visits", visit).status_code == 404


def test_a_customers_letter_is_decided_on(program: Programs) -> None:
    """RQ-REG-05: every field is asked for; the service manager decides, once."""
    ava, mo = program("ava"), program("mo")
    assert ava.post("/incoming-letters", LETTER | {"grade": ""}).json()["errors"].keys() == {"grade"}
    assert ava.post("/incoming-letters", LETTER | {"order": "WX0"}).json()["errors"].keys() == {"order"}
    made = ava.done("/incoming-letters", LETTER)
    path, said = f"/incoming-letters/{made['number']}", {"decision": "同意退货"}
    assert (made["contact"], made["next"]) == ("13800138000", [])
    assert ava.post(f"{path}/decision", said).status_code == 403
    tag = mo.get(path).headers["ETag"]
    done = mo.done(f"{path}/decision", said, **{"If-Match": tag})
    assert (done["stage"]["code"], done["decision"]) == ("decided", "同意退货")
    assert mo.post(f"{path}/decision", said).json()["code"] == "illegal_move"
    assert (
        ava.get("/incoming-letters", stage="decided", topic="return").json()["items"][0]["decided_by"] == "Mo"
    )
    masked = program("mo", "followups.see").get(path).json()
    assert (masked["masked"], masked["contact"], masked["address"]) == (True, "", "")
    assert program("wang").get(path).status_code == 404


def test_what_a_call_brought_up_and_a_complaint_are_followed(program: Programs, journey: Journey) -> None:
    """RQ-REV-08, RQ-REV-17: to the department concerned; the complaint solved once, by who answers for it."""
    journey.signed()
    call = followups.plan(journey.order, by=SYSTEM, at=journey.tick())
    ava, mo = program("ava"), program("mo")
    brought = {"text": "噪声大", "department": "inspector"}
    path = f"/followups/{call.pk}/pass-on"
    assert ava.post(path, brought | {"department": "nobody"}).json()["errors"].keys() == {"department"}
    assert ava.done(path, brought)["stage"]["code"] == "given"
    noted = ava.done(f"/orders/{journey.order.number}/complaints", {"text": "态度差"})
    path, said = f"/complaints/{noted['number']}", {"outcome": "已上门道歉"}
    assert [one["number"] for one in mo.get("/complaints", open="true").json()["items"]] == [noted["number"]]
    assert ava.post(f"{path}/solve", said).status_code == 403
    tag = mo.get(path).headers["ETag"]
    assert mo.done(f"{path}/solve", said, **{"If-Match": tag})["solved_by"] == "Mo"
    assert mo.post(f"{path}/solve", said).json()["code"] == "illegal_move"
    assert mo.get("/complaints", open="true").json()["items"] == []
    assert program("wang").get(path).status_code == 404
