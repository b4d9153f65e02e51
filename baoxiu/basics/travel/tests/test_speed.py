"""Ways without a map: speed grows with the distance, and the firm's own ways count (RQ-DSP-01)."""

from __future__ import annotations

import pytest

from baoxiu.basics.travel.rules.speed import bounded, drive_seconds, estimated, slowed, told_apart


@pytest.mark.parametrize(
    ("road_km", "minutes"),
    [(0, 0), (4, 10), (8, 20), (20, 20 + 15), (40, 20 + 40), (118, 20 + 40 + 60)],
)
def test_each_part_of_the_way_has_its_speed(road_km: float, minutes: float) -> None:
    """24 km/h to 8 km, 48 to 40, 78 beyond; 1.3 km of road for one straight kilometre."""
    assert drive_seconds(road_km / 1.3) == pytest.approx(60 * minutes)


def test_other_speeds_and_no_detour() -> None:
    assert drive_seconds(10, detour=1, steps=((None, 60),)) == pytest.approx(600)


def test_a_longer_way_is_quicker_per_kilometre() -> None:
    paces = [drive_seconds(km) / km for km in (1, 5, 10, 30, 100)]
    assert paces == sorted(paces, reverse=True)


def test_a_way_with_its_door_and_factor() -> None:
    """0.02° of latitude: 2.22 km, 2.89 km of road, 434 s; half as long again where ways take longer, and two minutes on foot."""
    calm = estimated((34.75, 113.62), (34.77, 113.62))
    assert (calm.seconds, calm.metres) == (434, 2891)
    busy = estimated((34.75, 113.62), (34.77, 113.62), access=120, factor=1.5)
    assert busy.seconds == 651 + 120
    assert estimated((34.75, 113.62), (34.75, 113.62)).seconds == 0


def test_factors_stay_within_bounds() -> None:
    assert [bounded(factor) for factor in (1.404, 9.0, 0.1)] == [1.4, 3.0, 0.5]


@pytest.mark.parametrize(
    ("factors", "thousandths"),
    [([1.0, 1.02, 0.98], ()), ([1.0, 1.034, 0.8], (1_000, 1_030, 800)), ([9.0, 0.1], (3_000, 500))],
)
def test_hours_are_told_apart_where_it_is_worth_it(
    factors: list[float], thousandths: tuple[int, ...]
) -> None:
    """RQ-APT-01: from three hundredths on, to the hundredth and within bounds."""
    assert told_apart(factors) == thousandths


def test_slower_steps_take_so_many_times_as_long() -> None:
    assert drive_seconds(30, steps=slowed(1.5)) == pytest.approx(1.5 * drive_seconds(30))
