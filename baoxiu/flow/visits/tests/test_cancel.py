"""Calling a visit off."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.visits import actions, queries
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_with_a_reason_before_anybody_arrived(visit_journey: Journey) -> None:
    """RQ-APT-04."""
    order = visit_journey.accepted()
    visit, bo = visit_journey.booked(), visit_journey.actor("bo")
    with pytest.raises(actions.ReasonMissing):
        actions.cancel(visit, reason="", by=bo, at=visit_journey.tick())
    with pytest.raises(NotAllowed):
        actions.cancel(visit, reason="x", by=visit_journey.actor("ben"), at=visit_journey.tick())
    actions.cancel(visit, reason="客户改期未定", by=bo, at=visit_journey.tick())
    assert queries.open_visit(order) is None
    assert Event.objects.get(kind="visits.cancelled").data["reason"] == "客户改期未定"


def test_not_after_arrival(visit_journey: Journey) -> None:
    """Who is there finishes or reports no access."""
    visit_journey.accepted()
    visit = visit_journey.arrived()
    with pytest.raises(IllegalMove):
        actions.cancel(visit, reason="x", by=visit_journey.actor("bo"), at=visit_journey.tick())


def test_who_stands_at_the_door_leaves(visit_journey: Journey) -> None:
    """RQ-DSP-02, RQ-VIS-15: the order went to somebody else meanwhile, and the next visit can be booked."""
    order = visit_journey.accepted()
    visit = visit_journey.arrived()
    assert (
        actions.drop(order, of=visit_journey.cast.ben.pk, reason="x", by=SYSTEM, at=visit_journey.now) is None
    )
    left = actions.drop(order, reason="改派他人", by=SYSTEM, at=visit_journey.tick())
    assert left == visit
    assert (left.stage, left.report, left.second_visit_cause) == ("finished", "改派他人", "改派他人")
    assert visit_journey.booked().stage == "booked"


def test_an_order_without_purpose_drops_its_visit(visit_journey: Journey) -> None:
    """The order was cancelled or went to another technician; without visit nothing happens."""
    order = visit_journey.accepted()
    assert actions.drop(order, reason="工单取消", by=SYSTEM, at=visit_journey.tick()) is None
    visit_journey.booked()
    dropped = actions.drop(order, reason="工单取消", by=SYSTEM, at=visit_journey.tick())
    assert dropped is not None
    assert dropped.stage == "cancelled"
