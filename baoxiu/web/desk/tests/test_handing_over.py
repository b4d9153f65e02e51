"""At the desk: the way to an exchange, the effect, and the first-time-fix figure with its lists."""

from __future__ import annotations

from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey


def test_too_dear_is_sent_to_exchange(journey: Journey, desk: Desk) -> None:
    """RQ-ASM-05: the service manager compares and decides on the order page."""
    journey.accepted()
    order = journey.assessed(cost_sensible=False)
    desk.time.now = journey.now
    desk.sign_in("mo")
    cheap = {"repair_cost": "400", "product_price": "1000", "told": "Alice"}
    refused = desk.post("order_step", order.number, "exchange_route", **cheap)
    assert refused.status_code == 422
    assert "40%" in refused.content.decode()
    desk.step(order, "exchange_route", **cheap | {"repair_cost": "800"})
    assert "维修费用过高" in desk.get("order", order.number).content.decode()


def test_the_effect_is_judged_at_the_desk(journey: Journey, desk: Desk) -> None:
    """RQ-ACC-05."""
    journey.signed()
    order = journey.order
    desk.time.now = journey.now
    desk.sign_in("mo")
    low = {"score": "2", "satisfied": "yes"}
    assert desk.post("order_step", order.number, "effect", **low).status_code == 422
    desk.step(order, "effect", **low, note="噪声仍偏大")
    assert "噪声仍偏大" in desk.get("order", order.number).content.decode()


def test_each_number_of_the_figure_leads_to_its_orders(visit_journey: Journey, desk: Desk) -> None:
    """RQ-APT-07: done with one visit, on the pages of technician and outlet; behind each number its orders."""
    visit_journey.signed()
    order, visit = visit_journey.order, visit_journey.order.visits.get()
    visit.second_visit_cause = "缺配件"
    visit.save(update_fields=["second_visit_cause"])
    desk.time.now = visit_journey.tick()
    desk.sign_in("mo")
    behind = f"technician={order.technician_id}&amp;visits=one"
    assert behind in desk.get("technician", order.technician.number).content.decode()
    assert "visits=one" in desk.get("outlet", order.outlet.code).content.decode()
    for wanted, there in (("one", True), ("done", True), ("more", False)):
        page = desk.get("orders", visits=wanted, technician=order.technician_id).content.decode()
        assert (f"/desk/orders/{order.number}/" in page) is there
    page = desk.get("orders", visits="done", cause="缺配件").content.decode()
    assert f"/desk/orders/{order.number}/" in page
