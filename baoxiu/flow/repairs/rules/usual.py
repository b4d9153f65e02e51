"""What such jobs usually needed, the commonest first (RQ-EXE-01)."""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST_PERCENT = 10
"""What was needed more seldom is not worth carrying."""
MOST = 8


@dataclass(frozen=True, slots=True)
class Usual:
    """A part or tool, and in how many of a hundred repairs it was needed."""

    name: str
    percent: int


def usual(times: Mapping[str, int], repairs: int) -> list[Usual]:
    """Those needed in at least a tenth of so many repairs; at most eight, the commonest first, then by name."""
    if not repairs:
        return []
    shares = [Usual(name, min(round(100 * count / repairs), 100)) for name, count in times.items()]
    kept = [one for one in shares if one.percent >= LEAST_PERCENT]
    return sorted(kept, key=lambda one: (-one.percent, one.name))[:MOST]
