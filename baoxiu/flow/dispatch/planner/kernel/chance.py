"""Chance: the same numbers for the same seed on every machine."""

from __future__ import annotations

import numpy as np

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.layout import Records

STATES = 1 << 64


def first_state(seed: int) -> int:
    """Where the generator begins for a seed: never at 0, from where it could not move."""
    return (seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % STATES or 1


@compiled
def draw(tally: Records) -> float:
    """A number from 0 up to 1, by xorshift64*."""
    state = tally[0].chance
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    state ^= state >> np.uint64(27)
    tally[0].chance = state
    return float((state * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)
