"""Learning from past visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import exp, log

from django.db import transaction

from baoxiu.basics.travel.models import HourFactor, UsualTime
from baoxiu.basics.travel.policies import ACCESS_MINUTES
from baoxiu.basics.travel.queries import usual_times, usual_ways
from baoxiu.basics.travel.rules.learning import (
    Durations,
    JobType,
    Learned,
    Trip,
    Work,
    durations,
    hour_factors,
)
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.rows import one_at_a_time

HOUR = 60
"""Minutes of the job that the firm's own figure is about."""

BATCH = 2_000


@transaction.atomic
def learn(works: Iterable[Work], trips: Iterable[Trip], *, by: Actor, at: datetime) -> int:
    """Put what these visits teach in the place of what was known; returns how many figures there are now.

    Where nothing usable came, nothing changes (RQ-DSP-01, RQ-DSP-10). Raises ``NotAllowed``.
    """
    needs(by, "settings.change").or_refuse()
    one_at_a_time("travel:learn")
    works = list(works)
    stated = {work.job: work.stated for work in works}
    times = list(_times(durations(works), stated, at))
    access = HOUR * value(ACCESS_MINUTES, at=at).whole
    factors = [_factor(hour, found, at) for hour, found in hour_factors(trips, access=access).items()]
    if factors:
        HourFactor.objects.all().delete()
        HourFactor.objects.bulk_create(factors)
    if times:
        UsualTime.objects.all().delete()
        kept = UsualTime.objects.bulk_create(times, batch_size=BATCH)
        record("travel.learned", kept[0], by=by, at=at, visits=kept[0].visits, figures=len(kept))
    usual_times.forget()
    usual_ways.forget()
    return len(times) + len(factors)


def _times(found: Durations | None, stated: dict[JobType, int], at: datetime) -> Iterator[UsualTime]:
    if found is None:
        return
    yield _time(found.firm, HOUR, at)
    for job, learned in found.types.items():
        yield _time(learned, stated[job], at, job)
    for (job, technician), learned in found.technicians.items():
        yield _time(learned, stated[job], at, job, technician)


def _time(
    found: Learned, stated: int, at: datetime, job: JobType = (0, "", None), technician: int | None = None
) -> UsualTime:
    family, service, fault = job
    return UsualTime(
        family_id=family or None,
        service=service,
        fault_id=fault,
        technician_id=technician,
        mean=found.mean + log(stated),
        spread=found.spread,
        visits=found.count,
        learned_at=at,
    )


def _factor(hour: int, found: Learned, at: datetime) -> HourFactor:
    return HourFactor(hour=hour, factor=exp(found.mean), spread=found.spread, ways=found.count, learned_at=at)
