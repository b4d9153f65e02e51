"""What past visits teach: how long a job takes and what the hour does to a way. Empirical Bayes on logarithms.

The figures of few visits are drawn towards those of many: a technician's towards the type's, a type's towards the
firm's. How strongly is itself estimated (DerSimonian and Laird): where technicians hardly differ, all count as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp, log, sqrt
from statistics import NormalDist, fmean, median

from baoxiu.basics.travel.rules.coordinates import Point, distance_km
from baoxiu.basics.travel.rules.speed import drive_seconds

SHORTEST, LONGEST = 5, 600
"""Minutes. A visit of three minutes was no work, one of thirty hours was not ended when it was over."""

FEWEST_SECONDS, MOST_SECONDS = 120, 4 * 3600
OFTEST = 5.0
"""A way that took more than five times its estimate, or less than a fifth, led elsewhere first or began before.
One that is estimated at less than ``FEWEST_SECONDS`` says nothing about the road."""

USUAL_SPREAD = 0.4
"""Of the logarithm of minutes, before anything is known: one job in six takes more than half as long again."""

SPREAD_COUNTS = 8
"""As many visits as the spread of all counts against a type's own."""

LEAST_DEVIATION = 0.1
CLIP = 3.0
NORMAL = 1.4826
"""Median absolute deviation to standard deviation."""

type JobType = tuple[int, str, int | None]
"""Product family, service path, kind of fault (none where nobody named it)."""


@dataclass(frozen=True, slots=True)
class Work:
    """A finished visit: minutes at the product, and what the firm states for such a job."""

    family_id: int
    service: str
    fault_id: int | None
    technician_id: int
    minutes: float
    stated: int

    @property
    def job(self) -> JobType:
        """The type of the job."""
        return self.family_id, self.service, self.fault_id


@dataclass(frozen=True, slots=True)
class Trip:
    """A way that was made: the hour it began in, from where to where, and the seconds from setting out to the door."""

    hour: int
    start: Point
    end: Point
    seconds: float


@dataclass(frozen=True, slots=True)
class Learned:
    """A shrunken figure: mean and spread of a logarithm, and how many cases stand behind it.

    The spread is that of the next case: what jobs differ by, and how well the mean is known.
    """

    mean: float
    spread: float
    count: int


@dataclass(frozen=True, slots=True)
class Durations:
    """Logarithms of real to stated minutes: of the firm, of each type, of each technician within a type."""

    firm: Learned
    types: Mapping[JobType, Learned]
    technicians: Mapping[tuple[JobType, int], Learned]


def minutes_at(mean: float, spread: float, share: float) -> int:
    """The whole minutes within which such a share (0 to 1) of the jobs is done; half of them for 0.5."""
    return max(1, ceil(round(exp(mean + NormalDist().inv_cdf(share) * spread), 6)))


def durations(works: Iterable[Work]) -> Durations | None:
    """What the visits teach about each type of job and each technician; ``None`` without a usable visit."""
    ratios: defaultdict[JobType, list[tuple[int, float]]] = defaultdict(list)
    for work in works:
        if SHORTEST <= work.minutes <= LONGEST:
            ratios[work.job].append((work.technician_id, log(work.minutes / work.stated)))
    if not ratios:
        return None
    by_type = {job: clipped([ratio for _, ratio in pairs]) for job, pairs in ratios.items()}
    spreads = spreads_of(by_type)
    types, firm = shrunk(by_type, spreads)
    by_person: defaultdict[tuple[JobType, int], list[float]] = defaultdict(list)
    for job, pairs in ratios.items():
        for (technician, _), ratio in zip(pairs, by_type[job], strict=True):
            by_person[job, technician].append(ratio)
    people = shrunk_towards(
        by_person,
        {key: types[key[0]].mean for key in by_person},
        {key: spreads[key[0]] for key in by_person},
    )
    return Durations(firm, types, people)


