"""The final inspection."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.forms.actions import in_force
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.inspection import actions, queries
from tests.journey import CHECKED, INSPECTED, Journey

pytestmark = pytest.mark.django_db


def test_passed_waits_for_acceptance(journey: Journey) -> None:
    """RQ-QC-04: before handover, by somebody else."""
    journey.inspected()
    assert journey.order.stage == "awaiting_acceptance"
    final = queries.of_order(journey.order).last()
    assert final is not None
    assert (final.passed, final.by_name, final.form.form.code) == (True, "Iris", "final_inspection")
    assert Event.objects.get(kind="inspection.passed").data["attempt"] == 1


def test_failed_goes_back_with_the_reason_and_is_counted(journey: Journey) -> None:
    """RQ-QC-02, RQ-QC-06, RQ-RWK-01."""
    journey.self_checked()
    iris, bo = journey.actor("iris"), journey.actor("bo")
    answers = INSPECTED | {"safety": "fail"}
    for attempt in (1, 2):
        check = actions.inspect(
            journey.order, answers=answers, rework_reason="绝缘电阻不合格", by=iris, at=journey.tick()
        )
        assert (check.attempt, journey.fresh().stage) == (attempt, "in_repair")
        actions.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    data = Event.objects.filter(kind="inspection.failed").latest("id").data
    assert (data["reason"], data["failed"], data["attempt"]) == ("绝缘电阻不合格", ["safety"], 2)
    assert queries.failures(journey.order) == 2
    actions.inspect(journey.order, answers=INSPECTED, by=iris, at=journey.tick())
    assert journey.fresh().stage == "awaiting_acceptance"


def test_a_failure_needs_its_reason(journey: Journey) -> None:
    """RQ-QC-06."""
    journey.self_checked()
    with pytest.raises(actions.ReworkReasonMissing):
        actions.inspect(
            journey.order,
            answers=INSPECTED | {"function": "fail"},
            by=journey.actor("iris"),
            at=journey.tick(),
        )
    assert journey.fresh().stage == "inspecting"


def test_nobody_inspects_the_own_work(journey: Journey) -> None:
    """RQ-QC-10: not even with the right; without the right nobody."""
    journey.self_checked()
    bo = replace(journey.actor("bo"), rights=frozenset({"inspection.inspect", "orders.see"}))
    for by in (bo, journey.actor("bo"), journey.actor("ben"), journey.actor("wang"), journey.actor("fin")):
        with pytest.raises(NotAllowed):
            actions.inspect(journey.order, answers=INSPECTED, by=by, at=journey.tick())


def test_only_after_the_self_check_and_with_something_judged(journey: Journey) -> None:
    """RQ-QC-02: after self-check."""
    journey.in_repair()
    iris = journey.actor("iris")
    with pytest.raises(IllegalMove):
        actions.inspect(journey.order, answers=INSPECTED, by=iris, at=journey.tick())
    actions.self_check(journey.order, answers=CHECKED, by=journey.actor("bo"), at=journey.tick())
    with pytest.raises(actions.NothingInspected):
        actions.inspect(journey.order, answers=dict.fromkeys(INSPECTED, "na"), by=iris, at=journey.tick())


@pytest.mark.parametrize(("test", "allowed"), [("technical", 3), ("function", 2), ("safety", 99)])
def test_one_failure_too_many_is_rework(journey: Journey, test: str, allowed: int) -> None:
    """RQ-RWK-01: the third failed adjustment, the second failed test by feel; others are not counted."""
    journey.self_checked()
    iris, bo = journey.actor("iris"), journey.actor("bo")
    form = in_force("final_inspection", at=journey.now)
    for number in range(1, 4):
        told = queries.attempts(journey.order, form).get(test)
        assert told is None or (told.number, told.of) == ((number - 1) % allowed + 1, allowed)
        check = actions.inspect(
            journey.order,
            answers=INSPECTED | {test: "fail"},
            rework_reason="仍不合格",
            by=iris,
            at=journey.tick(),
        )
        assert hasattr(check, "rework") == (number % allowed == 0)
        assert journey.fresh().stage == "in_repair"
        actions.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    found = Event.objects.filter(kind="inspection.rework_found")
    assert found.count() == journey.order.reworks.count() == 3 // allowed
    for row in journey.order.reworks.all():
        assert (row.tests, row.technician, row.reason) == ([test], journey.order.technician, "仍不合格")
