"""Where things are: a disc in sectors, ways and how long they take. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

from baoxiu.basics.travel.rules.coordinates import distance_km, from_plane
from baoxiu.basics.travel.rules.speed import DETOUR, drive_seconds
from baoxiu.simulation.plan import Region

type Place = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""

INWARDS = 0.7
"""People live denser inside: the distance from the centre is the radius times a uniform draw to this power."""


def place_at(region: Region, turn: float, outwards: float) -> Place:
    """The place at a part of the full turn (0 to 1) and at a uniform draw outwards (0 to 1)."""
    km, angle = region.radius_km * outwards**INWARDS, 2 * pi * turn
    return from_plane(km * sin(angle), km * cos(angle), (region.lat, region.lng))


def district_at(region: Region, turn: float) -> str:
    """The sector's district."""
    return region.districts[min(int(turn * len(region.districts)), len(region.districts) - 1)]


def road_km(one: Place, other: Place) -> float:
    """Kilometres by road."""
    return distance_km(one, other) * DETOUR


def drive_minutes(one: Place, other: Place) -> float:
    """Minutes by road without traffic: the farther, the faster."""
    return drive_seconds(distance_km(one, other)) / 60


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
