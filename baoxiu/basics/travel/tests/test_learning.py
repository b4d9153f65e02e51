"""Durations and hours learned from visits: few cases are drawn towards many, and nonsense does not count."""

from __future__ import annotations

from itertools import cycle, islice
from math import exp, log

import pytest

from baoxiu.basics.travel.rules.learning import (
    SPREAD_COUNTS,
    USUAL_SPREAD,
    Trip,
    Work,
    clipped,
    durations,
    hour_factors,
    minutes_at,
)

AIR, FRIDGE = (1, "repair", None), (2, "repair", 7)
SWING = (0.8, 0.9, 1.0, 1.1, 1.25)


def works(job: tuple[int, str, int | None], minutes: float, count: int, technician: int = 1) -> list[Work]:
    family, service, fault = job
    return [
        Work(family, service, fault, technician, minutes * swing, 60) for swing in islice(cycle(SWING), count)
    ]


def test_many_visits_speak_for_themselves() -> None:
    """RQ-DSP-10: the demand in hours comes from what the work really took."""
    found = durations(works(AIR, 90, 200) + works(FRIDGE, 40, 200))
    assert found
    assert 60 * exp(found.types[AIR].mean) == pytest.approx(90, rel=0.03)
    assert 60 * exp(found.types[FRIDGE].mean) == pytest.approx(40, rel=0.03)
    assert found.firm.count == 400


def test_a_single_visit_is_drawn_towards_the_others() -> None:
    many = works(AIR, 60, 100) + works(FRIDGE, 66, 100)
    found = durations([*many, Work(3, "repair", None, 1, 240, 60)])
    assert found
    seldom = 60 * exp(found.types[3, "repair", None].mean)
    assert 60 < seldom < 240
    assert found.types[3, "repair", None].spread > found.types[AIR].spread


def test_technicians_differ_only_when_they_do() -> None:
    """RQ-DSP-01: equal ones share one figure; a quick and a slow one get their own."""
    equal = durations(works(AIR, 60, 50, 1) + works(AIR, 60, 50, 2))
    assert equal
    assert equal.technicians[AIR, 1].mean == pytest.approx(equal.technicians[AIR, 2].mean)
    other = durations(works(AIR, 45, 50, 1) + works(AIR, 80, 50, 2) + works(AIR, 100, 1, 3))
    assert other
    quick, slow, new = (60 * exp(other.technicians[AIR, one].mean) for one in (1, 2, 3))
    assert quick == pytest.approx(45, rel=0.05)
    assert slow == pytest.approx(80, rel=0.05)
    assert 60 * exp(other.types[AIR].mean) < new < 100


def test_a_visit_of_three_minutes_or_thirty_hours_does_not_count() -> None:
    plain = works(AIR, 60, 20)
    assert durations([*plain, Work(*AIR, 1, 3, 60), Work(*AIR, 1, 1800, 60)]) == durations(plain)
    assert durations([Work(*AIR, 1, 3, 60)]) is None
    assert durations([]) is None


def test_outliers_are_drawn_in() -> None:
    found = clipped([0.0, 0.1, -0.1, 0.05, 5.0])
    assert found[:4] == [0.0, 0.1, -0.1, 0.05]
    assert found[4] < 0.6
    assert clipped([0.0, 5.0]) == [0.0, 5.0]


def test_what_is_stated_counts_before_anything_is_known_of_a_type() -> None:
    """The ratio to the stated minutes is learned: a firm whose jobs all take a fifth longer."""
    found = durations(
        [Work(one, "repair", None, 1, 1.2 * stated, stated) for one, stated in ((1, 30), (2, 120))]
    )
    assert found
    assert exp(found.firm.mean) == pytest.approx(1.2)
    assert found.firm.spread == pytest.approx(USUAL_SPREAD * (1 + 1 / 2) ** 0.5)
    assert SPREAD_COUNTS > 2


@pytest.mark.parametrize(("share", "minutes"), [(0.5, 60), (0.7, 75), (0.9, 101), (0.1, 36)])
def test_the_planned_minutes_hold_for_a_share_of_the_visits(share: float, minutes: int) -> None:
    assert minutes_at(log(60), 0.4, share) == minutes


def trips(hour: int, factor: float, count: int) -> list[Trip]:
    """0.1° north: 11.1 km, 14.5 km of road, 20 and 8 minutes."""
    estimate = 1200 + (11.1195 * 1.3 - 8) / 48 * 3600
    return [
        Trip(hour, (34.7, 113.6), (34.8, 113.6), estimate * factor * swing + 300)
        for swing in islice(cycle(SWING), count)
    ]


def test_the_hour_makes_ways_longer() -> None:
    """RQ-APT-01: arriving on time needs the traffic of the hour; five minutes to the door are no traffic."""
    found = hour_factors(trips(8, 1.5, 100) + trips(11, 1.0, 100) + trips(17, 2.0, 1), access=300)
    assert exp(found[8].mean) == pytest.approx(1.5, rel=0.05)
    assert exp(found[11].mean) == pytest.approx(1.0, rel=0.05)
    assert 1.0 < exp(found[17].mean) < 2.0
    assert (found[3].count, found[8].count) == (0, 100)
    assert len(found) == 24


def test_ways_that_led_elsewhere_do_not_count() -> None:
    short = Trip(8, (34.7, 113.6), (34.7001, 113.6), 600)
    late = Trip(8, (34.7, 113.6), (34.8, 113.6), 5 * 3600)
    at_once = Trip(8, (34.7, 113.6), (34.8, 113.6), 20)
    assert hour_factors([short, late, at_once]) == {}
