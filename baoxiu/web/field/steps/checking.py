"""Checklists: on arrival, before leaving, and the check of the own work (RQ-VIS-01…11, RQ-QC-01)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs.actions import add_photo
from baoxiu.flow.visits import actions as visits
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.field.steps.visiting import leaving
from baoxiu.web.shared.checklists import ChecklistFields

CHECKLIST = "field/steps/checklist.html"
WORKING = ("accepted", "assessed", "ready", "in_repair")


class ChecklistForm(ChecklistFields, StepForm):
    """The newest version of a checklist."""

    def prepare(self) -> None:
        """The questions."""
        self.ask(self.job.now)


class ArrivalForm(ChecklistForm):
    """On arrival."""

    code = "visit_start"


class LeavingForm(ChecklistForm):
    """Before leaving."""

    code = "visit_end"


class SelfCheckForm(ChecklistForm):
    """The technician's check of the own work."""

    code = "self_check"


def keeper(job: Job, purpose: str, by: Actor, at: datetime) -> Callable[[Any], object]:
    """Keeps each photo of a checklist with the case."""
    return lambda photo: (
        add_photo(job.order, data=photo.read(), name=photo.name, purpose=purpose, by=by, at=at).pk
    )


def fill(job: Job, form: ChecklistForm, by: Actor, at: datetime) -> object:
    """Keep a checklist of the visit with its photos."""
    answers = form.answers(keeper(job, "visit_photo", by, at))
    return visits.fill_checklist(job.visit, form=form.code, answers=answers, by=by, at=at)


def _self_check(job: Job, form: ChecklistForm, by: Actor, at: datetime) -> object:
    answers = form.answers(keeper(job, "repair_photo", by, at))
    return inspection.self_check(job.order, answers=answers, by=by, at=at)


def _starting(job: Job) -> bool:
    return job.lacks("visit_start") and job.order.stage in WORKING


def _ending(job: Job) -> bool:
    return job.lacks("visit_end")


def _to_check(job: Job) -> bool:
    return job.order.stage == "in_repair" and not job.order.path.by_sheet


START_CHECK = Step(
    "visit_start",
    _("Checklist on arrival"),
    "checklist",
    "visits.go",
    fill,
    _("Checklist filled."),
    _starting,
    _starting,
    ArrivalForm,
    CHECKLIST,
    submit=_("All checked"),
    hint=_("Badge, shoe covers, cloths: before the first screw."),
)
END_CHECK = Step(
    "visit_end",
    _("Checklist before leaving"),
    "checklist",
    "visits.go",
    fill,
    _("Checklist filled."),
    _ending,
    lambda job: leaving(job) and job.lacks("visit_end"),
    LeavingForm,
    CHECKLIST,
    submit=_("All checked"),
    hint=_("Test run, clean place, explanation: before the door closes."),
)
SELF_CHECK = Step(
    "self_check",
    _("Check your own work"),
    "clipboard-check",
    "repairs.repair",
    _self_check,
    _("Self-check kept."),
    _to_check,
    lambda job: _to_check(job) and job.is_at_the_product,
    SelfCheckForm,
    CHECKLIST,
    submit=_("Hand over for inspection"),
    hint=_("When everything is repaired: it then goes to the final inspection."),
)
