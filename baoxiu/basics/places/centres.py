"""The middle of a division: where something roughly is of which only the district is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from baoxiu.basics.places.rules import is_code, path_of

FILE = Path(__file__).with_name("centres.txt")


def centre_of(code: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS-84) of a district's middle; else of its city's, else of its province's."""
    if not is_code(code):
        return None
    return next((_centres()[step] for step in reversed(path_of(code)) if step in _centres()), None)


@cache
def _centres() -> dict[str, tuple[float, float]]:
    """The table of the release, read once."""
    lines = (line.split() for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {code: (float(lat), float(lng)) for code, lat, lng in lines}
