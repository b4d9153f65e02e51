"""Agreeing on another time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.visits import actions
from baoxiu.flow.visits.models import Visit
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(visit_journey: Journey) -> Visit:
    """A booked visit."""
    visit_journey.accepted()
    return visit_journey.booked()


def move(journey: Journey, visit: Visit, **more: Any) -> Visit:
    """To the next day at the same hour."""
    given = {
        "start": visit.window_start + timedelta(days=1),
        "end": visit.window_end + timedelta(days=1),
        "reason": "客户临时外出",
        "agreed_with": "Alice的父亲",
        "by": journey.actor("bo"),
        "at": journey.tick(),
    }
    return actions.reschedule(visit, **(given | more))


def test_old_and_new_time_reason_and_who_agreed(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-04."""
    moved = move(visit_journey, visit)
    change = moved.reschedulings.get()
    assert (change.old_start, change.new_start) == (visit.window_start, moved.window_start)
    assert (change.reason, change.agreed_with) == ("客户临时外出", "Alice的父亲")
    assert Event.objects.get(kind="visits.rescheduled").data["reason"] == "客户临时外出"


def test_not_once_the_window_has_begun(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-04, T11: beforehand; afterwards the delay is told, the visit cancelled and a new one agreed."""
    start = visit.window_start
    with pytest.raises(actions.TooLateToReschedule):
        move(visit_journey, visit, at=start)
    bo = visit_journey.actor("bo")
    actions.cancel(visit, reason="路上堵车，已电话致歉", by=bo, at=start + timedelta(minutes=1))
    visit_journey.now = start
    assert visit_journey.booked().stage == "booked"


def test_needs_a_reason_and_somebody_who_agreed(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-04."""
    with pytest.raises(actions.ReasonMissing):
        move(visit_journey, visit, reason="")
    with pytest.raises(actions.AgreementMissing):
        move(visit_journey, visit, agreed_with="")
    with pytest.raises(InvalidInput):
        move(visit_journey, visit, end=visit.window_start)


def test_not_into_another_visit(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-01: no double promise; the own window does not count."""
    other = Journey(visit_journey.cast, visit.window_end, mode="on_site")
    other.accepted()
    taken = other.booked()
    with pytest.raises(actions.TechnicianBusy):
        move(visit_journey, visit, start=taken.window_start, end=taken.window_end)
    later = visit.window_start + timedelta(minutes=30)
    assert move(visit_journey, visit, start=later, end=visit.window_end).window_start == later


def test_not_after_setting_out_and_not_for_others(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-04, RQ-SEC-06."""
    with pytest.raises(NotAllowed):
        move(visit_journey, visit, by=visit_journey.actor("ben"))
    actions.set_out(visit_journey.ready(visit), by=visit_journey.actor("bo"), at=visit_journey.tick())
    with pytest.raises(IllegalMove):
        move(visit_journey, visit)
