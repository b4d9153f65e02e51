"""Positions on the globe: great circle, plane, and the shifted coordinates of Chinese maps.

Everything that is kept is WGS-84, as phones tell it. AMap and Tencent count in GCJ-02, Baidu in BD-09; what comes from
them is turned into WGS-84 when it comes in.
"""

from __future__ import annotations

from collections.abc import Callable
from math import asin, atan2, cos, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

type Point = tuple[float, float]
"""Latitude and longitude in degrees."""

EARTH_KM = 6371.0088
_AXIS_M = 6378245.0
_ECCENTRICITY2 = 0.00669342162296594323
_BAIDU = pi * 3000 / 180
_ROUNDS = 8
_NEAR_ENOUGH = 1e-9
"""A tenth of a millimetre, in degrees."""


class Datum(NamedTuple):
    """A way of counting degrees, and how to come to WGS-84 and back."""

    to_wgs84: Callable[[Point], Point]
    from_wgs84: Callable[[Point], Point]


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance between two points given as latitude and longitude in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    arc = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(arc)))


def on_plane(point: Point, centre: Point) -> tuple[float, float]:
    """Kilometres east and north of a centre (equirectangular): what a planner's problem counts in.

    Right to about 1 % within 70 km of the centre, at China's latitudes.
    """
    scale = radians(1) * EARTH_KM
    return _turn(point[1] - centre[1]) * scale * cos(radians(centre[0])), (point[0] - centre[0]) * scale


def from_plane(x: float, y: float, centre: Point) -> Point:
    """The point so many kilometres east and north of a centre: the inverse of ``on_plane``."""
    scale = radians(1) * EARTH_KM
    return centre[0] + y / scale, _turn(centre[1] + x / (scale * cos(radians(centre[0]))))


def middle_of(points: list[Point]) -> Point:
    """A centre for a plane: the mean of some points, which must not be none; not for points around the date line."""
    return sum(lat for lat, _ in points) / len(points), sum(lng for _, lng in points) / len(points)


def is_in_china(point: Point) -> bool:
    """Whether Chinese maps shift a point: within the usual rectangle around the mainland."""
    return 0.8293 <= point[0] <= 55.8271 and 72.004 <= point[1] <= 137.8347


def to_gcj02(point: Point) -> Point:
    """WGS-84 as GCJ-02 (AMap, Tencent); outside China unchanged."""
    if not is_in_china(point):
        return point
    north, east = _shift(point)
    return point[0] + north, point[1] + east


def from_gcj02(point: Point) -> Point:
    """GCJ-02 as WGS-84, by iteration to less than a millimetre; outside China unchanged."""
    if not is_in_china(point):
        return point
    found = point
    for _round in range(_ROUNDS):
        north, east = _shift(found)
        better = point[0] - north, point[1] - east
        moved = max(abs(better[0] - found[0]), abs(better[1] - found[1]))
        found = better
        if moved < _NEAR_ENOUGH:
            break
    return found


def to_bd09(point: Point) -> Point:
    """WGS-84 as BD-09 (Baidu); outside China unchanged."""
    if not is_in_china(point):
        return point
    lat, lng = to_gcj02(point)
    length = hypot(lng, lat) + 0.00002 * sin(lat * _BAIDU)
    angle = atan2(lat, lng) + 0.000003 * cos(lng * _BAIDU)
    return length * sin(angle) + 0.006, length * cos(angle) + 0.0065


def from_bd09(point: Point) -> Point:
    """BD-09 as WGS-84, by iteration; outside China unchanged."""
    if not is_in_china(point):
        return point
    lat, lng = point[0] - 0.006, point[1] - 0.0065
    found = from_gcj02((lat, lng))
    for _round in range(_ROUNDS):
        again = to_bd09(found)
        north, east = point[0] - again[0], point[1] - again[1]
        found = found[0] + north, found[1] + east
        if max(abs(north), abs(east)) < _NEAR_ENOUGH:
            break
    return found


def _same(point: Point) -> Point:
    return point


DATUMS: dict[str, Datum] = {
    "wgs84": Datum(_same, _same),
    "gcj02": Datum(from_gcj02, to_gcj02),
    "bd09": Datum(from_bd09, to_bd09),
}
"""How positions may come in, by the name that a form or an interface gives."""


def _turn(degrees: float) -> float:
    """Between -180 and 180."""
    return (degrees + 180) % 360 - 180


def _shift(point: Point) -> Point:
    """How far GCJ-02 lies from WGS-84 at a point, in degrees north and east."""
    lat, lng = point
    x, y = lng - 105.0, lat - 35.0
    root = sqrt(abs(x))
    waves = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (
        (waves + 20 * sin(y * pi) + 40 * sin(y / 3 * pi) + 160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30))
        * 2
        / 3
    )
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (
        (waves + 20 * sin(x * pi) + 40 * sin(x / 3 * pi) + 150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi))
        * 2
        / 3
    )
    flat = 1 - _ECCENTRICITY2 * sin(radians(lat)) ** 2
    per_degree = _AXIS_M / sqrt(flat) * pi / 180
    return north / (per_degree * (1 - _ECCENTRICITY2) / flat), east / (per_degree * cos(radians(lat)))
