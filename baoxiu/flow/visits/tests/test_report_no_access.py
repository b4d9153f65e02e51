"""Nobody in, and calls that nobody answers."""

from __future__ import annotations

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.visits import actions, queries
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_the_visit_ends_and_the_order_goes_on(visit_journey: Journey) -> None:
    """Appendix e3: a new visit is to be agreed."""
    order = visit_journey.accepted()
    visit = visit_journey.arrived()
    bo = visit_journey.actor("bo")
    visit = actions.report_no_access(
        visit, reason="nobody_in", note="敲门三次", by=bo, at=visit_journey.tick()
    )
    assert (visit.stage, visit.no_access.note) == ("no_access", "敲门三次")
    assert Event.objects.get(kind="visits.no_access").data["reason"] == "nobody_in"
    assert queries.arrived_visit(order) is None
    assert visit_journey.booked().stage == "booked"
    assert queries.visits_made(order) == 1


def test_only_on_the_way_or_at_the_door(visit_journey: Journey) -> None:
    """A visit that nobody began cannot fail at the door."""
    visit_journey.accepted()
    visit, bo = visit_journey.booked(), visit_journey.actor("bo")
    with pytest.raises(IllegalMove):
        actions.report_no_access(visit, reason="refused", by=bo, at=visit_journey.tick())
    visit = actions.set_out(visit_journey.ready(visit), by=bo, at=visit_journey.tick())
    with pytest.raises(InvalidInput):
        actions.report_no_access(visit, reason="weather", by=bo, at=visit_journey.tick())
    with pytest.raises(NotAllowed):
        actions.report_no_access(
            visit, reason="refused", by=visit_journey.actor("ben"), at=visit_journey.tick()
        )


def test_a_customer_out_of_reach_keeps_the_visit(visit_journey: Journey) -> None:
    """RQ-APT-05: failed contact does not cancel the visit; the attempts are kept."""
    order = visit_journey.accepted()
    visit, bo = visit_journey.booked(), visit_journey.actor("bo")
    for _try in range(3):
        actions.note_contact(order, reached=False, note="无人接听", by=bo, at=visit_journey.tick())
    visit.refresh_from_db()
    assert visit.stage == "booked"
    assert order.contact_attempts.filter(reached=False).count() == 3
    assert not Event.objects.filter(kind="visits.contacted").exists()


def test_a_call_that_was_answered(visit_journey: Journey) -> None:
    """RQ-APT-02, T10: keeps the promise of prompt contact."""
    order = visit_journey.accepted()
    actions.note_contact(
        order, reached=True, note="约明天上午", by=visit_journey.actor("bo"), at=visit_journey.tick()
    )
    assert Event.objects.get(kind="visits.contacted").data["note"] == "约明天上午"
    with pytest.raises(NotAllowed):
        actions.note_contact(order, reached=True, by=visit_journey.actor("iris"), at=visit_journey.tick())
