"""The running plan goes by the ways that a map service tells, and never waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from baoxiu.basics.travel.models import HourFactor, KnownWay
from baoxiu.basics.travel.policies import PROVIDER
from baoxiu.basics.travel.queries import usual_ways
from baoxiu.basics.travel.tests.conftest import Chooses, chosen, maps  # noqa: F401  (fixtures)
from baoxiu.basics.travel.tests.server import MapServer
from baoxiu.basics.travel.ways import ask_ways, told_ways
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import now
from baoxiu.core.decisions.models import Decision
from baoxiu.core.policy.actions import choose
from baoxiu.flow.dispatch.planner.timetable import Timetable, timetable
from baoxiu.flow.planning import actions, kept, queries, roads
from baoxiu.flow.planning.jobs import ask_for_ways
from baoxiu.flow.planning.models import PlanBook, PlannedVisit
from baoxiu.flow.planning.picture import Picture, picture_of
from baoxiu.flow.planning.tests.test_place_order import new_order, planned
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DOOR = 300


def first_way(picture: Picture) -> int:
    """Seconds on the road to the first visit, the door left out."""
    day = timetable(picture.problem, picture.routes[0])
    assert isinstance(day, Timetable)
    return day.stops[0].travel - DOOR


def ask(cast: Cast) -> int:
    return ask_for_ways([cast.outlet.pk], lambda: cast.at)


def test_what_was_told_decides_and_what_was_not_is_estimated(
    cast: Cast,
    maps: MapServer,  # noqa: F811
    chosen: Chooses,  # noqa: F811
) -> None:
    """RQ-DSP-01: nobody asks the network but the job; a place that came since is estimated until it has asked again."""
    planned(cast, 1)
    book = PlanBook.objects.get()
    guessed = first_way(kept.kept_picture(book, at=cast.at))
    chosen("osrm")
    assert first_way(kept.kept_picture(book, at=cast.at)) == guessed
    assert maps.asked == []
    assert (ask(cast), ask(cast)) == (1, 0)
    picture = kept.kept_picture(book, at=cast.at)
    home, there = (picture.problem.technicians[picture.routes[0].technician], picture.problem.orders[0])
    told = picture.problem.travel.told
    assert told is not None
    assert first_way(picture) == told.seconds[home.point, there.point] != guessed
    asked = len(maps.asked)
    far = new_order(cast, phone="13900000001", lat=34.60, lng=113.20)
    actions.place_order(far, by=SYSTEM, at=cast.at)
    later = kept.kept_picture(book, at=cast.at)
    place = later.place[far.pk]
    lacking = later.problem.travel.told
    assert lacking is not None
    home = later.problem.technicians[picture.routes[0].technician]
    assert lacking.seconds[home.point, later.problem.orders[place].point] == -1
    assert len(maps.asked) == asked
    assert ask(cast) == 1
    wiser = kept.kept_picture(book, at=cast.at).problem
    assert wiser.travel.told is not None
    row = wiser.orders[place].point
    assert (wiser.travel.told.seconds[:row, row] >= 0).all()


def test_the_kept_picture_is_the_one_drawn_anew(cast: Cast, maps: MapServer, chosen: Chooses) -> None:  # noqa: F811, ARG001
    chosen("osrm")
    planned(cast, 2)
    ask(cast)
    book = PlanBook.objects.get()
    actions.place_order(new_order(cast, phone="13900000001", lat=34.7, lng=113.5), by=SYSTEM, at=cast.at)
    ours, anew = kept.kept_picture(book, at=cast.at), picture_of(book, at=cast.at)
    assert ours.standing == anew.standing
    assert ours.problem.orders == anew.problem.orders
    assert ours.problem.technicians == anew.problem.technicians
    size = len(anew.problem.orders) + len(anew.problem.technicians)
    mine, fresh = ours.problem.travel.told, anew.problem.travel.told
    assert mine is not None
    assert fresh is not None
    assert (mine.seconds[:size, :size] == fresh.seconds[:size, :size]).all()
    plain = replace(ours.problem.travel, told=None)
    assert plain == replace(anew.problem.travel, told=None)


def test_a_table_grows_while_it_is_used(cast: Cast, maps: MapServer, chosen: Chooses) -> None:  # noqa: F811, ARG001
    """A new place gets the next row of the same table, with what was told of it."""
    chosen("osrm")
    places = [(34.75, 113.62), (34.76, 113.65), (34.79, 113.67)]
    ask_ways(places, at=cast.at)
    table = roads.Roads("osrm")
    assert [table.row(one) for one in (*places[:2], places[0])] == [0, 1, 0]
    told = table.told()
    assert table.row(places[2]) == 2
    assert told.seconds[0, 2] == -1
    assert table.told() is told
    assert told.seconds[:3, :3].tolist() == [[0, 40, 90], [40, 0, 50], [90, 50, 0]]


def test_a_choice_by_told_ways_is_made_again(cast: Cast, maps: MapServer, chosen: Chooses) -> None:  # noqa: F811, ARG001
    """RQ-DSP-01: the decision keeps the ways between its places."""
    chosen("osrm")
    planned(cast, 1)
    ask(cast)
    order = new_order(cast, phone="13900000001")
    ask(cast)
    actions.place_order(order, by=SYSTEM, at=cast.at)
    decision = Decision.objects.filter(kind="dispatch").latest("pk")
    assert "told" in decision.outputs["part"]["travel"]
    found = queries.replay(decision)
    assert found is not None
    assert found.same
    KnownWay.objects.update(seconds=9_999)
    again = queries.replay(decision)
    assert again is not None
    assert again.same


def test_more_places_than_a_table_holds(
    cast: Cast,
    maps: MapServer,  # noqa: F811, ARG001
    chosen: Chooses,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The last ones go by the distance."""
    monkeypatch.setattr(roads, "MOST", 1)
    chosen("osrm")
    planned(cast, 1)
    ask(cast)
    picture = kept.kept_picture(PlanBook.objects.get(), at=cast.at)
    points = {one.point for one in picture.problem.technicians} | {
        one.point for one in picture.problem.orders
    }
    assert points == {-1, 0}
    assert PlannedVisit.objects.count() == 1


