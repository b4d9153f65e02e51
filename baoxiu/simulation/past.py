"""What the firm has learned before the weeks begin: how long its jobs take, and what the hours do to the ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.basics.travel import actions as travel
from baoxiu.basics.travel.rules.learning import Trip, Work
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.intake.services import REPAIR
from baoxiu.simulation.plan import Job, Plan
from baoxiu.simulation.town import Place, drive_minutes, place_at

VISITS, WAYS = 12, 12
"""So many past visits of each kind of fault, and ways in each hour of the shift."""
_PAST = 3


def teach(plan: Plan, technician_id: int, *, at: datetime) -> None:
    """Let the firm learn from visits that went as the plan says (RQ-DSP-10)."""
    chance = np.random.default_rng([plan.seed, _PAST])
    works = [work for job in plan.demand.jobs for work in _works(job, technician_id, chance)]
    travel.learn(works, list(_trips(plan, chance)), by=SYSTEM, at=at)


def _works(job: Job, technician_id: int, chance: np.random.Generator) -> Iterator[Work]:
    family = Family.objects.get(code=job.family)
    for fault in FaultKind.objects.filter(family=family).order_by("code"):
        for minutes in job.minutes * np.exp(job.spread * chance.normal(size=VISITS)):
            yield Work(family.pk, REPAIR, fault.pk, technician_id, float(minutes), fault.minutes)


def _trips(plan: Plan, chance: np.random.Generator) -> Iterator[Trip]:
    begin, end = (hour.hour for hour in plan.work.shift)
    for hour in range(begin, end + 1):
        for noise in np.exp(plan.traffic.spread * chance.normal(size=WAYS)):
            one, other = _anywhere(plan, chance), _anywhere(plan, chance)
            minutes = drive_minutes(one, other) * plan.traffic.hours[hour] * noise
            yield Trip(hour, one, other, 60 * float(minutes + plan.traffic.access_minutes))


def _anywhere(plan: Plan, chance: np.random.Generator) -> Place:
    turn, outwards = chance.random(2)
    return place_at(plan.region, float(turn), float(outwards))
