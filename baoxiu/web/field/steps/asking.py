"""Asking the office first: another fault, another method, more time (RQ-ADD-01, RQ-ADD-03, RQ-ADD-04)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.models import ChangeRequest
from baoxiu.flow.repairs.rules import may_be_asked
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import DateTimeInput, RadioCards

Kind = ChangeRequest.Kind


class AskForm(StepForm):
    """What is asked, why, and with more time until when."""

    kind = forms.ChoiceField(label=_("What you ask for"), widget=RadioCards)
    text = forms.CharField(label=_("Which fault, which method, or what takes longer"), max_length=200)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("With more time the customer reads it as you write it."),
    )
    changes_price = forms.BooleanField(
        label=_("Parts or price change"),
        required=False,
        help_text=_("Another fault only: send a new quote once it is granted."),
    )
    new_due = forms.DateTimeField(
        label=_("New time"), required=False, widget=DateTimeInput, help_text=_("Only with more time.")
    )

    def prepare(self) -> None:
        """What may be asked at this stage."""
        possible = [(code, label) for code, label in Kind.choices if may_be_asked(code, self.job.order.stage)]
        self.fields["kind"].choices = possible
        self.initial["kind"] = possible[0][0] if possible else ""


def _ask(job: Job, form: AskForm, by: Actor, at: datetime) -> object:
    given = dict(form.cleaned_data)
    new_due = given.pop("new_due")
    if new_due is not None and given["kind"] == Kind.EXTENSION:
        given["new_due"] = new_due.astimezone(SHANGHAI)
    return repairs.ask_change(job.order, **given, by=by, at=at)


ASK = Step(
    "ask",
    _("Ask the office"),
    "hand-stop",
    "repairs.repair",
    _ask,
    _("Asked. You are told when it is decided."),
    lambda job: may_be_asked("extension", job.order.stage),
    form=AskForm,
    submit=pgettext_lazy("to the firm", "Ask"),
    hint=_("Another fault, another method, more time: first the office, then the work."),
)
