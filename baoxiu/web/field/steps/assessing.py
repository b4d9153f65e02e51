"""What is broken, why, and whether a repair makes sense (RQ-ASM-01…05)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.story.labels import CAUSES
from baoxiu.web.shared.widgets import RadioCards

RESULTS = (
    ("repairable", _("Can be repaired")),
    ("too_dear", _("Would cost too much")),
    ("not_repairable", _("Cannot be repaired")),
)
NOTES = {
    "repairable": _("A quote follows."),
    "too_dear": _("It goes back as it is."),
    "not_repairable": _("It goes back as it is."),
}


class AssessForm(StepForm):
    """The technical assessment."""

    places: ClassVar[dict[str, str]] = {"repairable": "result", "cost_sensible": "result"}

    fault_nature = forms.CharField(
        label=_("What is broken"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you found by looking and measuring."),
    )
    cause_class = forms.ChoiceField(
        label=_("Cause"),
        choices=[("", "—"), *CAUSES.items()],
        help_text=_("Who pays follows from the cause and the warranty."),
    )
    cause_text = forms.CharField(label=_("About the cause"), required=False)
    result = forms.ChoiceField(
        label=_("Result"), choices=RESULTS, widget=RadioCards(notes=NOTES), initial="repairable"
    )
    proposal = forms.CharField(
        label=_("Proposal"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The customer reads this."),
    )
    barrier = forms.CharField(label=_("What stands in the way of a repair"), required=False, max_length=200)
    at_height = forms.BooleanField(label=_("Work on the outside wall above 2.5 m"), required=False)


def _assess(job: Job, form: AssessForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    result = data.pop("result")
    return repairs.assess(
        job.order,
        **data,
        repairable=result != "not_repairable",
        cost_sensible=result == "repairable",
        by=by,
        at=at,
    )


def _to_assess(job: Job) -> bool:
    to_find = job.order.stage == "accepted" and not job.order.path.by_sheet
    return to_find and (not job.is_on_site or job.has_been_there)


ASSESS = Step(
    "assess",
    pgettext_lazy("step", "Assess the fault"),
    "stethoscope",
    "repairs.assess",
    _assess,
    _("Assessment kept."),
    _to_assess,
    _to_assess,
    AssessForm,
    "field/steps/assess.html",
    submit=pgettext_lazy("step", "Keep"),
    hint=_("What is broken and why; the warranty is judged at once."),
)
ASSESS_AGAIN = Step(
    "assess_again",
    _("Assess anew"),
    "stethoscope",
    "repairs.assess",
    _assess,
    _("Assessment kept."),
    lambda job: job.order.stage == "assessed",
    form=AssessForm,
    template="field/steps/assess.html",
    submit=pgettext_lazy("step", "Keep"),
)
