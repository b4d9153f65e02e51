"""Before setting out, and what the way cost (RQ-APT-03, RQ-EXE-01, RQ-VIS-05, RQ-VIS-14)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.money import parse_yuan
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.queries import HEIGHT
from baoxiu.flow.visits.queries import READY as READY_FORM
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.checking import CHECKLIST, ChecklistForm, fill
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import MoneyInput


class ReadyForm(ChecklistForm):
    """Before setting out."""

    code = READY_FORM


class SafetyForm(ChecklistForm):
    """Before work at height."""

    code = HEIGHT


class CostForm(StepForm):
    """The way in kilometres, and what was paid."""

    kilometres = forms.DecimalField(
        label=_("Kilometres with the own vehicle"),
        initial=0,
        min_value=Decimal(0),
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
    )
    fares = forms.CharField(
        label=_("Fares"), initial="0", widget=MoneyInput, help_text=_("Tickets, tolls, parking.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def prepare(self) -> None:
        """What was noted already."""
        noted = getattr(self.job.costed_visit, "cost", None)
        if noted:
            self.initial |= {"kilometres": noted.kilometres, "fares": noted.fares, "note": noted.note}


def _cost(job: Job, form: CostForm, by: Actor, at: datetime) -> object:
    given = dict(form.cleaned_data)
    fares = parse_yuan(given.pop("fares"), field="fares")
    return visits.note_cost(job.costed_visit, **given, fares=fares, by=by, at=at)


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
