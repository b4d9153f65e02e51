"""Steps of the assessment and of the warranty that hangs on it."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.warranty import actions as warranty
from baoxiu.flow.warranty.permissions import may_decide_on_merits
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.story.labels import CAUSES
from baoxiu.web.shared.widgets import Segments

PROOFS = (
    ("", _("As known")),
    ("invoice", _("Invoice")),
    ("card", _("Warranty card")),
    ("none", _("No proof")),
)


RESULTS = (
    ("repairable", _("Can be repaired")),
    ("too_dear", _("Would cost too much")),
    ("not_repairable", _("Cannot be repaired")),
)


class AssessForm(StepForm):
    """What is broken, why, and whether a repair makes sense."""

    fault_nature = forms.CharField(label=_("What is broken"), widget=forms.Textarea(attrs={"rows": 2}))
    cause_class = forms.ChoiceField(label=_("Cause"), choices=[("", "—"), *CAUSES.items()])
    cause_text = forms.CharField(label=_("About the cause"), required=False)
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS, widget=Segments, initial="repairable")
    proposal = forms.CharField(
        label=_("Proposal"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The customer reads this."),
    )
    barrier = forms.CharField(label=_("What stands in the way of a repair"), required=False, max_length=200)
    at_height = forms.BooleanField(label=_("Work on the outside wall above 2.5 m"), required=False)


class JudgeForm(StepForm):
    """A warranty verdict by a person."""

    cause = forms.ChoiceField(label=_("Cause"), choices=CAUSES.items())
    proof = forms.ChoiceField(label=_("Proof of purchase"), choices=PROOFS, widget=Segments, required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def prepare(self) -> None:
        """Starts from what was found."""
        found = self.file.assessments
        self.initial["cause"] = found[0].cause_class if found else "unknown"


class MeritsForm(StepForm):
    """What the rules leave open, decided by a person."""

    free = forms.ChoiceField(
        label=_("Decision"),
        widget=Segments,
        choices=[("yes", _("Free of charge")), ("no", _("The customer pays"))],
    )
    note = forms.CharField(label=_("Why"), max_length=300)


def _assess(file: OrderFile, form: AssessForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    result = data.pop("result")
    return repairs.assess(
        file.order,
        **data,
        repairable=result != "not_repairable",
        cost_sensible=result == "repairable",
        by=by,
        at=at,
    )


def _judge(file: OrderFile, form: JudgeForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    stage = "diagnosis" if file.assessments else "counter"
    return warranty.judge(
        file.order,
        stage=stage,
        cause=data["cause"],
        proof=data["proof"] or None,
        note=data["note"],
        by=by,
        at=at,
    )


def _merits(file: OrderFile, form: MeritsForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return warranty.decide_on_merits(file.order, free=data["free"] == "yes", note=data["note"], by=by, at=at)


def _to_assess(file: OrderFile) -> bool:
    there = file.order.mode != "on_site" or file.been_there
    return there and not file.order.path.by_sheet


ASSESS = Step(
    "assess",
    _("Assess"),
    "stethoscope",
    "repairs.assess",
    ("accepted",),
    _assess,
    _("Assessment kept."),
    AssessForm,
    fits=_to_assess,
    wide=True,
)
ASSESS_AGAIN = Step(
    "assess_again",
    _("Assess anew"),
    "stethoscope",
    "repairs.assess",
    ("assessed",),
    _assess,
    _("Assessment kept."),
    AssessForm,
    side=True,
    wide=True,
)
JUDGE = Step(
    "judge",
    _("Judge the warranty"),
    "shield-check",
    "warranty.judge",
    ORDER.codes("open", "waiting"),
    _judge,
    _("Verdict kept."),
    JudgeForm,
    fits=lambda file: not file.order.path.by_sheet,
    side=True,
)
MERITS = Step(
    "merits",
    _("Decide on the merits"),
    "scale",
    "warranty.judge",
    ("assessed",),
    _merits,
    _("Verdict kept."),
    MeritsForm,
    fits=lambda file: file.verdict is not None and file.verdict.row.result == "undecided",
    permission=lambda actor, order: may_decide_on_merits(order, actor),
    hint=_("The rules leave open who pays. Before a quote somebody decides, with a reason."),
)

STEPS = (MERITS, ASSESS, ASSESS_AGAIN, JUDGE)
