"""Installation, commissioning and maintenance: place, sheet, the product's file, findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from baoxiu.basics.products.models import Family, Unit
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.actions import Handover
from baoxiu.flow.repairs.models import Installation
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.moves import NotOnThisPath, check_path
from tests.cast import Cast
from tests.journey import Journey

CARDS = Handover(installation_card="AZ-1", warranty_card="BX-1", contact_card="FW-1", trained="Alice")
JUDGED = {
    "installation": ("unpacked", "place", "standard", "wall", "drain", "electric", "test_run"),
    "maintenance": ("cleaned", "fastened", "leaks", "electric", "test_run"),
}
SAID = {"installation": ("training", "questions"), "maintenance": ("training",)}


def sheet(service: str) -> dict[str, str]:
    """Everything in order."""
    return dict.fromkeys(JUDGED[service], "pass") | dict.fromkeys(SAID[service], "yes")


def going(journey: Journey, service: str) -> Journey:
    """Taken by Bo, and nothing repaired about it."""
    order = journey.accepted()
    order.service = order.request.service = service
    order.save(update_fields=["service"])
    return journey


def site(journey: Journey, **more: Any) -> Any:
    given = {"agreed_with": "Alice", "place": "客厅东墙"} | more
    return repairs.confirm_site(journey.order, **given, by=journey.actor("bo"), at=journey.tick())


def begun(journey: Journey, service: str) -> Journey:
    """Agreed and begun."""
    going(journey, service)
    site(journey)
    repairs.start(journey.order, by=journey.actor("bo"), at=journey.tick())
    journey.fresh()
    return journey


def finish(journey: Journey, **more: Any) -> Any:
    given = {"answers": sheet(journey.order.service), "handover": CARDS} | more
    return repairs.finish_work(journey.order, **given, by=journey.actor("bo"), at=journey.tick())


def test_the_place_is_agreed_before_an_installation_begins(journey: Journey) -> None:
    """RQ-INS-02: who agreed and where; a maintenance puts nothing up."""
    going(journey, "installation")
    bo = journey.actor("bo")
    with pytest.raises(IllegalMove):
        repairs.start(journey.order, by=bo, at=journey.tick())
    with pytest.raises(repairs.ConsentIncomplete):
        site(journey, place=" ")
    with pytest.raises(repairs.ConsentIncomplete):
        site(journey, agreed_with="")
    with pytest.raises(NotAllowed):
        repairs.confirm_site(
            journey.order, agreed_with="Alice", place="墙", by=journey.actor("iris"), at=journey.now
        )
    made = site(journey, note="高于物业规定位置会滴水到邻居窗台，已说明")
    assert (made.place, journey.fresh().stage) == ("客厅东墙", "ready")


def test_somebody_must_be_there_first(visit_journey: Journey) -> None:
    """RQ-INS-02: the place is seen, not guessed."""
    going(visit_journey, "installation")
    with pytest.raises(repairs.NotThereYet):
        site(visit_journey)


def test_neither_fault_nor_inspection_is_on_the_path_and_the_sheet_not_on_a_repairs(journey: Journey) -> None:
    """RQ-INT-16, RQ-WO-13."""
    journey.accepted()
    with pytest.raises(NotOnThisPath):
        site(journey)
    begun(journey, "maintenance")
    with pytest.raises(NotOnThisPath):
        check_path(journey.order, "self_check")
    with pytest.raises(NotOnThisPath):
        journey.assessed()


def test_an_installation_begins_the_products_file(journey: Journey, cast: Cast) -> None:
    """RQ-INS-01, RQ-INS-05, RQ-INS-06: the unit with its first day, the three cards, who was shown its use."""
    begun(journey, "installation")
    Unit.objects.update(installed_on=None)
    finish(journey)
    made = Installation.objects.get()
    assert journey.fresh().stage == "awaiting_acceptance"
    assert (made.unit, made.warranty_card, made.trained) == (cast.unit, "BX-1", "Alice")
    assert made.unit.installed_on == date(2026, 3, 2)


def test_an_unknown_unit_is_registered_for_the_customer(journey: Journey) -> None:
    """RQ-CUS-04: its serial number is read from the product; a repeat after an objection changes nothing."""
    begun(journey, "installation")
    finish(journey, handover=replace(CARDS, serial="NEW-0001"))
    unit = journey.fresh().unit
    assert (unit.serial, unit.customer, unit.installed_on) == (
        "NEW-0001",
        journey.order.customer,
        date(2026, 3, 2),
    )


@pytest.mark.parametrize("name", ["installation_card", "warranty_card", "contact_card", "trained"])
def test_nothing_is_left_out_at_the_handover(journey: Journey, name: str) -> None:
    """RQ-INS-05, RQ-INS-06."""
    begun(journey, "installation")
    with pytest.raises(repairs.HandoverIncomplete) as refused:
        finish(journey, handover=replace(CARDS, **{name: " "}))
    assert set(refused.value.fields) == {name}


def test_a_failed_item_is_put_right_first(journey: Journey) -> None:
    """RQ-INS-03, RQ-INS-04: wall hole, drain, test run."""
    begun(journey, "installation")
    with pytest.raises(repairs.SheetNotPassed) as refused:
        finish(journey, answers=sheet("installation") | {"drain": "fail"})
    assert set(refused.value.fields) == {"drain"}
    assert journey.fresh().stage == "in_repair"


def test_the_unit_of_somebody_else_is_not_taken_over(journey: Journey, cast: Cast) -> None:
    """RQ-SEC-04."""
    begun(journey, "installation")
    other = Family.objects.exclude(pk=journey.order.family_id).first()
    Unit.objects.create(serial="OTHER-1", serial_key="OTHER1", family=other, created_at=cast.at)
    with pytest.raises(repairs.UnitOfAnother):
        finish(journey, handover=replace(CARDS, serial="OTHER-1"))


def test_what_is_to_be_paid_is_agreed_and_the_customer_pays_it(journey: Journey) -> None:
    """RQ-FEE-04, RQ-QUO-02: no warranty is asked; work waits for the answer."""
    going(journey, "installation")
    site(journey)
    journey.fresh()
    quote = journey.quoted(journey.paid_line())
    assert (quote.stage, quote.total_customer, journey.order.stage) == ("sent", 45, "awaiting_consent")
    with pytest.raises(IllegalMove):
        repairs.start(journey.order, by=journey.actor("bo"), at=journey.tick())
    journey.agreed(quote)
    assert repairs.start(journey.order, by=journey.actor("bo"), at=journey.tick()).stage == "in_repair"


def test_a_finding_becomes_a_linked_repair_request(journey: Journey) -> None:
    """RQ-INT-16: the maintenance goes on."""
    begun(journey, "maintenance")
    made = repairs.report_finding(
        journey.order, fault_text="压缩机异响", by=journey.actor("bo"), at=journey.tick()
    )
    assert (made.service, made.stage, made.came_from_id) == ("repair", "submitted", journey.order.request_id)
    assert (made.unit_id, journey.fresh().stage) == (journey.order.unit_id, "in_repair")
    with pytest.raises(NotAllowed):
        repairs.report_finding(journey.order, fault_text="异响", by=journey.actor("iris"), at=journey.tick())


def test_on_a_repair_a_further_fault_is_no_finding(journey: Journey) -> None:
    journey.in_repair()
    with pytest.raises(repairs.NoFinding):
        repairs.report_finding(journey.order, fault_text="异响", by=journey.actor("bo"), at=journey.tick())


def test_begun_work_by_a_sheet_may_be_broken_off(journey: Journey) -> None:
    """Nothing of the customer's is open; a begun repair cannot be cancelled (appendix e2)."""
    begun(journey, "installation")
    ended = work_orders.cancel(
        journey.order, reason="墙体不能承重", by=journey.actor("mo"), at=journey.tick()
    )
    assert (ended.stage, ended.outcome) == ("cancelled", "cancelled")
