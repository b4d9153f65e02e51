"""Steps that fill a checklist: self-check and final inspection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.actions.inspect_sample import FINISHED
from baoxiu.flow.inspection.models import ReRepair
from baoxiu.flow.inspection.permissions import may_inspect
from baoxiu.flow.inspection.queries import attempts
from baoxiu.flow.repairs.actions import add_photo
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.checklists import ChecklistFields
from baoxiu.web.shared.widgets import Segments

CHECKLIST = "desk/orders/steps/checklist.html"


class ChecklistForm(ChecklistFields, StepForm):
    """The newest version of a checklist."""

    def prepare(self) -> None:
        """The questions."""
        self.ask(self.file.now)


class SelfCheckForm(ChecklistForm):
    """The technician's check of the own work."""

    code = "self_check"


class InspectForm(ChecklistForm):
    """The final inspection."""

    code = "final_inspection"
    rework_reason = forms.CharField(
        label=_("What must be done again"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when an item fails: the job goes back to the technician with these words."),
    )

    def prepare(self) -> None:
        """How often each test has been tried is shown before the answer is given (RQ-RWK-01)."""
        self.ask(self.file.now, partial(attempts, self.file.order))


class SampleForm(ChecklistForm):
    """The inspection of a drawn order."""

    code = "sample_inspection"
    rework_reason = forms.CharField(
        label=_("What must be done again"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Needed when an item fails: before the handover the job goes back, after it a new order is made."
        ),
    )


class ReRepairForm(StepForm):
    """Why the product came back."""

    responsibility = forms.ChoiceField(
        label=_("Why it came back"), choices=ReRepair.Responsibility.choices, widget=Segments
    )
    reason = forms.CharField(label=_("On what that rests"), widget=forms.Textarea(attrs={"rows": 2}))


def keeper(file: OrderFile, by: Actor, at: datetime) -> Callable[[Any], object]:
    """Keeps each photo of a checklist with the case."""
    return lambda photo: add_photo(file.order, data=photo.read(), name=photo.name, by=by, at=at).pk


def _self_check(file: OrderFile, form: ChecklistForm, by: Actor, at: datetime) -> object:
    return inspection.self_check(file.order, answers=form.answers(keeper(file, by, at)), by=by, at=at)


def _inspect(file: OrderFile, form: InspectForm, by: Actor, at: datetime) -> object:
    why = form.cleaned_data["rework_reason"]
    return inspection.inspect(file.order, answers=form.answers(), rework_reason=why, by=by, at=at)


def _sample(file: OrderFile, form: SampleForm, by: Actor, at: datetime) -> object:
    why = form.cleaned_data["rework_reason"]
    answers = form.answers(keeper(file, by, at))
    return inspection.inspect_sample(file.order.sample, answers=answers, rework_reason=why, by=by, at=at)


def _judge(file: OrderFile, form: ReRepairForm, by: Actor, at: datetime) -> object:
    return inspection.judge_re_repair(file.order, **form.cleaned_data, by=by, at=at)


SELF_CHECK = Step(
    "self_check",
    _("Self-check"),
    "checklist",
    "repairs.repair",
    ("in_repair",),
    _self_check,
    _("Self-check kept."),
    SelfCheckForm,
    CHECKLIST,
    fits=lambda file: not file.order.path.by_sheet,
    wide=True,
)
INSPECT = Step(
    "inspect",
    _("Final inspection"),
    "rosette-discount-check",
    "inspection.inspect",
    ("inspecting",),
    _inspect,
    _("Inspection kept."),
    InspectForm,
    CHECKLIST,
    wide=True,
    permission=may_inspect,
)

SAMPLE = Step(
    "sample",
    _("Sample inspection"),
    "rosette-discount-check",
    "inspection.inspect",
    FINISHED,
    _sample,
    _("Inspection kept."),
    SampleForm,
    CHECKLIST,
    lambda file: file.waits_for_sample,
    wide=True,
    permission=may_inspect,
)
JUDGE = Step(
    "re_repair",
    _("Judge why it came back"),
    "message-circle",
    "inspection.inspect",
    tuple(stage.code for stage in ORDER.stages),
    _judge,
    _("Judgement kept."),
    ReRepairForm,
    fits=lambda file: file.order.repeat_of_id is not None and not hasattr(file.order, "re_repair"),
    side=True,
    permission=may_inspect,
)

STEPS = (INSPECT, SAMPLE, SELF_CHECK, JUDGE)
