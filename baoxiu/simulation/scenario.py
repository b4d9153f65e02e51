"""What chance decides, drawn before anybody chooses: the same for every policy (common random numbers). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np

from baoxiu.core.clock import SHANGHAI
from baoxiu.simulation.plan import Job, Plan
from baoxiu.simulation.town import Place, district_at, place_at

ATTEMPTS = 12
"""So many visits of one order have draws of their own; later ones use the last."""

WISH_DAYS = 3
NOON = time(12, 30)
SICK_CALL = time(7)
_PEOPLE, _ORDERS, _HEALTH = range(3)


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody will report something: when, where, what, and how it will go.

    ``at_home`` and ``road`` (how much longer the way takes than usual) are told by attempt, ``minutes`` is the true time of the
    work, ``picks`` (0 to 1) chooses the fault.
    """

    number: int
    at: datetime
    review: timedelta
    place: Place
    district: str
    job: Job
    picks: float
    minutes: float
    at_home: tuple[bool, ...]
    road: tuple[float, ...]
    lacks_part: bool
    wish: tuple[datetime, datetime] | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One replication: the calls in the order of time, and who is sick on which day (technician's and day's number)."""

    calls: tuple[Call, ...]
    sick: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Person:
    """A technician of the region: home, district, and the products that he knows with his level."""

    home: Place
    district: str
    skills: tuple[tuple[str, int], ...]


def moment(plan: Plan, day: int, hour: time = time(0)) -> datetime:
    """A time on a day of the simulation, in China."""
    return datetime.combine(plan.start + timedelta(days=day), hour, SHANGHAI)


def people(plan: Plan) -> list[Person]:
    """The technicians: the same in every replication. The first of each few is an expert."""
    chance = np.random.default_rng([plan.seed, _PEOPLE])
    return [_person(plan, number, chance) for number in range(plan.region.technicians)]


def _person(plan: Plan, number: int, chance: np.random.Generator) -> Person:
    turn, outwards = chance.random(2)
    jobs = plan.demand.jobs
    known, levels = chance.random(len(jobs)), chance.integers(3, 5, len(jobs))
    share = plan.region.experts
    expert = int((number + 1) * share) > int(number * share) or number == 0
    skills = [
        (job.family, 5 if expert else int(levels[one]))
        for one, job in enumerate(jobs)
        if expert or known[one] < plan.region.skilled
    ]
    return Person(place_at(plan.region, turn, outwards), district_at(plan.region, turn), tuple(skills))


def draw(plan: Plan, replication: int) -> Scenario:
    """One replication's calls and sick leave."""
    chance = np.random.default_rng([plan.seed, _ORDERS, replication])
    times = [at for day in range(plan.days) for at in _times(plan, day, chance)]
    calls = tuple(_call(plan, number, at, chance) for number, at in enumerate(times, start=1))
    ill = np.random.default_rng([plan.seed, _HEALTH, replication]).random(
        (plan.region.technicians, plan.days)
    )
    sick = {(int(who), int(day)) for who, day in np.argwhere(ill < plan.chance.sick)}
    return Scenario(calls, frozenset(sick))


def _times(plan: Plan, day: int, chance: np.random.Generator) -> list[datetime]:
    begin = moment(plan, day)
    mean = plan.demand.orders_per_day * (plan.demand.weekend if begin.weekday() >= 5 else 1)
    weights = np.array(plan.demand.hours) / sum(plan.demand.hours)
    hours = chance.choice(len(weights), int(chance.poisson(mean)), p=weights)
    seconds = sorted(
        int(hour * 3600 + within)
        for hour, within in zip(hours, chance.integers(0, 3600, len(hours)), strict=True)
    )
    return [begin + timedelta(seconds=second) for second in seconds]


def _call(plan: Plan, number: int, at: datetime, chance: np.random.Generator) -> Call:
    """Always the same number of draws, so that a changed share changes nothing else."""
    turn, outwards, which, picks, lacks, wishes, half = chance.random(7)
    stays, road = chance.random(ATTEMPTS), chance.normal(0, 1, ATTEMPTS)
    length, review = chance.normal(), chance.exponential()
    job = _job(plan.demand.jobs, which)
    return Call(
        number=number,
        at=at,
        review=timedelta(minutes=float(review) * plan.demand.review_minutes),
        place=place_at(plan.region, turn, outwards),
        district=district_at(plan.region, turn),
        job=job,
        picks=float(picks),
        minutes=float(job.minutes * np.exp(job.spread * length)),
        at_home=tuple(bool(one >= plan.chance.no_show) for one in stays),
        road=tuple(float(one) for one in np.exp(plan.traffic.spread * road)),
        lacks_part=bool(lacks < plan.chance.second_visit),
        wish=_wish(at, float(half)) if wishes < plan.demand.wishes else None,
    )  # fmt: skip


def _job(jobs: tuple[Job, ...], which: float) -> Job:
    left = which * sum(job.share for job in jobs)
    for job in jobs:
        left -= job.share
        if left < 0:
            return job
    return jobs[-1]


def _wish(at: datetime, which: float) -> tuple[datetime, datetime]:
    """Half a day, from tomorrow on."""
    half = int(which * WISH_DAYS * 2)
    day = at.date() + timedelta(days=1 + half // 2)
    noon = datetime.combine(day, NOON, SHANGHAI)
    if half % 2:
        return noon, datetime.combine(day, time(19), SHANGHAI)
    return datetime.combine(day, time(8), SHANGHAI), noon
