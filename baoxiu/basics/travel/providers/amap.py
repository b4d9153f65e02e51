"""AMap (高德): ways with the traffic of the hour, and where an address is. It counts in GCJ-02; we do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from baoxiu.basics.travel.providers.asking import ask
from baoxiu.basics.travel.providers.kind import NoAnswer
from baoxiu.basics.travel.rules.coordinates import Point, distance_km, from_gcj02, to_gcj02
from baoxiu.basics.travel.rules.speed import Way

HOST = "https://restapi.amap.com"
DRIVING = "1"
WELL = "1"
EXACT = frozenset({"门牌号", "门址", "单元号", "楼栋号", "兴趣点"})
"""What an answer must be about so that somebody can be sent there; a street or a district is not enough."""

SAME_KM = 0.3
"""Several answers that lie so near are one: the gates of an estate."""


@dataclass(frozen=True, slots=True)
class Amap:
    """The service takes a hundred starts and one end at a time."""

    key: str
    url: str = HOST
    allow_private: bool = False
    name: str = "amap"
    rows: int = 100
    columns: int = 1
    by_hour: bool = True

    def block(self, starts: Sequence[Point], ends: Sequence[Point]) -> list[list[Way | None]]:
        """The ways to one end after the other."""
        columns = [self._to(starts, end) for end in ends]
        return [list(row) for row in zip(*columns, strict=True)]

    def _to(self, starts: Sequence[Point], end: Point) -> list[Way | None]:
        said = self._ask(
            "/v3/distance",
            {"origins": "|".join(map(_written, starts)), "destination": _written(end), "type": DRIVING},
        )
        ways: list[Way | None] = [None] * len(starts)
        try:
            for one in said["results"]:
                if "info" not in one:
                    ways[int(one["origin_id"]) - 1] = Way(int(one["duration"]), int(one["distance"]))
        except (KeyError, TypeError, ValueError, IndexError) as wrong:
            raise NoAnswer(f"not a table: {wrong!r}"[:200]) from wrong
        return ways

    def locate(self, address: str, city: str = "") -> Point | None:
        """Where a written address is (WGS-84); ``None`` where it is not known to the house. Raises ``NoAnswer``."""
        said = self._ask("/v3/geocode/geo", {"address": address, "city": city})
        try:
            found = [one for one in said["geocodes"] if one["level"] in EXACT]
            points = [_read(one["location"]) for one in found]
        except (KeyError, TypeError, ValueError) as wrong:
            raise NoAnswer(f"not a place: {wrong!r}"[:200]) from wrong
        same = points and all(distance_km(points[0], one) <= SAME_KM for one in points)
        return from_gcj02(points[0]) if same else None

    def _ask(self, service: str, question: Mapping[str, str]) -> Any:
        """The answer; the key stands in no message."""
        asked = urlencode({**question, "key": self.key, "output": "JSON"})
        try:
            said = ask(f"{self.url.rstrip('/')}{service}?{asked}", allow_private=self.allow_private)
        except NoAnswer as trouble:
            raise NoAnswer(str(trouble).replace(self.key, "…")) from None
        if not isinstance(said, dict) or said.get("status") != WELL:
            info = said.get("info") if isinstance(said, dict) else said
            raise NoAnswer(str(info)[:60].replace(self.key, "…"))
        return said


def _read(location: str) -> Point:
    lng, lat = map(float, location.split(","))
    return lat, lng


def _written(point: Point) -> str:
    lat, lng = to_gcj02(point)
    return f"{lng:.6f},{lat:.6f}"
