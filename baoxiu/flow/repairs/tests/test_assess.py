"""The technical assessment."""

from __future__ import annotations

from typing import Any

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.repairs import actions, queries
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_three_results_and_the_warranty(journey: Journey) -> None:
    """RQ-ASM-02, RQ-ASM-04: nature, repairable and sensible, warranty yes or no, with cause and proposal."""
    journey.accepted()
    order = journey.assessed(cause_text="电容老化", proposal="更换电容")
    made = queries.assessment(order)
    assert made is not None
    assert made.verdict is not None
    assert (order.stage, order.service_class, made.proposal) == ("assessed", "free", "更换电容")
    data = Event.objects.get(kind="repairs.assessed").data
    assert (data["result"], data["warranty"], data["number"]) == ("repairable", "covered", order.number)


@pytest.mark.parametrize(
    ("given", "result", "outcome"),
    [
        ({"repairable": False}, "not_repairable", "not_repairable"),
        ({"repairable": True, "cost_sensible": False}, "too_dear", "not_repaired"),
    ],
)
def test_beyond_repair_or_too_dear_goes_back(
    journey: Journey, given: dict[str, Any], result: str, outcome: str
) -> None:
    """RQ-ASM-05: the order is to be returned unrepaired."""
    journey.accepted()
    order = journey.assessed(**given, barrier="主板停产")
    assert (order.stage, order.outcome, order.barrier) == ("unrepaired", outcome, "主板停产")
    assert Event.objects.get(kind="repairs.assessed").data["result"] == result


def test_found_unrepairable_during_the_repair(journey: Journey) -> None:
    """RQ-ASM-05: also later."""
    journey.in_repair()
    assert journey.assessed(repairable=False).stage == "unrepaired"


def test_assessed_again_before_the_quote(journey: Journey) -> None:
    """RQ-ASM-02: the newest holds."""
    journey.accepted()
    journey.assessed()
    order = journey.assessed(fault_nature="压缩机卡缸", cause_class="misuse")
    newest = queries.assessment(order)
    assert newest is not None
    assert (newest.fault_nature, order.assessments.count()) == ("压缩机卡缸", 2)
    assert order.service_class == "paid"


def test_at_the_customers_somebody_must_have_arrived(visit_journey: Journey) -> None:
    """RQ-ASM-02: found by visit or test."""
    visit_journey.accepted()
    with pytest.raises(actions.NotThereYet):
        visit_journey.assessed()
    visit_journey.arrived()
    assert visit_journey.assessed().stage == "assessed"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"fault_nature": "  "}, "fault_nature"), ({"cause_class": "bad_luck"}, "cause_class")],
)
def test_nature_and_cause_are_needed(journey: Journey, given: dict[str, Any], field: str) -> None:
    """RQ-ASM-02, RQ-ASM-04."""
    journey.accepted()
    with pytest.raises(actions.AssessmentIncomplete) as refused:
        journey.assessed(**given)
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["ben", "iris", "ava", "wang"])
def test_not_by_others(journey: Journey, name: str) -> None:
    """RQ-SEC-06."""
    order = journey.accepted()
    with pytest.raises(NotAllowed):
        actions.assess(
            order,
            fault_nature="x",
            cause_class="misuse",
            repairable=True,
            by=journey.actor(name),
            at=journey.tick(),
        )


def test_not_after_the_repair(journey: Journey) -> None:
    """Appendix e2."""
    journey.inspected()
    with pytest.raises(IllegalMove):
        journey.assessed()
