"""Visit cost, measured values, looks, effect and handover by programs."""

from __future__ import annotations

from baoxiu.web.api.tests.conftest import Programs
from tests.journey import CHECKED, INSPECTED, Journey

HANDED = {"explained": "yes", "bill": "na", "papers": "na", "record": "yes"}


def test_from_the_way_to_the_handover(program: Programs, visit_journey: Journey) -> None:
    """RQ-VIS-14, RQ-EXE-04, RQ-QC-03, RQ-ACC-05…07, RQ-ASM-05: every verb has its address."""
    journey = visit_journey
    journey.in_repair()
    order, bo, mo = f"/orders/{journey.order.number}", program("bo"), program("mo")
    visit = journey.order.visits.get()
    assert bo.done(f"/visits/{visit.pk}/cost", {"fares": "12.00"})["travel_cost"] == "12.00"
    worn = {"answers": {"earth": "0.3"}}
    assert bo.post(f"{order}/measurements", worn).status_code == 422
    bo.done(f"{order}/measurements", worn | {"remedies": {"earth": "repair"}})
    bo.done(f"{order}/measurements", {"answers": {"earth": "0.05"}})
    bo.done(f"{order}/self-check", {"answers": CHECKED})
    mo.done(f"{order}/inspection", {"answers": INSPECTED})
    looks = bo.done(f"{order}/looks", {"text": "划痕"})["id"]
    said = {"confirmed_with": "Alice", "outcome": "认可"}
    assert bo.done(f"{order}/looks/{looks}/confirm", said)["outcome"] == "认可"
    assert bo.post(f"{order}/looks/{looks + 1}/confirm", said).status_code == 404
    assert mo.post(f"{order}/effect", {"score": 5, "satisfied": True}).status_code == 409
    assert mo.post(f"{order}/exchange-route", {"told": "Alice"}).status_code == 409
    bo.done(f"{order}/handover", {"way": "paper", "given_to": "Alice", "answers": HANDED})
    assert journey.order.record_copies.count() == 1
