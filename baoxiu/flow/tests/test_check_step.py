"""Each step is looked at before the next begins, where the firm asks for it."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions
from baoxiu.flow.repairs.models import WorkStep
from tests.journey import CHECKED, Journey

pytestmark = pytest.mark.django_db


def noted(journey: Journey, text: str) -> WorkStep:
    """Bo writes down a step."""
    return actions.note_step(journey.order, text=text, by=journey.actor("bo"), at=journey.tick())


def test_step_by_step(journey: Journey) -> None:
    """RQ-QC-09, RQ-QC-05, RQ-EXE-02: no next step, and no self-check, before the last one has passed."""
    journey.in_repair()
    bo, iris = journey.actor("bo"), journey.actor("iris")
    choose("repairs.steps_checked", value=True, valid_from=journey.now, by=SYSTEM, at=journey.now)
    first = noted(journey, "拆机")
    with pytest.raises(actions.StepNotChecked):
        noted(journey, "换件")
    with pytest.raises(NotAllowed):
        actions.check_step(first, passed=True, by=bo, at=journey.tick())
    with pytest.raises(actions.FindingMissing):
        actions.check_step(first, passed=False, by=iris, at=journey.tick())
    actions.check_step(first, passed=False, finding="螺钉未收好", by=iris, at=journey.tick())
    with pytest.raises(actions.CheckedAlready):
        actions.check_step(first, passed=True, by=iris, at=journey.tick())
    with pytest.raises(actions.StepFailed):
        inspection.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    put_right = noted(journey, "螺钉已归盒")
    with pytest.raises(actions.StepNotChecked):
        inspection.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    actions.check_step(put_right, passed=True, by=journey.actor("mo"), at=journey.tick())
    inspection.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    assert journey.fresh().stage == "inspecting"


def test_without_the_policy_a_check_is_possible_but_not_needed(journey: Journey) -> None:
    """RQ-QC-09."""
    journey.in_repair()
    step = noted(journey, "拆机")
    noted(journey, "换件")
    assert actions.check_step(step, passed=True, by=journey.actor("iris"), at=journey.tick()).passed
