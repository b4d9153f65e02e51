"""Worn parts held against the repair standard (RQ-EXE-04)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.checking import ChecklistForm
from baoxiu.web.desk.orders.steps.step import Step
from baoxiu.web.shared.wear import WearFields


class MeasureForm(WearFields, ChecklistForm):
    """Values with their limits."""

    code = "wear_check"

    def prepare(self) -> None:
        """The sheet, and what is done about what fails."""
        super().prepare()
        self.ask_remedies()


def _measure(file: OrderFile, form: MeasureForm, by: Actor, at: datetime) -> object:
    return repairs.measure(file.order, answers=form.answers(), remedies=form.remedies, by=by, at=at)


MEASURE = Step(
    "measure",
    _("Measure worn parts"),
    "gauge",
    "repairs.repair",
    ("in_repair",),
    _measure,
    _("Values kept."),
    MeasureForm,
    "desk/orders/steps/measure.html",
    side=True,
    wide=True,
    hint=_("What is beyond its limit is repaired or replaced, then measured again."),
)

STEPS = (MEASURE,)
