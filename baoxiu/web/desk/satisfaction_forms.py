"""The verbs of satisfaction rounds and of the register of remarks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.flow.satisfaction import actions
from baoxiu.flow.satisfaction.departments import departments
from baoxiu.flow.satisfaction.models import Remark
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateInput, Segments

ROWS = {"rows": 3}


class OpenForm(VerbForm):
    """A new round."""

    verb, label, icon = "new", _("Open a satisfaction round"), "plus"
    button, done = _("Draw and ask the customers"), _("The round is open; the invitations are on their way.")
    hint = _(
        "Each customer served in these days is asked once, about the latest order. The draw goes by the"
        " round's number, so it can be computed anew."
    )
    title = forms.CharField(label=_("Title"), max_length=80)
    first = forms.DateField(label=_("Served from"), widget=DateInput())
    last = forms.DateField(label=_("Served until"), widget=DateInput())
    customer_class = forms.ChoiceField(label=_("Class"), required=False)
    outlet = forms.ModelChoiceField(
        label=_("Outlet"), queryset=None, required=False, empty_label=_("All outlets")
    )
    most = forms.IntegerField(label=_("Ask at most"), min_value=1, max_value=500, initial=100)

    def prepare(self) -> None:
        """The last quarter, all classes, all outlets in scope."""
        self.fields["customer_class"].choices = [("", _("Every class")), *Customer.Class.choices]
        self.fields["outlet"].queryset = Outlet.objects.for_actor(self.actor).order_by("code")
        today = clock.legal_date(clock.now())
        self.start(first=today - timedelta(days=90), last=today)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Open."""
        return actions.open_round(**self.cleaned_data, by=by, at=at)


class CloseForm(VerbForm):
    """The end of a round."""

    verb, label, icon = "close", _("Finish the round"), "check"
    button, done = _("Finish"), _("Round finished.")
    finding = forms.CharField(label=_("What was found"), widget=forms.Textarea(ROWS), max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Close."""
        return actions.close_round(self.thing, **self.cleaned_data, by=by, at=at)


class MeasureForm(VerbForm):
    """What is done about a weak point."""

    verb, label, icon = "measure", _("Note a measure"), "plus"
    button, done = _("Note the measure"), _("Measure noted; the department has a task.")
    weak_point = forms.CharField(label=_("Weak point"), max_length=200)
    text = forms.CharField(label=_("Measure"), widget=forms.Textarea(ROWS), max_length=4000)
    department = forms.ChoiceField(label=_("Department"))
    due_on = forms.DateField(label=_("Done by"), widget=DateInput())

    def prepare(self) -> None:
        """The roles of the house."""
        self.fields["department"].choices = departments()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Note."""
        return actions.note_measure(self.thing, **self.cleaned_data, by=by, at=at)


class FinishMeasureForm(VerbForm):
    """What came of a measure."""

    verb, label, icon = "measure_done", _("Enter the outcome"), "check"
    button, done = _("Enter the outcome"), _("Outcome kept.")
    measure = forms.ModelChoiceField(label=_("Measure"), queryset=None, empty_label=_("Please choose"))
    outcome = forms.CharField(label=_("Outcome"), widget=forms.Textarea(ROWS), max_length=4000)

    def prepare(self) -> None:
        """Those that are open."""
        self.fields["measure"].queryset = self.thing.measures.filter(finished_at=None)
        self.fields["measure"].label_from_instance = lambda row: row.weak_point

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Finish."""
        data = self.cleaned_data
        return actions.finish_measure(data["measure"], outcome=data["outcome"], by=by, at=at)


class RemarkForm(VerbForm):
    """A line of the register."""

    verb, label, icon = "new", _("Enter a remark"), "plus"
    button, done = _("Enter the remark"), _("Entered in the register.")
    kind = forms.ChoiceField(label=_("What it was"), choices=Remark.Kind.choices, widget=Segments)
    form = forms.ChoiceField(
        label=_("How it was heard"),
        choices=[c for c in Remark.Form.choices if c[0] != "survey"],
        widget=Segments,
    )
    source = forms.CharField(label=_("Department that heard it"), max_length=60)
    customer_name = forms.CharField(label=_("Customer"), required=False, max_length=80)
    number = forms.CharField(label=_("Order number"), required=False, max_length=24)
    text = forms.CharField(
        label=_("What the customer remarked"), widget=forms.Textarea(ROWS), max_length=4000
    )

    def clean_number(self) -> WorkOrder | None:
        """The order, where one is named."""
        number = str(self.cleaned_data["number"]).strip().upper()
        if not number:
            return None
        found: WorkOrder | None = WorkOrder.objects.for_actor(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no order with this number."))
        return found

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Note."""
        data = dict(self.cleaned_data)
        order = data.pop("number")
        return actions.note_remark(**data, order=order, by=by, at=at)


class GiveForm(VerbForm):
    """To whom it goes."""

    verb, label, icon = "give", _("Give to a department"), "send"
    button, done = _("Give to the department"), _("The department has a task.")
    department = forms.ChoiceField(label=_("Department"))

    def prepare(self) -> None:
        """The roles of the house."""
        self.fields["department"].choices = departments()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Give."""
        return actions.give_remark(self.thing, **self.cleaned_data, by=by, at=at)


class PassOnForm(VerbForm):
    """What a follow-up call brought up."""

    verb, label, icon = "pass_on", _("Pass a problem on"), "send"
    button, done = _("Give to the department"), _("The department has a task.")
    text = forms.CharField(
        label=_("What the customer brought up"), widget=forms.Textarea(ROWS), max_length=4000
    )
    department = forms.ChoiceField(label=_("Department"))

    def prepare(self) -> None:
        """The roles of the house."""
        self.fields["department"].choices = departments()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Pass it on."""
        return actions.pass_on_problem(self.thing, **self.cleaned_data, by=by, at=at)


class SolveForm(VerbForm):
    """The outcome."""

    verb, label, icon = "solve", _("Enter the outcome"), "check"
    button, done = _("Enter the outcome"), _("Outcome kept.")
    outcome = forms.CharField(label=_("Outcome"), widget=forms.Textarea(ROWS), max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Solve."""
        return actions.solve_remark(self.thing, **self.cleaned_data, by=by, at=at)