def test_the_firms_own_ways_slow_the_estimate(cast: Cast) -> None:
    """RQ-APT-01: learned at night from setting out and arriving; the plan of the next question knows it."""
    planned(cast, 1)
    book = PlanBook.objects.get()
    before = first_way(kept.kept_picture(book, at=cast.at))
    HourFactor.objects.create(hour=9, factor=1.5, spread=0.1, ways=40, learned_at=cast.at)
    usual_ways.forget()
    assert first_way(kept.kept_picture(book, at=cast.at)) == pytest.approx(1.5 * before, abs=2)


def slow_mornings(cast: Cast) -> None:
    """From eight to ten ways take twice as long as from ten on, when most are made."""
    for hour in range(24):
        factor, ways = (2.0, 10) if hour in (8, 9) else (1.0, 20 if hour in (10, 11) else 0)
        HourFactor.objects.create(hour=hour, factor=factor, spread=0.1, ways=ways, learned_at=cast.at)
    usual_ways.forget()


def test_an_hour_in_which_ways_take_longer(cast: Cast) -> None:
    """RQ-APT-01: the plan is there later, the customer is told so, the choice costs what a usual way does and can be made again."""
    slow_mornings(cast)
    planned(cast, 1)
    book = PlanBook.objects.get()
    picture = kept.kept_picture(book, at=cast.at)
    assert picture.problem.travel.hours[8:11] == (1_500, 1_500, 750)
    day = timetable(picture.problem, picture.routes[0])
    assert isinstance(day, Timetable)
    first = day.stops[0]
    hour = (first.arrival - first.travel) // 3_600 % 24
    assert hour in (8, 9)
    assert first.travel == pytest.approx(1.5 * first.usual, abs=2)
    row = PlannedVisit.objects.get()
    assert (row.travel_s, row.start) == (first.travel, picture.moment(first.start))
    decision = Decision.objects.filter(kind="dispatch").latest("pk")
    assert decision.outputs["part"]["travel"]["hours"] == list(picture.problem.travel.hours)
    found = queries.replay(decision)
    assert found is not None
    assert found.same


def test_what_was_told_of_a_slow_hour_is_less_at_a_usual_one(cast: Cast) -> None:
    """RQ-APT-01: a service that knows traffic told 600 seconds at nine, one without 600 at any time."""
    slow_mornings(cast)
    for hour, end in ((9, "b"), (-1, "c")):
        KnownWay.objects.create(
            provider="amap", hour=hour, start="a", end=end, seconds=600, metres=1, at=cast.at
        )
    assert sorted(told_ways("amap", ["a"], ["b", "c"])) == [("a", "b", 400), ("a", "c", 600)]


def test_nobody_is_asked_without_a_service(cast: Cast, maps: MapServer, chosen: Chooses) -> None:  # noqa: F811
    planned(cast, 1)
    chosen("osrm")
    choose(PROVIDER, value="geodesic", valid_from=cast.at, by=SYSTEM, at=cast.at)
    assert ask(cast) == 0
    assert maps.asked == []
    assert ask_for_ways([cast.outlet.pk], lambda: now() + timedelta(days=1)) == 0
