"""What chance decides is the same for every policy, and only what a share changes changes with it."""

from __future__ import annotations

from dataclasses import replace

from baoxiu.simulation.plan import Chance, Plan, Region
from baoxiu.simulation.scenario import draw, people
from baoxiu.simulation.town import drive_minutes, gini, place_at, road_km, territories

PLAN = replace(Plan(), days=2, region=Region(technicians=6))


def test_a_replication_is_drawn_once_and_for_all() -> None:
    assert draw(PLAN, 1) == draw(PLAN, 1) != draw(PLAN, 2)
    assert [call.at for call in draw(PLAN, 1).calls] == sorted(call.at for call in draw(PLAN, 1).calls)


def test_a_changed_share_leaves_the_rest_as_it_was() -> None:
    more = replace(PLAN, chance=Chance(no_show=0.5, second_visit=0.5, sick=0.5))
    one, other = draw(PLAN, 1).calls, draw(more, 1).calls
    assert [(call.at, call.place, call.minutes) for call in one] == [
        (call.at, call.place, call.minutes) for call in other
    ]
    assert draw(PLAN, 1).sick <= draw(more, 1).sick


def test_the_first_technician_knows_everything_and_all_live_in_the_town() -> None:
    """So that no order is hopeless from the beginning."""
    staff = people(PLAN)
    assert len(staff[0].skills) == len(PLAN.demand.jobs)
    assert all(
        road_km(one.home, (PLAN.region.lat, PLAN.region.lng)) < 1.3 * PLAN.region.radius_km + 0.1
        for one in staff
    )


def test_districts_get_about_equally_many_technicians() -> None:
    found = territories(PLAN.region, {number: one.home for number, one in enumerate(people(PLAN))})
    assert sorted(found) == list(range(6))
    assert max(list(found.values()).count(one) for one in PLAN.region.districts) <= 2


def test_long_ways_are_driven_faster() -> None:
    middle, near, far = (place_at(PLAN.region, 0, outwards) for outwards in (0, 0.2, 1))
    assert road_km(middle, far) / drive_minutes(middle, far) > road_km(middle, near) / drive_minutes(
        middle, near
    )
    assert road_km(place_at(PLAN.region, 0, 0), place_at(PLAN.region, 0.3, 0)) == 0


def test_inequality() -> None:
    assert gini([3, 3, 3]) == 0
    assert round(gini([0, 0, 9]), 3) == 0.667
    assert gini([0, 0]) == 0
