"""Positions as people copy them."""

from __future__ import annotations

import pytest

from baoxiu.basics.travel.rules.coordinates import Point, from_gcj02
from baoxiu.basics.travel.rules.reading import read_position


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("34.7905, 113.6765", (34.7905, 113.6765)),
        ("113.6765,34.7905", (34.7905, 113.6765)),
        ("113.6765，34.7905", (34.7905, 113.6765)),
        ("(34.7905 113.6765)", (34.7905, 113.6765)),
        ("87.6, 43.8", (43.8, 87.6)),
        ("-33.86 151.2", (-33.86, 151.2)),
        ("34.79", None),
        ("34.79 113.67 12", None),
        ("95, 200", None),
        ("34.79N 113.67E", None),
        ("花园路88号", None),
        ("", None),
    ],
)
def test_two_numbers_in_either_order(text: str, point: Point | None) -> None:
    assert read_position(text) == point


def test_a_position_of_amap_is_turned_into_wgs84() -> None:
    lat, lng = from_gcj02((34.7892, 113.6826))
    assert read_position("113.6826,34.7892", "gcj02") == (round(lat, 6), round(lng, 6))
