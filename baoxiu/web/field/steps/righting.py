"""What went wrong: damage at the customer's, and what a spot check demands (RQ-VIS-07, RQ-QC-13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import SpotCheck
from baoxiu.flow.inspection.queries import demands_of
from baoxiu.flow.visits import actions as visits
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import RadioCards


class DamageForm(StepForm):
    """What was damaged; the apology comes first."""

    what = forms.CharField(
        label=_("What was damaged"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    apologised = forms.BooleanField(label=_("I have apologised to the customer"), required=False)


class AnswerForm(StepForm):
    """What was put right."""

    demand = forms.ChoiceField(label=_("Demand"), widget=RadioCards)
    answer = forms.CharField(
        label=_("What was put right"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        """Those not answered."""
        rows = demands_of(self.job.order, "demanded")
        self.open: Mapping[str, SpotCheck] = {str(one.pk): one for one in rows}
        self.fields["demand"].choices = [(key, _words(one)) for key, one in self.open.items()]
        self.initial["demand"] = next(iter(self.open), "")


def _words(check: SpotCheck) -> str:
    return f"{check.demand}（{check.closing}）" if check.closing else str(check.demand)


def _damage(job: Job, form: DamageForm, by: Actor, at: datetime) -> object:
    return visits.note_damage(job.visit, **form.cleaned_data, by=by, at=at)


def _answer(_job: Job, form: AnswerForm, by: Actor, at: datetime) -> object:
    given = form.cleaned_data
    return inspection.answer_demand(form.open[given["demand"]], answer=given["answer"], by=by, at=at)


DAMAGE = Step(
    "damage",
    _("Note a damage"),
    "alert-triangle",
    "visits.go",
    _damage,
    _("Noted. The office sees to the compensation."),
    lambda job: job.visit_stage == "arrived",
    form=DamageForm,
    submit=pgettext_lazy("step", "Keep"),
)
ANSWER = Step(
    "answer_demand",
    _("Answer a spot check"),
    "checklist",
    "repairs.repair",
    _answer,
    _("Answered. The team leader looks at it."),
    lambda job: demands_of(job.order, "demanded").exists(),
    form=AnswerForm,
    submit=pgettext_lazy("step", "Keep"),
)