def hour_factors(trips: Iterable[Trip], *, access: int = 0) -> dict[int, Learned]:
    """For each of the 24 hours the logarithm of real to estimated time on the road, drawn towards the day's.

    ``access``: seconds from the road to the door. Hours without ways get the day's figure; no way at all, no figure.
    """
    ratios: defaultdict[int, list[float]] = defaultdict(list)
    for trip in trips:
        estimate = drive_seconds(distance_km(trip.start, trip.end))
        ratio = max(trip.seconds - access, 1) / estimate if estimate >= FEWEST_SECONDS else 0
        if trip.seconds <= MOST_SECONDS and 1 / OFTEST <= ratio <= OFTEST:
            ratios[trip.hour].append(log(ratio))
    if not ratios:
        return {}
    by_hour = {hour: clipped(found) for hour, found in ratios.items()}
    known, day = shrunk(by_hour, spreads_of(by_hour))
    return {hour: known.get(hour, Learned(day.mean, day.spread, 0)) for hour in range(24)}


def clipped(found: Sequence[float]) -> list[float]:
    """The same with outliers drawn to three deviations from the median; few values stay as they are."""
    if len(found) < 5:
        return list(found)
    middle = median(found)
    deviation = max(LEAST_DEVIATION, NORMAL * median(abs(one - middle) for one in found))
    low, high = middle - CLIP * deviation, middle + CLIP * deviation
    return [min(high, max(low, one)) for one in found]


def spreads_of[K: Hashable](groups: Mapping[K, Sequence[float]]) -> dict[K, float]:
    """The standard deviation within each group, drawn towards that of all."""
    squares = {key: _squares(found) for key, found in groups.items()}
    free = sum(len(found) - 1 for found in groups.values())
    usual = USUAL_SPREAD**2
    pooled = (sum(squares.values()) + SPREAD_COUNTS * usual) / (free + SPREAD_COUNTS)
    return {
        key: sqrt((squares[key] + SPREAD_COUNTS * pooled) / (len(found) - 1 + SPREAD_COUNTS))
        for key, found in groups.items()
    }


def shrunk[K: Hashable](
    groups: Mapping[K, Sequence[float]], spreads: Mapping[K, float]
) -> tuple[dict[K, Learned], Learned]:
    """Each group's mean drawn towards that of all, and that of all."""
    weights = {key: len(found) / spreads[key] ** 2 for key, found in groups.items()}
    means = {key: fmean(found) for key, found in groups.items()}
    between = _between(weights, means, dict.fromkeys(groups, _weighted(means, weights)))
    pulls = {key: 1 / (1 / weight + between) for key, weight in weights.items()}
    centre, count = _weighted(means, pulls), sum(map(len, groups.values()))
    usual = sqrt(sum(len(found) * spreads[key] ** 2 for key, found in groups.items()) / count)
    firm = Learned(centre, sqrt(usual**2 + between + 1 / sum(pulls.values())), count)
    return _drawn(groups, dict.fromkeys(groups, centre), spreads, between), firm


def shrunk_towards[K: Hashable](
    groups: Mapping[K, Sequence[float]], centres: Mapping[K, float], spreads: Mapping[K, float]
) -> dict[K, Learned]:
    """Each group's mean drawn towards its own centre, all by the same strength."""
    weights = {key: len(found) / spreads[key] ** 2 for key, found in groups.items()}
    means = {key: fmean(found) for key, found in groups.items()}
    return _drawn(groups, centres, spreads, _between(weights, means, centres))


def _drawn[K: Hashable](
    groups: Mapping[K, Sequence[float]],
    centres: Mapping[K, float],
    spreads: Mapping[K, float],
    between: float,
) -> dict[K, Learned]:
    found = {}
    for key, values in groups.items():
        noise = spreads[key] ** 2 / len(values)
        trust = between / (between + noise)
        mean = trust * fmean(values) + (1 - trust) * centres[key]
        found[key] = Learned(mean, sqrt(spreads[key] ** 2 + trust * noise), len(values))
    return found


def _between[K: Hashable](
    weights: Mapping[K, float], means: Mapping[K, float], centres: Mapping[K, float]
) -> float:
    """The variance of the true means around their centres: what is left when chance is taken away."""
    total = sum(weights.values())
    scatter = sum(weight * (means[key] - centres[key]) ** 2 for key, weight in weights.items())
    room = total - sum(weight**2 for weight in weights.values()) / total
    return max(0.0, (scatter - (len(weights) - 1)) / room) if len(weights) > 1 and room > 0 else 0.0


def _weighted[K: Hashable](means: Mapping[K, float], weights: Mapping[K, float]) -> float:
    return sum(weight * means[key] for key, weight in weights.items()) / sum(weights.values())


def _squares(found: Sequence[float]) -> float:
    mean = fmean(found)
    return sum((one - mean) ** 2 for one in found)
