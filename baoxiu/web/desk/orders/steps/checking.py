"""Steps that fill a checklist: self-check and final inspection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.forms.actions import in_force
from baoxiu.core.refusals import Refusal
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.permissions import may_inspect
from baoxiu.flow.repairs.actions import add_photo
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.checklists import Checklist, title_of

CHECKLIST = "desk/orders/steps/checklist.html"


class ChecklistForm(StepForm):
    """The newest version of a checklist."""

    code: ClassVar[str] = ""

    def prepare(self) -> None:
        """The questions."""
        version = in_force(self.code, at=self.file.now)
        self.title = title_of(version)
        self.checklist = Checklist(
            version, self.data if self.is_bound else None, self.files if self.is_bound else None
        )

    def answers(self, keep: Callable[[Any], object] | None = None) -> dict[str, str]:
        """What was answered."""
        return self.checklist.answers(keep)

    def show(self, refusal: Refusal) -> None:
        """Sentences at the questions, the rest on top."""
        self.checklist.show(refusal.fields)
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            if name not in self.checklist.fields:
                self.add_error(name if name in self.fields else None, sentence)


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


def _keep(file: OrderFile, by: Actor, at: datetime) -> Callable[[Any], object]:
    return lambda photo: add_photo(file.order, data=photo.read(), name=photo.name, by=by, at=at).pk


def _self_check(file: OrderFile, form: ChecklistForm, by: Actor, at: datetime) -> object:
    return inspection.self_check(file.order, answers=form.answers(_keep(file, by, at)), by=by, at=at)


def _inspect(file: OrderFile, form: InspectForm, by: Actor, at: datetime) -> object:
    why = form.cleaned_data["rework_reason"]
    return inspection.inspect(file.order, answers=form.answers(), rework_reason=why, by=by, at=at)


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

STEPS = (INSPECT, SELF_CHECK)
