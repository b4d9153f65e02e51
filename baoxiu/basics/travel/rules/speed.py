"""How long a way takes when no map is asked: straight kilometres, a detour, and a speed that grows with the distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

from baoxiu.basics.travel.rules.coordinates import Point, distance_km

DETOUR = 1.3
STEPS: tuple[tuple[float | None, float], ...] = ((8, 24), (40, 48), (None, 78))
"""Up to so many road kilometres, km/h; the last without end: town, country, motorway. The planner's ways go by the same."""

LEAST_FACTOR, MOST_FACTOR = 0.5, 3.0
"""How much longer a way can take than the distance says, or than it usually does, whatever was learned."""
LEAST_DIFFERENCE = 30
"""Thousandths: of half an hour on the road less than a minute."""


@dataclass(frozen=True, slots=True)
class Way:
    """How long and how far."""

    seconds: int
    metres: int


def drive_seconds(
    km: float, *, detour: float = DETOUR, steps: tuple[tuple[float | None, float], ...] = STEPS
) -> float:
    """Seconds for so many straight kilometres; each part of the way at its own speed."""
    seconds, driven, left = 0.0, 0.0, km * detour
    for limit, kmh in steps:
        part = min(left, (inf if limit is None else limit) - driven)
        seconds += part * 3600 / kmh
        left, driven = left - part, driven + part
        if left <= 0:
            break
    return seconds


def estimated(one: Point, other: Point, *, access: int = 0, factor: float = 1.0) -> Way:
    """The way between two points, in whole seconds rounded up.

    ``access``: seconds from the road to the door; ``factor``: by how much longer the firm's ways take.
    """
    km = distance_km(one, other)
    return Way(ceil(drive_seconds(km) * factor) + access, round(km * DETOUR * 1000))


def bounded(factor: float) -> float:
    """What was learned of ways, within bounds and to the hundredth: less is chance."""
    return round(min(MOST_FACTOR, max(LEAST_FACTOR, factor)), 2)


def told_apart(factors: Sequence[float]) -> tuple[int, ...]:
    """The hours' factors in thousandths; empty where they differ so little that it is not worth reckoning with them."""
    found = tuple(round(1_000 * bounded(one)) for one in factors)
    return found if any(abs(one - 1_000) >= LEAST_DIFFERENCE for one in found) else ()


def slowed(factor: float) -> tuple[tuple[float | None, float], ...]:
    """The steps of speed where ways take so many times as long."""
    return tuple((limit, kmh / factor) for limit, kmh in STEPS)
