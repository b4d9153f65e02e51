"""What is asked, checked, damaged and claimed around an order, over the interface."""

from __future__ import annotations

from datetime import timedelta

from baoxiu.core import clock
from baoxiu.web.api.tests.conftest import Programs
from tests.journey import Journey


def test_asked_of_the_office_and_looked_at(program: Programs, journey: Journey) -> None:
    """RQ-ADD-01, RQ-ADD-03, RQ-ADD-04, RQ-QC-09, RQ-QC-13, RQ-ASM-06."""
    journey.in_repair()
    order = f"/orders/{journey.order.number}"
    bo, mo = program("bo"), program("mo")
    item = bo.done(f"{order}/changes", {"kind": "item", "text": "风机异响", "reason": "拆机发现"})
    assert (item["state"], item["asked_by"]) == ("open", "Bo")
    assert bo.post(f"{order}/changes/{item['id']}/decision", {"granted": True}).status_code == 403
    assert mo.post(f"{order}/changes/{item['id']}/decision", {"granted": False}).status_code == 422
    assert mo.post("/orders/WX0/changes/1/decision", {"granted": True}).status_code == 404
    mo.done(f"{order}/changes/{item['id']}/decision", {"granted": True})
    later = (clock.now() + timedelta(days=3)).isoformat()
    more = {"kind": "extension", "text": "等待配件", "reason": "缺货", "new_due": later}
    assert bo.done(f"{order}/changes", more)["state"] == "open"
    bo.done(f"{order}/steps", {"text": "更换电容"})
    (step,) = mo.get(order).json()["steps"]
    assert step["check"] is None
    check = f"{order}/steps/{step['id']}/check"
    assert bo.post(check, {"passed": True}).status_code == 403
    assert mo.done(check, {"passed": True})["check"]["by"] == "Mo"
    people = [{"name": "Iris", "department": "质检"}, {"name": "Mo", "department": "服务"}]
    mo.done(
        f"{order}/joint-reviews",
        {"question": "能否修复", "participants": people, "minutes": "可修", "plan": "换主板"},
    )
    looked = mo.done(f"{order}/spot-checks", {"finding": "未垫防护", "demand": "补垫防护"})
    spot = f"{order}/spot-checks/{looked['id']}"
    assert mo.post(f"{spot}/close", {"accepted": True}).status_code == 409
    bo.done(f"{spot}/answer", {"answer": "已垫"})
    assert mo.done(f"{spot}/close", {"accepted": True})["state"] == "closed"
    shown = bo.get(order).json()
    assert [one["state"] for one in shown["changes"]] == ["granted", "open"]
    assert [one["text"] for one in shown["items"]][-1] == "风机异响"
    assert shown["joint_reviews"][0]["participants"] == people
    assert shown["spot_checks"][0]["answer"] == "已垫"


def test_a_claim_after_the_acceptance(program: Programs, journey: Journey) -> None:
    """RQ-ACC-02."""
    journey.signed()
    order = f"/orders/{journey.order.number}"
    ava, mo = program("ava"), program("mo")
    made = ava.done(f"{order}/claims", {"wish": "repair", "text": "仍不制冷", "claimed_by": "Alice"})
    decision = f"{order}/claims/{made['id']}/decision"
    assert ava.post(decision, {"granted": True}).status_code == 403
    assert mo.post(decision, {"granted": False}).json()["errors"].keys() == {"answer"}
    assert mo.done(decision, {"granted": True})["state"] == "granted"
    assert ava.get(order).json()["claims"][0]["decided_by"] == "Mo"


def test_damage_is_noted_and_paid_for(program: Programs, visit_journey: Journey) -> None:
    """RQ-VIS-07: the apology comes first, the sum is yuan."""
    visit_journey.accepted()
    visit = visit_journey.arrived()
    bo, mo = program("bo"), program("mo")
    noted = {"what": "花瓶", "apologised": True}
    assert bo.post(f"/visits/{visit.pk}/damages", noted | {"apologised": False}).status_code == 422
    made = bo.done(f"/visits/{visit.pk}/damages", noted)
    paid = f"/visits/{visit.pk}/damages/{made['id']}/compensate"
    assert mo.post(paid, {"value": "0", "paid_to": "Alice"}).status_code == 422
    assert mo.done(paid, {"value": "88.5", "paid_to": "Alice"})["value"] == "88.50"
    assert mo.get(f"/orders/{visit_journey.order.number}").json()["damages"][0]["visit"] == visit.pk
