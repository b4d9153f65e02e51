"""The verbs of campaigns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.notifications.queries import holders
from baoxiu.basics.products.queries import families
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.flow.campaigns import actions
from baoxiu.flow.campaigns.models import Campaign
from baoxiu.flow.followups.models import Letter
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateInput, DivisionPicker, Segments

ROWS = {"rows": 3}
RESULTS = (
    ("reach", _("Told")),
    ("no_answer", _("No answer")),
    ("give_up", pgettext_lazy("campaign", "Give up")),
)


class AnnounceForm(VerbForm):
    """A new campaign."""

    verb, label, icon = "new", _("Announce a campaign"), "plus"
    button, done = _("Announce the campaign"), _("Announced; the follow-up clerks have the calls.")
    hint = _("Customers are called two weeks ahead; a letter follows where one is needed.")
    title = forms.CharField(label=_("Title"), max_length=80)
    kind = forms.ChoiceField(label=_("What is offered"), choices=Campaign.Kind.choices, widget=Segments)
    text = forms.CharField(label=_("What the clerk tells"), widget=forms.Textarea(ROWS), max_length=4000)
    starts_on = forms.DateField(label=_("Begins on"), widget=DateInput())
    customer_class = forms.ChoiceField(label=_("Class"), required=False)
    family = forms.ModelChoiceField(
        label=_("With a product of"), queryset=None, required=False, empty_label=_("Every product")
    )
    division_code = forms.CharField(label=_("District"), required=False, widget=DivisionPicker)
    clerk = forms.ModelChoiceField(
        label=_("Appointed clerk"), queryset=None, required=False, empty_label=_("Every follow-up clerk")
    )

    def prepare(self) -> None:
        """Classes, families, clerks."""
        self.fields["customer_class"].choices = [("", _("Every class")), *Customer.Class.choices]
        self.fields["family"].queryset = families()
        self.fields["clerk"].queryset = holders("followup_clerk", None)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Announce."""
        return actions.announce(**self.cleaned_data, by=by, at=at)


class FinishForm(VerbForm):
    """What it brought."""

    verb, label, icon = "finish", _("Finish the campaign"), "check"
    button, done = _("Finish"), _("Campaign finished.")
    result = forms.CharField(label=_("What it brought"), widget=forms.Textarea(ROWS), max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Finish."""
        return actions.finish(self.thing, **self.cleaned_data, by=by, at=at)


class CallForm(VerbForm):
    """One call."""

    verb, label, icon = "call", _("Enter the call"), "phone"
    button, done = _("Enter the call"), _("Call entered.")
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS, widget=Segments)
    letter = forms.BooleanField(label=_("A letter is to follow"), required=False)
    note = forms.CharField(label=_("Note about the call"), required=False, max_length=300)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Note."""
        return actions.note_call(self.thing, **self.cleaned_data, by=by, at=at)


class LetterForm(VerbForm):
    """The letter."""

    verb, label, icon = "letter", _("Enter the letter"), "mail"
    button, done = _("Enter the letter"), _("Letter entered.")
    way = forms.ChoiceField(label=_("How it was sent"), choices=Letter.Way.choices)
    sent_on = forms.DateField(label=_("Sent on"), widget=DateInput())

    def prepare(self) -> None:
        """Today."""
        self.start(sent_on=clock.legal_date(clock.now()))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Note."""
        return actions.note_letter(self.thing, **self.cleaned_data, by=by, at=at)
