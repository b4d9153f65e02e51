"""Time away."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.technicians.models import Absence, Technician
from baoxiu.basics.technicians.permissions import may_note_absence
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


class EndsBeforeStart(InvalidInput):
    """The time away has no length."""

    message = _("The end must lie after the start.")


class AbsenceOverlaps(InvalidInput):
    """The person is away then already."""

    message = _("This person is away at that time already.")


@transaction.atomic
def add_absence(
    technician: Technician, start: datetime, end: datetime, *, reason: str = "", by: Actor, at: datetime
) -> Absence:
    """Away from ``start`` until before ``end``; raises ``EndsBeforeStart`` or ``AbsenceOverlaps``."""
    may_note_absence(by, technician).or_refuse()
    if end <= start:
        raise EndsBeforeStart(field="end")
    technician = lock(technician)
    text = texts.one_line(reason, field="reason", most=120, required=False)
    absence = Absence(technician=technician, period=DateTimeTZRange(start, end), reason=text)
    try:
        with transaction.atomic():
            absence.save(force_insert=True)
    except IntegrityError:
        raise AbsenceOverlaps(field="start")
    record("technicians.absence_added", technician, by=by, at=at, start=start, end=end, reason=text)
    return absence


@transaction.atomic
def remove_absence(absence: Absence, *, by: Actor, at: datetime) -> Technician:
    """The person comes after all."""
    may_note_absence(by, absence.technician).or_refuse()
    technician = lock(absence.technician)
    period = absence.period
    record("technicians.absence_removed", technician, by=by, at=at, start=period.lower, end=period.upper)
    absence.delete()
    return technician
