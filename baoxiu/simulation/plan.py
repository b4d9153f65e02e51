"""What is simulated: the region, the demand, what goes wrong, and the policies to compare (docs/simulation.md). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from baoxiu.simulation import reading
from baoxiu.simulation.reading import WrongPlan

CHOOSERS = ("territories", "nearest", "score", "engine")
"""Who can choose: see ``policies.py``."""


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of job: how often it is reported, its usual minutes, and their spread (sigma of the lognormal)."""

    family: str
    share: float = 1
    minutes: float = 60
    spread: float = 0.35


@dataclass(frozen=True, slots=True)
class Region:
    """A town as a disc in sectors, one for each district, and the people who work there.

    ``experts``: the share that knows every product; ``skilled``: how likely the others know one.
    """

    technicians: int = 20
    lat: float = 34.7578
    lng: float = 113.6654
    radius_km: float = 12
    districts: tuple[str, ...] = ("410102", "410103", "410104", "410105")
    experts: float = 0.2
    skilled: float = 0.75


@dataclass(frozen=True, slots=True)
class Work:
    """The working day: hours, windows that customers are offered, the notice that a technician needs, how long after his
    shift he may still be on the way, and his most jobs a day. ``days_off``: free days a week, in turn."""

    shift: tuple[time, time] = (time(8), time(18, 30))
    windows: tuple[tuple[time, time], ...] = (
        (time(8, 30), time(10, 30)), (time(10, 30), time(12, 30)), (time(13), time(15)),
        (time(15), time(17)), (time(17), time(18, 30)),
    )  # fmt: skip
    days_off: int = 1
    lead_minutes: int = 60
    overtime_minutes: int = 60
    daily_cap: int = 8


@dataclass(frozen=True, slots=True)
class Demand:
    """What customers report: how much a day, when (weights of the 24 hours), and what they wish.

    ``wishes``: the share that asks for half a day within three days.
    """

    orders_per_day: float = 60
    weekend: float = 1
    hours: tuple[float, ...] = (0, 0, 0, 0, 0, 0, 1, 4, 9, 13, 13, 9, 6, 7, 9, 10, 9, 7, 6, 8, 7, 4, 2, 1)
    review_minutes: float = 20
    wishes: float = 0.2
    jobs: tuple[Job, ...] = (
        Job("air_conditioner", 28, 75, 0.4), Job("refrigerator", 16, 70), Job("washing_machine", 14, 60),
        Job("water_heater", 12, 60), Job("television", 8, 50), Job("range_hood", 8, 50),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chance:
    """What goes wrong, as shares: nobody at home, a second visit for want of a part, a technician's day of sick leave."""

    no_show: float = 0.05
    second_visit: float = 0.1
    sick: float = 0.02


@dataclass(frozen=True, slots=True)
class Traffic:
    """How much longer a way takes in each of the 24 hours, how much that varies (sigma of the lognormal), and the minutes from
    parking to the door."""

    hours: tuple[float, ...] = (
        0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1, 1.3, 1.4, 1.2, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.2, 1.4, 1.4, 1.2,
        1, 1, 0.9, 0.9,
    )  # fmt: skip
    spread: float = 0.15
    access_minutes: float = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """One side of the comparison: who chooses, with which settings of the firm, and with how many technicians (all: 0)."""

    name: str
    by: str
    settings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole file. The first policy is what the others are compared with."""

    seed: int = 1
    start: date = date(2026, 3, 2)
    days: int = 7
    replications: int = 5
    region: Region = Region()
    work: Work = Work()
    demand: Demand = Demand()
    chance: Chance = Chance()
    traffic: Traffic = Traffic()
    policy: tuple[Policy, ...] = tuple(Policy(name, name) for name in CHOOSERS)


_SHARE = reading.number(0, 1)
_DAY = 24
_JOB = {
    "family": reading.text,
    "share": reading.number(0, 1_000_000),
    "minutes": reading.number(1, 1_440),
    "spread": reading.number(0, 2),
}
_REGION = {
    "technicians": reading.whole(1, 2_000),
    "lat": reading.number(-85, 85),
    "lng": reading.number(-180, 180),
    "radius_km": reading.number(0.1, 300),
    "districts": reading.listed(reading.text),
    "experts": _SHARE,
    "skilled": _SHARE,
}
_WORK = {
    "shift": reading.hours,
    "windows": reading.listed(reading.hours),
    "days_off": reading.whole(0, 6),
    "lead_minutes": reading.whole(0, 1_440),
    "overtime_minutes": reading.whole(0, 600),
    "daily_cap": reading.whole(1, 50),
}
_DEMAND = {
    "orders_per_day": reading.number(0.1, 100_000),
    "weekend": reading.number(0, 10),
    "hours": reading.listed(reading.number(0, 1_000_000), exactly=_DAY),
    "review_minutes": reading.number(0, 1_440),
    "wishes": _SHARE,
    "jobs": reading.several(Job, _JOB),
}
_CHANCE = {"no_show": _SHARE, "second_visit": _SHARE, "sick": _SHARE}
_TRAFFIC = {
    "hours": reading.listed(reading.number(0.1, 20), exactly=_DAY),
    "spread": reading.number(0, 2),
    "access_minutes": reading.number(0, 60),
}
_POLICY = {"name": reading.text, "by": reading.one_of(*CHOOSERS), "settings": reading.pairs}
_PLAN = {
    "seed": reading.whole(0, 2**31),
    "start": reading.day,
    "days": reading.whole(1, 92),
    "replications": reading.whole(1, 200),
    "region": reading.nested(Region, _REGION),
    "work": reading.nested(Work, _WORK),
    "demand": reading.nested(Demand, _DEMAND),
    "chance": reading.nested(Chance, _CHANCE),
    "traffic": reading.nested(Traffic, _TRAFFIC),
    "policy": reading.several(Policy, _POLICY),
}


def read_plan(path: Path) -> Plan:
    """The plan of a file. Raises ``WrongPlan``."""
    return plan_of(reading.load(path))


def plan_of(said: Mapping[str, Any]) -> Plan:
    """The plan of parsed TOML; what is left out has its default. Raises ``WrongPlan``."""
    plan = reading.table(Plan, _PLAN, said)
    names = [policy.name for policy in plan.policy]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise WrongPlan("twice", f"policy.{number + 1}.name", value=name)
    if not sum(plan.demand.hours):
        raise WrongPlan("no_hour", "demand.hours")
    if not sum(job.share for job in plan.demand.jobs):
        raise WrongPlan("no_share", "demand.jobs")
    return plan
