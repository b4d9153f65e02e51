"""How much is measured: a short run that shows whether everything works, and the whole."""

from __future__ import annotations

import sys
from dataclasses import dataclass

type Size = tuple[int, int, int]
"""Technicians, orders, seed."""


@dataclass(frozen=True)
class Scale:
    """``pace``: what share of each processor budget is given; ``seeds``: those of which the medians are taken."""

    pace: float
    seeds: tuple[int, ...]
    fixed: tuple[Size, ...]
    drawn: int
    most_for_peers: int
    """Orders up to which PyVRP and OR-Tools are asked: above, neither had a plan worth comparing in the time."""
    classics: tuple[str, ...]
    """Of the literature's instances; empty means all that are there."""
    drawn_classics: tuple[tuple[str, int], ...]
    nationwide: tuple[int, int]
    nationwide_seconds: tuple[float, ...]
    """Of each of two cores; the last counts as converged."""
    online: tuple[int, int, int]
    """Technicians, visits, new orders."""
    slots: tuple[int, int, int]
    """Technicians, visits in 14 days, questions."""
    changed: tuple[Size, ...]
    """Where orders arrive, people are ill, and fairness is weighed."""
    pairs: int
    same: tuple[Size, ...]
    inside: tuple[int, int, int]
    """Technicians and visits of an outlet in the database, and questions through the whole action; 0 leaves it out."""

    def seconds(self, orders: int) -> float:
        """The processor time that a planner gets for so many orders."""
        return self.pace * next(budget for most, budget in BUDGETS if orders <= most)


BUDGETS = ((500, 10), (2_000, 30), (sys.maxsize, 60))
USUAL = ((50, 400, 1), (50, 400, 2), (200, 1600, 1), (200, 1600, 2), (500, 5000, 1))

FULL = Scale(
    pace=1.0,
    seeds=(1, 2, 3),
    fixed=USUAL,
    drawn=12,
    most_for_peers=2_000,
    classics=(),
    drawn_classics=(("C1", 1_000), ("R1", 1_000), ("RC1", 1_000), ("R2", 1_000)),
    nationwide=(20_000, 100_000),
    nationwide_seconds=(90, 300, 1_500),
    online=(10_000, 80_000, 2_000),
    slots=(60, 4_000, 500),
    changed=USUAL[:3],
    pairs=1_000,
    same=USUAL[1:3],
    inside=(40, 400, 150),
)
QUICK = Scale(
    pace=0.2,
    seeds=(1,),
    fixed=USUAL[:1],
    drawn=1,
    most_for_peers=500,
    classics=("C101", "R101"),
    drawn_classics=(("RC1", 200),),
    nationwide=(600, 3_000),
    nationwide_seconds=(2, 6, 15),
    online=(500, 4_000, 200),
    slots=(15, 1_000, 100),
    changed=USUAL[:1],
    pairs=60,
    same=USUAL[:1],
    inside=(5, 20, 5),
)
SCALES = {"quick": QUICK, "full": FULL}
