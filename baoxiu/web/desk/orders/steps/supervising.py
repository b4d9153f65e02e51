"""Steps of who supervises: what technicians ask, their steps, joint reviews (RQ-ADD, RQ-QC-09, RQ-ASM-06)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.models import ChangeRequest, WorkStep
from baoxiu.flow.repairs.permissions import may_check_step
from baoxiu.flow.repairs.queries import last_step
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import Segments

RUNNING = ORDER.codes("open", "waiting")
YES, NO = "yes", "no"


class DecideForm(StepForm):
    """Yes or no to one of the open requests."""

    change = forms.ChoiceField(label=_("What is asked"))
    granted = forms.ChoiceField(
        label=_("Decision"), choices=[(YES, _("Granted")), (NO, _("Not granted"))], widget=Segments
    )
    changes_price = forms.BooleanField(
        label=_("Parts or price change: a new quote and consent come first"), required=False
    )
    answer = forms.CharField(
        label=_("Words for the technician"),
        required=False,
        max_length=300,
        help_text=_("Needed when it is not granted."),
    )

    def prepare(self) -> None:
        """Each with its reason; the oldest first."""
        self.open: Mapping[str, ChangeRequest] = {str(one.pk): one for one in self.file.open_changes}
        self.fields["change"].choices = [(key, _shown(one)) for key, one in self.open.items()]
        first = next(iter(self.open.values()), None)
        self.initial["changes_price"] = bool(first and first.changes_price)


class CheckStepForm(StepForm):
    """The newest step."""

    passed = forms.ChoiceField(
        label=_("The step"), choices=[(YES, _("In order")), (NO, _("To be put right"))], widget=Segments
    )
    finding = forms.CharField(label=_("What is to be put right"), required=False, max_length=300)

    def prepare(self) -> None:
        """What was done stands at the field."""
        step = last_step(self.file.order)
        self.fields["passed"].help_text = step.text if step else ""


class JointReviewForm(StepForm):
    """Who met, what was said, what the technician does."""

    question = forms.CharField(label=_("What was to be settled"), widget=forms.Textarea(attrs={"rows": 2}))
    participants = forms.CharField(
        label=_("Who took part"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One person a line: department, then a space, then the name."),
    )
    minutes = forms.CharField(label=_("Minutes"), widget=forms.Textarea(attrs={"rows": 3}))
    plan = forms.CharField(label=_("Plan for the technician"), widget=forms.Textarea(attrs={"rows": 2}))

    def people(self) -> list[dict[str, str]]:
        """Department and name of each line."""
        pairs = (
            line.split(maxsplit=1) for line in self.cleaned_data["participants"].splitlines() if line.strip()
        )
        return [{"department": pair[0], "name": pair[-1] if len(pair) > 1 else ""} for pair in pairs]


def _shown(change: ChangeRequest) -> str:
    return f"{change.get_kind_display()}：{change.text}（{change.reason}）"


def _decide(_file: OrderFile, form: DecideForm, by: Actor, at: datetime) -> object:
    given = form.cleaned_data
    return repairs.decide_change(
        form.open[given["change"]],
        granted=given["granted"] == YES,
        changes_price=given["changes_price"],
        answer=given["answer"],
        by=by,
        at=at,
    )


def _check_step(file: OrderFile, form: CheckStepForm, by: Actor, at: datetime) -> object:
    given, step = form.cleaned_data, last_step(file.order)
    if step is None:
        raise InvalidInput(_("Nothing to check."))
    return repairs.check_step(step, passed=given["passed"] == YES, finding=given["finding"], by=by, at=at)


def _review(file: OrderFile, form: JointReviewForm, by: Actor, at: datetime) -> object:
    words = {key: form.cleaned_data[key] for key in ("question", "minutes", "plan")}
    return repairs.review_jointly(file.order, participants=form.people(), **words, by=by, at=at)


def _unchecked(file: OrderFile) -> bool:
    step: WorkStep | None = last_step(file.order)
    return step is not None and not hasattr(step, "check_made")


DECIDE = Step(
    "decide_change",
    _("Decide what the technician asks"),
    "hand-stop",
    "repairs.supervise",
    RUNNING,
    _decide,
    _("Decided; the technician was told."),
    DecideForm,
    fits=lambda file: bool(file.open_changes),
)
CHECK_STEP = Step(
    "check_step",
    _("Check the last step"),
    "checklist",
    "repairs.supervise",
    ("in_repair",),
    _check_step,
    _("Check kept."),
    CheckStepForm,
    fits=_unchecked,
    side=True,
    permission=may_check_step,
)
JOINT_REVIEW = Step(
    "joint_review",
    _("Keep a joint review"),
    "users",
    "repairs.supervise",
    RUNNING,
    _review,
    _("Kept; the technician was told the plan."),
    JointReviewForm,
    side=True,
)

STEPS = (DECIDE, CHECK_STEP, JOINT_REVIEW)
