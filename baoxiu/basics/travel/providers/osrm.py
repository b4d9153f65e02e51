"""OSRM: an own route server, its service ``table``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from baoxiu.basics.travel.providers.asking import ask
from baoxiu.basics.travel.providers.kind import NoAnswer
from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.rules.speed import Way


@dataclass(frozen=True, slots=True)
class Osrm:
    """A hundred coordinates at once are what the server takes unless it is told otherwise."""

    url: str
    allow_private: bool
    name: str = "osrm"
    rows: int = 50
    columns: int = 50
    by_hour: bool = False

    def block(self, starts: Sequence[Point], ends: Sequence[Point]) -> list[list[Way | None]]:
        """The table of these points; a pair without road has no way."""
        places = ";".join(f"{lng:.6f},{lat:.6f}" for lat, lng in (*starts, *ends))
        sources = ";".join(map(str, range(len(starts))))
        targets = ";".join(map(str, range(len(starts), len(starts) + len(ends))))
        said = ask(
            f"{self.url.rstrip('/')}/table/v1/driving/{places}?annotations=duration,distance"
            f"&sources={sources}&destinations={targets}",
            allow_private=self.allow_private,
        )
        try:
            if said["code"] != "Ok":
                raise NoAnswer(str(said["code"])[:60])
            return [
                [_way(seconds, metres) for seconds, metres in zip(*pair, strict=True)]
                for pair in zip(said["durations"], said["distances"], strict=True)
            ]
        except (KeyError, TypeError, ValueError) as wrong:
            raise NoAnswer(f"not a table: {wrong!r}"[:200]) from wrong


def _way(seconds: Any, metres: Any) -> Way | None:
    return None if seconds is None else Way(ceil(seconds), round(metres or 0))
