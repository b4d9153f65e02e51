"""Means, intervals and paired differences."""

from __future__ import annotations

import pytest

from baoxiu.simulation.figures import estimate, figures
from baoxiu.simulation.measures import Measures


def measures(kept: float | None) -> Measures:
    """Some figures."""
    return Measures(10, 9, 1, kept, 40, 20, 25, 9, 3, 30, 4, 0.1)


RUNS = {"A": [measures(90), measures(80), measures(85)], "B": [measures(92), measures(83), measures(86)]}


def test_the_interval_is_students() -> None:
    """Three values, two degrees of freedom: 4.303 × s / √3."""
    found = estimate([90, 80, 85])
    assert found
    assert found.mean == 85
    assert found.half == pytest.approx(4.303 * 5 / 3**0.5)
    assert estimate([1]).half is None  # type: ignore[union-attr]
    assert estimate([]) is None


def test_differences_are_taken_under_the_same_chance() -> None:
    """2, 3 and 1: the difference is clearer than either value."""
    found = figures({name: [one.plain() for one in runs] for name, runs in RUNS.items()})["promises_kept"]
    assert found["A"].difference is None
    assert found["B"].difference
    assert found["B"].difference.mean == 2
    assert found["B"].difference.half == pytest.approx(4.303 / 3**0.5)
    assert not found["B"].difference.is_clear
