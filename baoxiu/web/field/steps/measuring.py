"""Worn parts held against the repair standard (RQ-EXE-04)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.checking import ChecklistForm
from baoxiu.web.field.steps.step import Step
from baoxiu.web.shared.wear import WearFields


class MeasureForm(WearFields, ChecklistForm):
    """Values with their limits."""

    code = "wear_check"

    def prepare(self) -> None:
        """The sheet, and what is done about what fails."""
        super().prepare()
        self.ask_remedies()


def _measure(job: Job, form: MeasureForm, by: Actor, at: datetime) -> object:
    return repairs.measure(job.order, answers=form.answers(str), remedies=form.remedies, by=by, at=at)


MEASURE = Step(
    "measure",
    _("Measure worn parts"),
    "gauge",
    "repairs.repair",
    _measure,
    _("Values kept."),
    lambda job: job.order.stage == "in_repair",
    form=MeasureForm,
    template="field/steps/measure.html",
    submit=pgettext_lazy("step", "Keep"),
    hint=_("What is beyond its limit is repaired or replaced, then measured again."),
)
