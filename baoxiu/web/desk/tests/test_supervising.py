"""Who supervises at the desk: requests, steps, spot checks, joint reviews, claims, damage."""

from __future__ import annotations

from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey


def test_requests_steps_and_checks(journey: Journey, desk: Desk) -> None:
    """RQ-ADD-01, RQ-ADD-03, RQ-QC-09, RQ-QC-13, RQ-ASM-06: every verb on the order page, refusals at their fields."""
    order = journey.in_repair()
    bo = journey.actor("bo")
    given = {"kind": "method", "text": "现场焊接", "reason": "管路无法拆下"}
    change = repairs.ask_change(order, **given, by=bo, at=journey.tick())
    repairs.note_step(order, text="拆机", by=bo, at=journey.tick())
    desk.time.now = journey.now
    desk.sign_in("mo")
    assert "现场焊接" in desk.get("order", order.number).content.decode()
    no = {"change": str(change.pk), "granted": "no"}
    assert desk.post("order_step", order.number, "decide_change", **no).status_code == 422
    desk.step(order, "decide_change", **no, answer="火灾隐患")
    change.refresh_from_db()
    assert (change.state, change.answer) == ("refused", "火灾隐患")
    assert desk.post("order_step", order.number, "check_step", passed="no").status_code == 422
    desk.step(order, "check_step", passed="yes")
    met = {"question": "反复失效", "minutes": "复现", "plan": "整板更换"}
    alone = met | {"participants": "质检部 Iris"}
    assert desk.post("order_step", order.number, "joint_review", **alone).status_code == 422
    desk.step(order, "joint_review", **met, participants="质检部 Iris\n技术部 Eve")
    desk.step(order, "spot_check", finding="未铺垫布", demand="铺好垫布")
    assert "铺好垫布" in desk.get("quality").content.decode()
    check = order.spot_checks.get()
    inspection.answer_demand(check, answer="已铺好", by=bo, at=desk.time.tick())
    desk.step(order, "close_demand", demand=str(check.pk), accepted="yes")
    check.refresh_from_db()
    assert check.state == "closed"


def test_a_claim(journey: Journey, desk: Desk) -> None:
    """RQ-ACC-02: noted by the agent, decided by the manager, repaired anew."""
    journey.signed()
    order = journey.order
    desk.time.now = journey.now
    given = {"wish": "repair", "text": "又不制冷", "claimed_by": "Alice"}
    desk.sign_in("ava").step(order, "claim", **given)
    desk.sign_in("mo")
    assert desk.post("order_step", order.number, "decide_claim", granted="no").status_code == 422
    desk.step(order, "decide_claim", granted="yes")
    assert WorkOrder.objects.filter(repeat_of=order).exists()
    assert "又不制冷" in desk.get("order", order.number).content.decode()


def test_a_damage_is_paid(visit_journey: Journey, desk: Desk) -> None:
    """RQ-VIS-07."""
    visit_journey.accepted()
    visit = visit_journey.arrived()
    bo = visit_journey.actor("bo")
    damage = visits.note_damage(visit, what="茶几划伤", apologised=True, by=bo, at=visit_journey.tick())
    desk.time.now = visit_journey.now
    desk.sign_in("mo")
    paid = {"damage": str(damage.pk), "paid_to": "Alice"}
    assert (
        desk.post("order_step", visit_journey.order.number, "compensate", **paid, value="-1").status_code
        == 422
    )
    desk.step(visit_journey.order, "compensate", **paid, value="180")
    damage.refresh_from_db()
    assert damage.value == 180
