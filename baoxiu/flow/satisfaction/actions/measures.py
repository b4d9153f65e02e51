"""What is done about a weak point (RQ-SAT-04)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.satisfaction.departments import read_department
from baoxiu.flow.satisfaction.models import Measure, SurveyRound


class MeasureFinished(IllegalMove):
    """The outcome is on record already."""

    message = _("The outcome of this measure is on record already.")


@transaction.atomic
def note_measure(
    round_: SurveyRound,
    *,
    weak_point: str,
    text: str,
    department: str,
    due_on: date,
    by: Actor,
    at: datetime,
) -> Measure:
    """A measure with department and day; the department gets a task (RQ-SAT-04)."""
    needs(by, "satisfaction.run").or_refuse()
    if due_on < legal_date(at):
        raise InvalidInput(_("This day is over."), field="due_on")
    measure = Measure.objects.create(
        round=round_, weak_point=texts.one_line(weak_point, field="weak_point", most=200),
        text=texts.paragraph(text, field="text", required=True), department=read_department(department),
        due_on=due_on, noted_by=by.name, noted_at=at,
    )  # fmt: skip
    told = {"number": round_.number, "weak_point": measure.weak_point, "department": department}
    record("satisfaction.measure_noted", round_, by=by, at=at, **told, text=measure.text, due_on=due_on)
    open_task(
        "measure", measure, role=department, key=f"measure:{measure.pk}", at=at, label=round_.number,
        due_at=start_of_day(due_on + timedelta(days=1)), note=measure.text,
    )  # fmt: skip
    return measure


@transaction.atomic
def finish_measure(measure: Measure, *, outcome: str, by: Actor, at: datetime) -> Measure:
    """What came of it; raises ``MeasureFinished``."""
    needs(by, "satisfaction.run").or_refuse()
    measure = lock(measure)
    if measure.finished_at:
        raise MeasureFinished()
    measure.outcome = texts.paragraph(outcome, field="outcome", required=True)
    measure.finished_by, measure.finished_at = by.name, at
    measure.save()
    close_tasks(measure, "measure", by=by, at=at)
    told = {"number": measure.round.number, "weak_point": measure.weak_point, "text": measure.outcome}
    record("satisfaction.measure_finished", measure.round, by=by, at=at, **told)
    return measure
