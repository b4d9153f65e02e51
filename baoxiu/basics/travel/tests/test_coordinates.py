"""Positions: great circle, plane, and the shifted coordinates of Chinese maps (RQ-DSP-01)."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxiu.basics.travel.rules.coordinates import (
    DATUMS,
    Point,
    distance_km,
    from_bd09,
    from_gcj02,
    from_plane,
    middle_of,
    on_plane,
    to_bd09,
    to_gcj02,
)

ZHENGZHOU, BEIJING = (34.7466, 113.6254), (39.9042, 116.4074)
in_china = st.tuples(st.floats(18.5, 53.0), st.floats(74.0, 134.5))


def metres(one: Point, other: Point) -> float:
    return 1000 * distance_km(one, other)


def test_distance_from_zhengzhou_to_beijing() -> None:
    assert distance_km(ZHENGZHOU, BEIJING) == pytest.approx(622, abs=5)


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((39.9087, 116.3975), (39.910103, 116.403744)),  # the Gate of Heavenly Peace
        ((31.2397, 121.4998), (31.237731, 121.504333)),  # Lujiazui
        ((22.5431, 114.0579), (22.540410, 114.062968)),  # Shenzhen
    ],
)
def test_known_points_on_amap(wgs84: Point, gcj02: Point) -> None:
    assert metres(to_gcj02(wgs84), gcj02) < 15
    assert 300 < metres(to_gcj02(wgs84), wgs84) < 700


@pytest.mark.parametrize("point", [(22.3, -114.2), (48.8566, 2.3522), (35.68, 139.69)])
def test_outside_china_nothing_is_shifted(point: Point) -> None:
    assert to_gcj02(point) == from_gcj02(point) == to_bd09(point) == from_bd09(point) == point


@settings(max_examples=25, deadline=None)
@given(in_china)
def test_there_and_back_is_exact(point: Point) -> None:
    """Less than a tenth of a metre is asked for; it is less than a tenth of a millimetre."""
    for datum in DATUMS.values():
        assert metres(datum.to_wgs84(datum.from_wgs84(point)), point) < 1e-4


@settings(max_examples=15, deadline=None)
@given(in_china, st.floats(-50, 50), st.floats(-50, 50))
def test_the_plane_keeps_distances_near_its_centre(centre: Point, x: float, y: float) -> None:
    point = from_plane(x, y, centre)
    assert on_plane(point, centre) == pytest.approx((x, y), abs=1e-6)
    assert hypot(x, y) == pytest.approx(distance_km(point, centre), rel=0.01, abs=0.01)


def test_the_plane_crosses_the_date_line() -> None:
    x, _y = on_plane((0.0, -179.9), (0.0, 179.9))
    assert x == pytest.approx(22.24, abs=0.01)


def test_the_middle_of_points() -> None:
    assert middle_of([ZHENGZHOU, BEIJING]) == pytest.approx((37.3254, 115.0164))
