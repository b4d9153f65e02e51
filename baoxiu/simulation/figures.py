"""From replications to means with their confidence intervals, and to differences between policies. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

type Runs = Sequence[Mapping[str, float | int | None]]
"""The measures of one policy by replication."""

STUDENT = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""97.5 % points of Student's t for 1 to 30 degrees of freedom."""
NORMAL = 1.960


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with half the width of its 95 % confidence interval; ``None`` with one replication."""

    mean: float
    half: float | None

    @property
    def is_clear(self) -> bool:
        """Whether 0 lies outside the interval."""
        return self.half is not None and abs(self.mean) > self.half


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one policy, and how much it differs from the first policy's on the same days (paired)."""

    value: Estimate | None
    difference: Estimate | None


def estimate(values: Sequence[float]) -> Estimate | None:
    """The mean with its interval; nothing from nothing."""
    if not values:
        return None
    if len(values) == 1:
        return Estimate(values[0], None)
    freedom = len(values) - 1
    quantile = STUDENT[freedom - 1] if freedom <= len(STUDENT) else NORMAL
    return Estimate(fmean(values), quantile * stdev(values) / sqrt(len(values)))


def figures(runs: Mapping[str, Runs]) -> dict[str, dict[str, Figure]]:
    """By measure and policy. Differences are taken within each replication: both sides met the same chance."""
    first = next(iter(runs.values()))
    return {
        measure: {name: _figure(first, of, measure, is_first=of is first) for name, of in runs.items()}
        for measure in first[0]
    }


def _figure(first: Runs, own: Runs, measure: str, *, is_first: bool) -> Figure:
    values = [one[measure] for one in own]
    differences = (
        []
        if is_first
        else [_minus(one[measure], base[measure]) for one, base in zip(own, first, strict=True)]
    )
    return Figure(estimate(_known(values)), estimate(_known(differences)))


def _minus(one: float | int | None, other: float | int | None) -> float | None:
    return None if one is None or other is None else one - other


def _known(values: Sequence[float | int | None]) -> list[float]:
    return [float(one) for one in values if one is not None]
