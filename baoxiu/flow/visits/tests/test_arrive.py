"""Setting out and checking in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.visits import actions
from baoxiu.flow.visits.models import Visit
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(visit_journey: Journey) -> Visit:
    """A booked visit."""
    visit_journey.accepted()
    return visit_journey.booked()


def test_set_out_then_arrive_with_position(visit_journey: Journey, visit: Visit) -> None:
    """RQ-VIS-15, RQ-EXE-06: the device's time is kept as its claim, next to the server's."""
    bo, claimed = visit_journey.actor("bo"), visit.window_start - timedelta(minutes=3)
    visit = actions.set_out(visit_journey.ready(visit), by=bo, at=visit_journey.tick())
    assert (visit.stage, visit.set_out_at) == ("travelling", visit_journey.now)
    visit = actions.arrive(visit, lat=34.79, lng=113.67, device_at=claimed, by=bo, at=visit.window_start)
    assert (visit.stage, visit.arrived_lat, visit.arrived_at) == ("arrived", 34.79, visit.window_start)
    event = Event.objects.get(kind="visits.arrived")
    assert event.device_at == claimed
    assert (event.data["minutes_late"], event.data["has_position"]) == (0, True)


def test_the_position_is_optional_and_lateness_is_noted(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-01: arrives on time, or it is seen that he did not."""
    late = visit.window_end + timedelta(minutes=25)
    actions.arrive(visit, by=visit_journey.actor("bo"), at=late)
    data = Event.objects.get(kind="visits.arrived").data
    assert (data["minutes_late"], data["has_position"]) == (25, False)


@pytest.mark.parametrize(("lat", "lng"), [(91.0, 0.0), (0.0, 181.0), (34.7, None), (None, 113.0)])
def test_no_such_position(visit_journey: Journey, visit: Visit, lat: float | None, lng: float | None) -> None:
    """Half a position is none."""
    with pytest.raises(actions.InvalidPosition):
        actions.arrive(visit, lat=lat, lng=lng, by=visit_journey.actor("bo"), at=visit_journey.tick())


def test_not_twice_and_not_by_others(visit_journey: Journey, visit: Visit) -> None:
    """RQ-SEC-06."""
    for name in ("ben", "dana"):
        with pytest.raises(NotAllowed):
            actions.set_out(visit, by=visit_journey.actor(name), at=visit_journey.tick())
        with pytest.raises(NotAllowed):
            actions.arrive(visit, by=visit_journey.actor(name), at=visit_journey.tick())
    actions.arrive(visit, by=visit_journey.actor("bo"), at=visit_journey.tick())
    with pytest.raises(IllegalMove):
        actions.arrive(visit, by=visit_journey.actor("bo"), at=visit_journey.tick())
