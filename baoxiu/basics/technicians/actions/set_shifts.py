"""Working hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.technicians.models import Shift, Technician
from baoxiu.basics.technicians.permissions import may_change
from baoxiu.basics.technicians.rules import WeeklyShift, why_no_week
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock

WRONG = {
    "weekday": _("Please choose a weekday."),
    "order": _("A shift ends after it starts."),
    "overlap": _("Two shifts of one day overlap."),
}


class InvalidShifts(InvalidInput):
    """The week does not work out."""


@transaction.atomic
def set_shifts(
    technician: Technician, shifts: Iterable[WeeklyShift], *, by: Actor, at: datetime
) -> Technician:
    """The weekly working hours, in place of the former ones; raises ``InvalidShifts``."""
    may_change(by, technician).or_refuse()
    week = sorted(shifts)
    problem = why_no_week(week)
    if problem:
        raise InvalidShifts(WRONG[problem], field="shifts")
    technician = lock(technician)
    technician.shifts.all().delete()
    Shift.objects.bulk_create(
        Shift(technician=technician, weekday=one.weekday, starts=one.starts, ends=one.ends) for one in week
    )
    plain = [f"{one.weekday} {one.starts:%H:%M}-{one.ends:%H:%M}" for one in week]
    record("technicians.shifts_set", technician, by=by, at=at, shifts=plain)
    return technician
