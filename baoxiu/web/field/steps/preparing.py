"""Before setting out, and what the way cost (RQ-APT-03, RQ-EXE-01, RQ-VIS-05, RQ-VIS-14)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.visits.queries import HEIGHT
from baoxiu.flow.visits.queries import READY as READY_FORM
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.checking import CHECKLIST, ChecklistForm, fill
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.setting_out import CostFields


class ReadyForm(ChecklistForm):
    """Before setting out."""

    code = READY_FORM


class SafetyForm(ChecklistForm):
    """Before work at height."""

    code = HEIGHT


class CostForm(CostFields, StepForm):
    """The way in kilometres, and what was paid."""

    def prepare(self) -> None:
        """What was noted already."""
        self.fit(self.job.costed_visit)


def _cost(job: Job, form: CostForm, by: Actor, at: datetime) -> object:
    return form.keep(job.costed_visit, by, at)


READY = Step(
    "visit_ready",
    _("Prepare for the visit"),
    "list-check",
    "visits.go",
    fill,
    _("Prepared."),
    lambda job: job.visit_stage == "booked",
    lambda job: job.lacks_readiness,
    ReadyForm,
    "field/steps/ready.html",
    submit=_("Everything is ready"),
    hint=_("Address, parts, tools: before you set out."),
)
SAFETY = Step(
    "height_ready",
    _("Safety of work at height"),
    "shield-check",
    "visits.go",
    fill,
    _("Safety confirmed."),
    lambda job: job.lacks_safety,
    lambda job: job.lacks_safety,
    SafetyForm,
    CHECKLIST,
    submit=_("Confirm with the photo"),
    hint=_("Belt, measures, and a second person or a lift; without them nobody sets out."),
)
COST = Step(
    "cost",
    _("Note the cost of the way"),
    "receipt",
    "visits.go",
    _cost,
    _("Cost kept."),
    lambda job: job.costed_visit is not None,
    form=CostForm,
    submit=pgettext_lazy("step", "Keep"),
)
