"""The verbs of looking after a customer: agreement, talk, special problem."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers import actions as customers
from baoxiu.basics.customers.models import Agreement, Talk
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateInput, Segments

ROWS = {"rows": 3}


class AgreementForm(VerbForm):
    """Number and days of an agreement."""

    verb, label, icon = "agreement", _("Keep an agreement"), "file-text"
    button, done = _("Keep"), _("Agreement kept.")
    kind = forms.ChoiceField(label=_("What was agreed"), choices=Agreement.Kind.choices, widget=Segments)
    number = forms.CharField(label=_("Number of the agreement"), max_length=40)
    since = forms.DateField(label=_("From day"), widget=DateInput())
    until = forms.DateField(label=_("To day"), required=False, widget=DateInput())
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(ROWS))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep."""
        return customers.keep_agreement(self.thing, **self.cleaned_data, by=by, at=at)


class TalkForm(VerbForm):
    """What was said."""

    verb, label, icon = "talk", _("Keep a talk"), "message-circle"
    button, done = _("Keep"), _("Talk kept.")
    kind = forms.ChoiceField(
        label=_("What it was about"), choices=[row for row in Talk.Kind.choices if row[0] != "problem"]
    )
    text = forms.CharField(label=_("What was said"), widget=forms.Textarea(ROWS), max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep."""
        return customers.keep_talk(self.thing, **self.cleaned_data, by=by, at=at)


class ProblemForm(VerbForm):
    """Something to follow."""

    verb, label, icon = "problem", _("Follow a special problem"), "alert-triangle"
    button, done = _("Follow it"), _("The problem is followed.")
    text = forms.CharField(label=_("What is wrong"), widget=forms.Textarea(ROWS), max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Open."""
        return customers.open_problem(self.thing, **self.cleaned_data, by=by, at=at)


class ProblemStepForm(VerbForm):
    """What was done about it."""

    verb, label, icon = "problem_step", _("Enter a step"), "check"
    button, done = _("Enter the step"), _("Step kept.")
    problem = forms.ModelChoiceField(
        label=_("Special problem"), queryset=None, empty_label=_("Please choose")
    )
    text = forms.CharField(label=_("What was done"), widget=forms.Textarea(ROWS), max_length=4000)
    solved = forms.BooleanField(label=_("The problem is fully gone"), required=False)

    def prepare(self) -> None:
        """Those that are open."""
        self.fields["problem"].queryset = self.thing.problems.filter(closed_at=None)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Follow."""
        data = dict(self.cleaned_data)
        return customers.follow_problem(data.pop("problem"), **data, by=by, at=at)


CARE: tuple[type[VerbForm], ...] = (AgreementForm, TalkForm, ProblemForm, ProblemStepForm)
