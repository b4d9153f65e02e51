"""Valhalla: an own route server, its service ``sources_to_targets``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from baoxiu.basics.travel.providers.asking import ask
from baoxiu.basics.travel.providers.kind import NoAnswer
from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.rules.speed import Way

METRES = 1000


@dataclass(frozen=True, slots=True)
class Valhalla:
    """2,500 pairs at once are what the server takes unless it is told otherwise."""

    url: str
    allow_private: bool
    name: str = "valhalla"
    rows: int = 50
    columns: int = 50
    by_hour: bool = False

    def block(self, starts: Sequence[Point], ends: Sequence[Point]) -> list[list[Way | None]]:
        """The table of these points; a pair without road has no way."""
        question = {
            "sources": [{"lat": lat, "lon": lng} for lat, lng in starts],
            "targets": [{"lat": lat, "lon": lng} for lat, lng in ends],
            "costing": "auto",
            "units": "kilometers",
        }
        said = ask(
            f"{self.url.rstrip('/')}/sources_to_targets", body=question, allow_private=self.allow_private
        )
        try:
            return [[_way(one) for one in row] for row in said["sources_to_targets"]]
        except (KeyError, TypeError, ValueError) as wrong:
            raise NoAnswer(f"not a table: {wrong!r}"[:200]) from wrong


def _way(said: Any) -> Way | None:
    return None if said["time"] is None else Way(ceil(said["time"]), round((said["distance"] or 0) * METRES))
