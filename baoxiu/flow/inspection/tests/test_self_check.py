"""The technician's own check."""

from __future__ import annotations

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.forms.actions import FormIncomplete, in_force
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.inspection import actions
from baoxiu.flow.work_orders.actions import add_item
from tests.journey import CHECKED, Journey

pytestmark = pytest.mark.django_db


def test_passed_goes_to_the_final_inspection_with_the_sheet_done(journey: Journey) -> None:
    """RQ-QC-01: anything left out? The statement that the sheet is done closes its items."""
    check = journey.self_checked()
    assert (check.passed, check.attempt, journey.order.stage) == (True, 1, "inspecting")
    assert not journey.order.items.filter(done_at=None).exists()
    data = Event.objects.get(kind="inspection.self_checked").data
    assert (data["passed"], data["failed"], data["number"]) == (True, [], journey.order.number)


def test_a_failed_item_keeps_the_order_in_repair(journey: Journey) -> None:
    """RQ-QC-01, appendix e6: items left."""
    journey.in_repair()
    answers, bo = CHECKED | {"works": "fail"}, journey.actor("bo")
    check = actions.self_check(journey.order, answers=answers, by=bo, at=journey.tick())
    assert (check.passed, journey.fresh().stage) == (False, "in_repair")
    assert Event.objects.get(kind="inspection.self_check_failed").data["failed"] == ["works"]
    again = actions.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    assert (again.attempt, journey.fresh().stage) == (2, "inspecting")


def test_open_items_of_the_dispatch_sheet(journey: Journey) -> None:
    """RQ-QC-01: was the dispatch sheet followed? The refusal names what is open."""
    journey.in_repair()
    add_item(journey.order, text="清洗过滤网", by=journey.actor("dana"), at=journey.tick())
    answers = CHECKED | {"sheet_done": "na"}
    with pytest.raises(actions.ItemsOpen) as refused:
        actions.self_check(journey.order, answers=answers, by=journey.actor("bo"), at=journey.tick())
    assert "清洗过滤网" in str(refused.value)
    assert journey.fresh().stage == "in_repair"


def test_nothing_judged_is_no_check(journey: Journey) -> None:
    """RQ-QC-01: full."""
    journey.in_repair()
    with pytest.raises(actions.NothingInspected):
        actions.self_check(
            journey.order, answers=dict.fromkeys(CHECKED, "na"), by=journey.actor("bo"), at=journey.tick()
        )


def test_complete_by_the_technician_and_in_repair_only(journey: Journey) -> None:
    """RQ-QC-01, RQ-SEC-06. The form may be given by who fills many."""
    journey.in_repair()
    bo, form = journey.actor("bo"), in_force(actions.SELF_CHECK, at=journey.now)
    with pytest.raises(FormIncomplete) as refused:
        actions.self_check(journey.order, answers={"works": "pass"}, by=bo, at=journey.tick())
    assert "sheet_done" in refused.value.fields
    for name in ("ben", "iris"):
        with pytest.raises(NotAllowed):
            actions.self_check(journey.order, answers=CHECKED, by=journey.actor(name), at=journey.tick())
    actions.self_check(journey.order, answers=CHECKED, form=form, by=bo, at=journey.tick())
    with pytest.raises(IllegalMove):
        actions.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
