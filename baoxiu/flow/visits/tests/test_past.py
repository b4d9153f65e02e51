"""What past visits tell, and the night that learns from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.basics.travel.models import UsualTime
from baoxiu.basics.travel.rules.learning import Trip, Work
from baoxiu.flow.dispatch.people import minutes_of, need_of
from baoxiu.flow.visits.jobs import learn_times
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.past import trips, works
from tests.cast import ALICE_ADDRESS
from tests.journey import Journey

pytestmark = pytest.mark.django_db
SITE = (ALICE_ADDRESS.lat, ALICE_ADDRESS.lng)


@pytest.fixture
def over(visit_journey: Journey) -> Visit:
    """A visit that is over: ten minutes on the way, ninety at the product."""
    visit_journey.accepted()
    visit = visit_journey.booked()
    start = visit.window_start
    change(
        visit, stage="finished", set_out_at=start, arrived_at=start + timedelta(minutes=10),
        finished_at=start + timedelta(minutes=100),
    )  # fmt: skip
    return visit


def change(visit: Visit, **values: object) -> None:
    Visit.objects.filter(pk=visit.pk).update(**values)
    visit.refresh_from_db()


def test_a_finished_visit_is_a_work(visit_journey: Journey, over: Visit) -> None:
    """RQ-VIS-15, RQ-DSP-10: the times of arriving and leaving, and what the firm states for such a fault."""
    cast, later = visit_journey.cast, over.finished_at + timedelta(hours=1)
    job = (cast.family.pk, "repair", cast.fault.pk)
    assert list(works(later)) == [Work(*job, cast.bo.pk, 90.0, cast.fault.minutes)]
    assert list(works(over.arrived_at)) == []
    assert list(works(later + timedelta(days=366))) == []


def test_the_first_way_begins_at_home(visit_journey: Journey, over: Visit) -> None:
    """RQ-EXE-06: from setting out to arriving, to where the phone was."""
    bo, later = visit_journey.cast.bo, over.finished_at + timedelta(hours=1)
    change(over, arrived_lat=34.79, arrived_lng=113.67)
    type(bo).objects.filter(pk=bo.pk).update(lat=34.7, lng=113.6)
    hour = over.set_out_at.astimezone().hour
    assert list(trips(later)) == [Trip(hour, (34.7, 113.6), (34.79, 113.67), 600.0)]
    type(bo).objects.filter(pk=bo.pk).update(lat=None)
    outlet = bo.outlet
    assert [way.start for way in trips(later)] == [(outlet.lat, outlet.lng)]
    type(outlet).objects.filter(pk=outlet.pk).update(lat=None)
    assert list(trips(later)) == []


def test_the_next_way_begins_at_the_visit_before(over: Visit) -> None:
    """Unless that one was not over yet: then nobody knows where it began."""
    out = over.finished_at + timedelta(minutes=5)
    after = Visit.objects.create(
        order=over.order, technician=over.technician, stage="finished", window_start=out,
        window_end=out + timedelta(hours=1), booked_at=over.booked_at, set_out_at=out,
        arrived_at=out + timedelta(minutes=20), arrived_lat=34.75, arrived_lng=113.65,
    )  # fmt: skip
    later = out + timedelta(hours=2)
    assert [(way.start, way.end, way.seconds) for way in trips(later)][-1] == (SITE, (34.75, 113.65), 1200.0)
    before = len(list(trips(later)))
    change(after, set_out_at=over.finished_at - timedelta(minutes=5))
    assert len(list(trips(later))) == before - 1


def test_the_night_learns_and_the_dispatch_plans_with_it(visit_journey: Journey, over: Visit) -> None:
    """RQ-DSP-01, RQ-DSP-10."""
    later, order = over.finished_at + timedelta(hours=1), visit_journey.order
    assert minutes_of(order, at=later) == visit_journey.cast.fault.minutes
    assert learn_times(at=later) >= 3
    assert UsualTime.objects.filter(technician=visit_journey.cast.bo, visits=1).exists()
    assert need_of(order, at=later).minutes == minutes_of(order, at=later) > 90
