"""Leaving: report and checklist."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.forms.actions import FormIncomplete
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.visits import actions, queries
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.policies import CHECKLIST_REQUIRED
from tests.journey import LEAVING, STARTING, Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(visit_journey: Journey) -> Visit:
    """Bo is at Alice's."""
    visit_journey.accepted()
    return visit_journey.arrived()


def leave(journey: Journey, visit: Visit, report: str = "更换电容，试机正常", cause: str = "") -> Visit:
    """Bo goes."""
    at = journey.tick()
    return actions.finish(visit, report=report, second_visit_cause=cause, by=journey.actor("bo"), at=at)


def test_with_report_and_checklists(visit_journey: Journey, visit: Visit) -> None:
    """RQ-VIS-01…11, RQ-VIS-15."""
    bo = visit_journey.actor("bo")
    for form, answers in (("visit_start", STARTING), ("visit_end", LEAVING)):
        actions.fill_checklist(visit, form=form, answers=answers, by=bo, at=visit_journey.tick())
    visit = leave(visit_journey, visit, cause="等待配件")
    assert (visit.stage, visit.finished_at) == ("finished", visit_journey.now)
    assert [filled.form.code for filled in queries.checklists(visit)] == ["visit_start", "visit_end"]
    data = Event.objects.get(kind="visits.finished").data
    assert (data["report"], data["second_visit_cause"]) == ("更换电容，试机正常", "等待配件")


def test_not_without_the_checklist_for_leaving(visit_journey: Journey, visit: Visit) -> None:
    """RQ-VIS-11; a firm may choose to do without."""
    bo = visit_journey.actor("bo")
    actions.fill_checklist(visit, form="visit_start", answers=STARTING, by=bo, at=visit_journey.tick())
    with pytest.raises(actions.ChecklistMissing):
        leave(visit_journey, visit)
    now = visit_journey.tick()
    choose(CHECKLIST_REQUIRED, value=False, valid_from=now, by=SYSTEM, at=now)
    assert leave(visit_journey, visit).stage == "finished"


def test_not_without_report(visit_journey: Journey, visit: Visit) -> None:
    """RQ-VIS-15."""
    with pytest.raises(actions.ReportMissing):
        leave(visit_journey, visit, report=" ")


def test_an_incomplete_checklist_is_told_field_by_field(visit_journey: Journey, visit: Visit) -> None:
    """RQ-VIS-08: the conduct confirmation cannot be left out."""
    answers = {key: value for key, value in LEAVING.items() if key != "accepted_nothing"}
    bo = visit_journey.actor("bo")
    with pytest.raises(FormIncomplete) as refused:
        actions.fill_checklist(visit, form="visit_end", answers=answers, by=bo, at=visit_journey.tick())
    assert set(refused.value.fields) == {"accepted_nothing"}


def test_a_checklist_belongs_to_an_open_visit(visit_journey: Journey, visit: Visit) -> None:
    """Other forms and ended visits are refused."""
    bo = visit_journey.actor("bo")
    with pytest.raises(InvalidInput):
        actions.fill_checklist(visit, form="self_check", answers={}, by=bo, at=visit_journey.tick())
    ben = visit_journey.actor("ben")
    with pytest.raises(NotAllowed):
        actions.fill_checklist(visit, form="visit_end", answers=LEAVING, by=ben, at=visit_journey.tick())
    actions.report_no_access(visit, reason="refused", by=bo, at=visit_journey.tick())
    with pytest.raises(actions.VisitOver):
        actions.fill_checklist(visit, form="visit_end", answers=LEAVING, by=bo, at=visit_journey.tick())


def test_a_failed_item_is_told(visit_journey: Journey, visit: Visit) -> None:
    """RQ-VIS-07: damage opens a task."""
    answers = LEAVING | {"no_damage": "fail", "damage_note": "花瓶打碎，照价赔偿120元"}
    bo = visit_journey.actor("bo")
    filled = actions.fill_checklist(visit, form="visit_end", answers=answers, by=bo, at=visit_journey.tick())
    assert filled.failed == ["no_damage"]
    assert Event.objects.get(kind="form.filled").data["opens_tasks"] == ["no_damage"]


def test_only_from_the_customers(visit_journey: Journey) -> None:
    """Appendix e3."""
    visit_journey.accepted()
    visit = visit_journey.booked()
    with pytest.raises(IllegalMove):
        leave(visit_journey, visit)
