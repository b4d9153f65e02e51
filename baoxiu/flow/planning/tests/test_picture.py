"""What an outlet has open, as the planner sees it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baoxiu.basics.technicians.actions import add_absence
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import SHANGHAI
from baoxiu.flow.planning.models import PlanBook, PlannedVisit, Staffing
from baoxiu.flow.planning.picture import Picture, picture_of
from baoxiu.flow.visits import actions as visits
from tests.cast import Cast
from tests.journey import Journey

pytestmark = pytest.mark.django_db
H = 3_600


@pytest.fixture
def book(cast: Cast) -> PlanBook:
    """The plan of the own outlet."""
    return PlanBook.objects.create(outlet=cast.outlet)


def seen(book: PlanBook, at: datetime) -> Picture:
    """The picture, read in few statements."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        picture = picture_of(PlanBook.objects.select_related("outlet").get(pk=book.pk), at=at)
        assert picture.problem is not None
    assert len(asked) <= 12
    return picture


def test_people_with_what_they_know_and_when_they_work(book: PlanBook, cast: Cast, at: datetime) -> None:
    """RQ-DSP-01, RQ-DSP-05: skill levels, areas, certificates that lapse, shifts less absences, the cap."""
    cast.bo.certificates.filter(kind="electrician").update(expires_on=date(2026, 3, 4))
    add_absence(cast.bo, at + timedelta(days=1), at + timedelta(days=1, hours=24), by=SYSTEM, at=at)
    bo, ben = seen(book, at).problem.technicians
    assert (bo.skills, ben.skills["air_conditioner"]) == ({"air_conditioner": 4, "refrigerator": 4}, 3)
    assert bo.certificates == {"electrician", "refrigeration"}
    days = {shift.day: shift for shift in bo.shifts}
    assert (days[0].start, days[0].end, days[0].most_stops) == (9 * H, 18 * H, 8)
    assert (days[1].end, 2 in days, days[2].start) == (24 * H + 9 * H, True, 48 * H + 9 * H)
    assert [days[2].lapsed, days[3].lapsed] == [frozenset(), {"electrician"}]
    assert 6 not in days  # Sunday


def test_an_order_with_what_it_asks(book: PlanBook, visit_journey: Journey) -> None:
    """RQ-DSP-01, RQ-DSP-04: who has taken it comes; two people where the desk says so."""
    order = visit_journey.accepted()
    Staffing.objects.create(order=order, people=2, expert=True)
    picture = seen(book, visit_journey.now)
    (one,) = picture.problem.orders
    assert (one.id, one.service, one.crew, one.expert) == (
        str(order.pk),
        order.request.fault.minutes * 60,
        2,
        True,
    )
    assert one.skills == {"air_conditioner": order.request.fault.level}
    assert picture.ground.people[one.pinned or 0].name == "Bo"
    assert picture.problem.technicians[0].regions == frozenset({one.region or 0})
    assert one.windows == ((0, 14 * 24 * H - 1),)
    assert not picture.routes


def test_a_booked_visit_is_a_window_and_one_under_way_begins_the_day(
    book: PlanBook, visit_journey: Journey
) -> None:
    """RQ-APT-01: what was told holds; on the way, the technician's day goes on from there."""
    order = visit_journey.accepted()
    visit = visit_journey.booked()
    start, end = visit.window_start, visit.window_end
    PlannedVisit.objects.create(
        book=book, order=order, technician=visit_journey.cast.bo, day=start.astimezone(SHANGHAI).date(),
        place=0, start=start, end=start + timedelta(hours=1),
    )  # fmt: skip
    picture = seen(book, visit_journey.now)
    ground = picture.ground
    assert picture.problem.orders[0].windows == ((ground.second(start), ground.second(end)),)
    assert (picture.problem.orders[0].published, picture.problem.orders[0].locked) == ((0, 0), False)
    assert [(route.technician, route.day, route.stops) for route in picture.routes] == [(0, 0, (0,))]
    visits.arrive(visit, by=visit_journey.actor("bo"), at=start)
    picture = seen(book, start + timedelta(minutes=10))
    assert (picture.problem.orders, picture.routes) == ((), ())
    today = picture.problem.technicians[0].shifts[0]
    assert today.begins_at == pytest.approx(picture.ground.on_plane(picture.ground.place_of(order)))
    assert (today.start, today.most_stops) == (
        picture.ground.second(start) + picture.ground.service(order),
        7,
    )


def test_what_begins_soon_is_not_moved(book: PlanBook, visit_journey: Journey) -> None:
    """RQ-APT-04: the freeze horizon."""
    order, now = visit_journey.accepted(), visit_journey.now
    PlannedVisit.objects.create(
        book=book, order=order, technician=visit_journey.cast.bo, day=now.astimezone(SHANGHAI).date(), place=0,
        start=now + timedelta(minutes=30), end=now + timedelta(hours=2),
    )  # fmt: skip
    assert seen(book, now).problem.orders[0].locked
    assert not seen(book, now - timedelta(hours=1)).problem.orders[0].locked
    freed = picture_of(book, at=now, freed={order.pk}, unbound={order.pk}).problem.orders[0]
    assert (freed.locked, freed.pinned) == (False, None)
