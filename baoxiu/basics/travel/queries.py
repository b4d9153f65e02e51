"""How long a job takes, and how long ways take: what the dispatch and the desk ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import NamedTuple

from django.db import models

from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.travel.models import HourFactor, UsualTime
from baoxiu.basics.travel.policies import SHARE
from baoxiu.basics.travel.rules.learning import JobType, minutes_at
from baoxiu.basics.travel.rules.speed import bounded, told_apart
from baoxiu.core.actors import Actor
from baoxiu.core.kept import Kept
from baoxiu.core.policy.queries import value

USUAL_MINUTES = 60
"""Of a job for which the firm states nothing."""

HOURS = 24
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
type Figure = tuple[float, float]
"""Mean and spread of the logarithm of minutes."""


def _read() -> dict[JobType, Figure]:
    rows = UsualTime.objects.filter(technician=None).order_by()
    fields = rows.values_list("family_id", "service", "fault_id", "mean", "spread")
    return {(family or 0, service, fault): (mean, spread) for family, service, fault, mean, spread in fields}


usual_times = Kept(_read)
"""Of the firm and of each type of job; asked for every order."""

FIRM: JobType = (0, "", None)


def minutes_for(
    family_id: int, service: str, fault_id: int | None, *, stated: int = USUAL_MINUTES, at: datetime
) -> int:
    """How many minutes to plan for such a job: enough for the share of visits that the firm has chosen.

    Of a type without visits what the firm states for it (``stated``), drawn out or short as the firm's jobs usually
    are; where nothing at all is known, just what is stated (RQ-DSP-01, RQ-DSP-10).
    """
    figures = usual_times()
    found = figures.get((family_id, service, fault_id))
    if found is None and FIRM in figures:
        mean, spread = figures[FIRM]
        found = mean + log(stated / USUAL_MINUTES), spread
    return minutes_at(*found, share_done(at)) if found else stated


def minutes_by_technician(job: JobType, technicians: Iterable[int], *, at: datetime) -> dict[int, int]:
    """The same for each of these technicians who has done such a job; the others are not in it."""
    rows = UsualTime.objects.filter(
        family_id=job[0], service=job[1], fault_id=job[2], technician_id__in=list(technicians)
    )
    share = share_done(at)
    found = rows.values_list("technician_id", "mean", "spread")
    return {technician: minutes_at(mean, spread, share) for technician, mean, spread in found}


def share_done(at: datetime) -> float:
    """The share of the visits that shall be done within the planned time."""
    return float(value(SHARE, at=at).number)


class UsualWays(NamedTuple):
    """By how much longer the firm's ways take than the distance says, over the hours in which they are made; and in how many
    thousandths of that a way is made in each hour of the day, empty where all hours are nearly alike."""

    factor: float
    hours: tuple[int, ...]


def _read_ways() -> UsualWays:
    hours = list(HourFactor.objects.order_by("hour").values_list("factor", "ways"))
    made = sum(ways for _factor, ways in hours)
    if not made:
        return UsualWays(1.0, ())
    usual = sum(factor * ways for factor, ways in hours) / made
    known = len(hours) == HOURS
    return UsualWays(bounded(usual), told_apart([factor / usual for factor, _ways in hours]) if known else ())


usual_ways = Kept(_read_ways)
"""What past ways teach (RQ-APT-01); before anything was learned 1, and no hour is told apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A learned duration as the desk shows it, in minutes: half of the visits, eight of ten, and what is planned."""

    row: UsualTime
    middle: int
    low: int
    high: int
    planned: int

    @property
    def code(self) -> str:
        """The type of job in an address: family, service and kind of fault."""
        row = self.row
        return "~".join((row.family.code, row.service, row.fault.code if row.fault else ""))


def learned_types(*, at: datetime) -> list[Shown]:
    """Every type of job with visits, the most frequent first."""
    rows = UsualTime.objects.filter(technician=None, family__isnull=False)
    return _shown(rows.select_related("family", "fault").order_by("-visits", "pk"), at)


def learned_firm(*, at: datetime) -> Shown | None:
    """A job of one stated hour, over all types."""
    return next(iter(_shown(UsualTime.objects.filter(family=None), at)), None)


def learned_technicians(one: UsualTime, actor: Actor, *, at: datetime) -> list[Shown]:
    """The technicians in the actor's scope who have done this type of job, the quickest first."""
    rows = UsualTime.objects.filter(
        family=one.family_id,
        service=one.service,
        fault=one.fault_id,
        technician__in=Technician.objects.for_actor(actor),
    )
    return _shown(rows.select_related("technician__outlet").order_by("mean", "pk"), at)


def learned_hours() -> models.QuerySet[HourFactor]:
    """The hours in which ways were made."""
    return HourFactor.objects.filter(ways__gt=0).order_by("hour")


def _shown(rows: Iterable[UsualTime], at: datetime) -> list[Shown]:
    share = share_done(at)
    return [
        Shown(row, *(minutes_at(row.mean, row.spread, part) for part in (MIDDLE, LOW, HIGH, share)))
        for row in rows
    ]
