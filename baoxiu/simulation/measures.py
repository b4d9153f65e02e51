"""What a replication came to: promises from the firm's own rows, ways and hours from the road."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from statistics import fmean, pstdev

from django.db import models

from baoxiu.core.clock import legal_date
from baoxiu.flow.visits.models import Rescheduling, Visit
from baoxiu.simulation.ground import Ground
from baoxiu.simulation.office import Case
from baoxiu.simulation.plan import Plan
from baoxiu.simulation.scenario import Scenario
from baoxiu.simulation.town import gini

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
type Day = tuple[int, int]
"""A technician's number and a day's."""


@dataclass(slots=True)
class Tally:
    """What is counted on the way. ``days``: time on the road and at work by technician and day, waiting not included."""

    cases: list[Case] = field(default_factory=list)
    days: dict[Day, timedelta] = field(default_factory=dict)
    overtime: dict[Day, timedelta] = field(default_factory=dict)
    km: float = 0
    driven: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one replication. Shares in per cent, times in the unit of the name, ``None`` where nothing happened.

    ``promises_kept``: of the agreed windows that were due, those in which somebody arrived (moved or called off by the firm
    is not kept). ``first_day``: of all orders, those finished on the day of the report. ``hours_sd`` and ``hours_gini``: hours on
    the road and at work over the technicians. ``overtime``: minutes a technician's working day. ``open``: reported, not done.
    """

    orders: int
    done: int
    open: int
    promises_kept: float | None
    first_day: float | None
    hours_to_done: float | None
    travel_minutes: float | None
    travel_km: float | None
    overtime: float | None
    hours_mean: float
    hours_sd: float
    hours_gini: float

    def plain(self) -> dict[str, float | int | None]:
        """As JSON has it."""
        return asdict(self)


def measured(plan: Plan, scenario: Scenario, ground: Ground, tally: Tally, end: datetime) -> Measures:
    """The figures, of what happened until ``end``."""
    done = [case for case in tally.cases if case.done_at is not None]
    visits = Visit.objects.exclude(arrived_at=None).count()
    hours = _hours(plan, ground, tally)
    return Measures(
        orders=len(scenario.calls),
        done=len(done),
        open=len(scenario.calls) - len(done),
        promises_kept=_promises_kept(end),
        first_day=_share(sum(map(_same_day, done)), len(scenario.calls)),
        hours_to_done=_mean([((case.done_at or end) - case.call.at) / HOUR for case in done]),
        travel_minutes=tally.driven / MINUTE / visits if visits else None,
        travel_km=tally.km / visits if visits else None,
        overtime=_mean([span / MINUTE for span in tally.overtime.values()]),
        hours_mean=fmean(hours),
        hours_sd=pstdev(hours),
        hours_gini=gini(hours),
    )


def _same_day(case: Case) -> bool:
    return case.done_at is not None and legal_date(case.done_at) == legal_date(case.call.at)


def _hours(plan: Plan, ground: Ground, tally: Tally) -> list[float]:
    return [
        sum(tally.days.get((worker.place, day), timedelta()) / HOUR for day in range(plan.days))
        for worker in ground.workers.values()
    ]


def _promises_kept(end: datetime) -> float | None:
    """Each window that the customer agreed to is a promise; the customer's absence does not break it (RQ-APT-01)."""
    due = Visit.objects.filter(window_end__lte=end)
    kept = due.filter(arrived_at__lte=models.F("window_end")).count()
    moved = Rescheduling.objects.filter(old_end__lte=end).count()
    return _share(kept, due.count() + moved)


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _mean(values: list[float]) -> float | None:
    return fmean(values) if values else None
