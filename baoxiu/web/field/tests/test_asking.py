"""The technician asks the office, notes a damage and answers a spot check, on the phone."""

from __future__ import annotations

from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs.models import ChangeRequest
from baoxiu.flow.visits.models import Damage
from baoxiu.web.field.tests.conftest import Phone, errors


def test_ask_damage_and_answer(phone: Phone) -> None:
    """RQ-ADD-01, RQ-ADD-04, RQ-VIS-07, RQ-QC-13: each step with what it refuses."""
    order = phone.in_repair()
    item = {"kind": "item", "text": "风扇轴承磨损", "reason": "异响"}
    assert phone.post(order, "ask", **item | {"reason": ""}).status_code == 422
    late = {"kind": "extension", "text": "等配件", "reason": "缺货", "new_due": "2020-01-01T10:00"}
    assert "期限" in errors(phone.post(order, "ask", **late))
    phone.step(order, "ask", **item, changes_price="on")
    asked = ChangeRequest.objects.get()
    assert (asked.kind, asked.changes_price, asked.state) == ("item", True, "open")
    assert "风扇轴承磨损" in phone.read("order", order.number)
    assert "道歉" in errors(phone.post(order, "damage", what="茶几划伤"))
    phone.step(order, "damage", what="茶几划伤", apologised="on")
    assert Damage.objects.get().what == "茶几划伤"
    check = inspection.spot_check(
        order, finding="未铺垫布", demand="铺好垫布", by=phone.cast.actor("mo"), at=phone.now
    )
    assert "铺好垫布" in phone.read("step", order.number, "answer_demand")
    phone.step(order, "answer_demand", demand=str(check.pk), answer="已铺好")
    check.refresh_from_db()
    assert check.state == "answered"
