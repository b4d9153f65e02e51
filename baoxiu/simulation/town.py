"""Where things are: a disc in sectors, ways and how long they take. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, degrees, pi, radians, sin

from baoxiu.flow.dispatch.planner.problem import Travel
from baoxiu.flow.dispatch.rules import distance_km
from baoxiu.simulation.plan import Region

type Place = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""

ROADS = Travel()
EARTH_KM = 6371.0088
INWARDS = 0.7
"""People live denser inside: the distance from the centre is the radius times a uniform draw to this power."""


def place_at(region: Region, turn: float, outwards: float) -> Place:
    """The place at a part of the full turn (0 to 1) and at a uniform draw outwards (0 to 1)."""
    km, angle = region.radius_km * outwards**INWARDS, 2 * pi * turn
    lat = region.lat + degrees(km * cos(angle) / EARTH_KM)
    return lat, region.lng + degrees(km * sin(angle) / (EARTH_KM * cos(radians(region.lat))))


def district_at(region: Region, turn: float) -> str:
    """The sector's district."""
    return region.districts[min(int(turn * len(region.districts)), len(region.districts) - 1)]


def road_km(one: Place, other: Place) -> float:
    """Kilometres by road."""
    return distance_km(one, other) * ROADS.detour


def drive_minutes(km: float) -> float:
    """Minutes by road without traffic: the farther, the faster."""
    minutes, driven = 0.0, 0.0
    for limit, speed in ROADS.steps:
        part = max(0.0, (km if limit is None else min(km, limit)) - driven)
        minutes, driven = minutes + 60 * part / speed, driven + part
    return minutes


def territories(region: Region, homes: Mapping[int, Place]) -> dict[int, str]:
    """A district for each technician: the near ones first, about equally many to each."""
    number = len(region.districts)
    most = -(-len(homes) // number)
    centres = [place_at(region, (one + 0.5) / number, 0.5) for one in range(number)]
    ways = sorted(
        (distance_km(home, centre), who, one)
        for who, home in homes.items()
        for one, centre in enumerate(centres)
    )
    found: dict[int, str] = {}
    for _km, who, one in ways:
        district = region.districts[one]
        if who not in found and list(found.values()).count(district) < most:
            found[who] = district
    return found


def gini(values: Sequence[float]) -> float:
    """How unequal: 0 when all have the same, near 1 when one has all."""
    total, number = sum(values), len(values)
    if not total:
        return 0.0
    ranked = sum((place + 1) * value for place, value in enumerate(sorted(values)))
    return 2 * ranked / (number * total) - (number + 1) / number
