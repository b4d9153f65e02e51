"""The verbs of the list of key customers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.customers import actions as customers
from baoxiu.basics.customers.models import Customer, KeyEntry
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import Segments

ROWS = {"rows": 2}


class BeginForm(VerbForm):
    """A year's draft."""

    verb, label, icon = "begin", _("Begin a list"), "plus"
    button, done = _("Begin the list"), _("List begun.")
    hint = _("Customers whose purchases of the year before reach the limit are entered by themselves.")
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)

    def prepare(self) -> None:
        """This year."""
        self.start(year=clock.legal_date(clock.now()).year)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Begin."""
        return customers.begin_key_list(self.cleaned_data["year"], by=by, at=at)


class PutForm(VerbForm):
    """A customer with the basis."""

    verb, label, icon = "put", _("Enter a customer"), "user-plus"
    button, done = _("Enter the customer"), _("Customer entered.")
    number = forms.CharField(label=_("Customer number"), max_length=20)
    basis = forms.ChoiceField(label=_("Basis"), choices=KeyEntry.Basis.choices, widget=Segments)
    sales = forms.DecimalField(
        label=_("Last year's sales, yuan"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(ROWS), max_length=4000,
        help_text=_("By potential: fit with products and market, and the business so far."),
    )  # fmt: skip

    def clean_number(self) -> Customer:
        """The customer in scope."""
        number = str(self.cleaned_data["number"]).strip().upper()
        found: Customer | None = Customer.objects.for_actor(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no customer with this number."))
        return found

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Put."""
        data = dict(self.cleaned_data)
        return customers.put_entry(self.thing, data.pop("number"), **data, by=by, at=at)


class DropForm(VerbForm):
    """Take one off."""

    verb, label, icon = "drop", _("Take a customer off"), "x"
    button, done = _("Take off"), _("Taken off the list.")
    entry = forms.ModelChoiceField(label=_("Customer"), queryset=None, empty_label=_("Please choose"))

    def prepare(self) -> None:
        """The entries of this list."""
        self.fields["entry"].queryset = self.thing.entries.select_related("customer")
        self.fields["entry"].label_from_instance = lambda row: row.customer.name

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Drop."""
        return customers.drop_entry(self.cleaned_data["entry"], by=by, at=at)


class ProposeForm(VerbForm):
    """Before the leader."""

    verb, label, icon = "propose", _("Put before the leader"), "send"
    button, done = _("Put before the leader"), _("The leader decides now.")
    reason = forms.CharField(
        label=_("Strategy and contribution"), widget=forms.Textarea(ROWS), max_length=4000
    )

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Propose."""
        return customers.propose_key_list(self.thing, **self.cleaned_data, by=by, at=at)


class ApproveForm(VerbForm):
    """The yes."""

    verb, label, icon = "approve", _("Approve"), "check"
    button, done = _("Approve the list"), _("Approved; the classes have changed.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Grant."""
        return customers.decide_key_list(self.thing, granted=True, by=by, at=at)


class RefuseForm(VerbForm):
    """The no, with its reason."""

    verb, label, icon = "refuse", pgettext_lazy("key customers", "Refuse"), "x"
    button, done, danger = _("Refuse the list"), _("Refused."), True
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(ROWS), max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Refuse."""
        return customers.decide_key_list(self.thing, granted=False, **self.cleaned_data, by=by, at=at)


PROPOSING: tuple[type[VerbForm], ...] = (PutForm, DropForm, ProposeForm)
APPROVING: tuple[type[VerbForm], ...] = (ApproveForm, RefuseForm)
FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in (*PROPOSING, *APPROVING)}
