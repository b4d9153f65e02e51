"""The customer's file made, and the next contact planned and held (RQ-CUS-02, RQ-REV-05, RQ-REV-18)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.files import PARTS, file_gaps, file_of
from baoxiu.flow.followups.models import SalesVisit
from baoxiu.flow.followups.permissions import may_care
from baoxiu.web.desk.acting import VerbForm, laid_out
from baoxiu.web.shared.widgets import DateInput, DateTimeInput, Segments

ROWS = {"rows": 3}


class FileForm(VerbForm):
    """The file is complete."""

    verb, label, icon = "make_file", _("Make the file"), "users"
    button, done = _("Make the file"), _("File made; the next contact is planned.")
    hint = _("Think about what the customer may need next, and plan topic and time of the next contact.")
    topic = forms.CharField(label=_("Topic of the next contact"), max_length=200)
    planned_at = forms.DateTimeField(label=_("Time of the next contact"), widget=DateTimeInput)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Make it."""
        return followups.make_file(file_of(self.thing), **self.cleaned_data, by=by, at=at)


class PlanForm(VerbForm):
    """The next contact."""

    verb, label, icon = "plan_contact", _("Plan a contact"), "calendar-time"
    button, done = _("Put on the plan"), _("Contact planned; it becomes a task at its time.")
    topic = forms.CharField(label=_("Topic of the next contact"), max_length=200)
    planned_at = forms.DateTimeField(label=_("Time of the next contact"), widget=DateTimeInput)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Plan."""
        return followups.plan_contact(self.thing, **self.cleaned_data, by=by, at=at)


class HoldForm(VerbForm):
    """The talk took place."""

    verb, label, icon = "hold_contact", _("Enter the talk"), "phone-call"
    button, done = _("Enter the talk"), _("Talk kept.")
    contact = forms.ModelChoiceField(label=_("Planned contact"), queryset=None, empty_label=None)
    outcome = forms.CharField(label=_("What came of it"), widget=forms.Textarea(ROWS), max_length=4000)
    next_topic = forms.CharField(label=_("Topic of the next contact"), required=False, max_length=200)
    next_at = forms.DateTimeField(label=_("Time of the next contact"), required=False, widget=DateTimeInput)

    def prepare(self) -> None:
        """Those to come."""
        field = self.fields["contact"]
        field.queryset = self.thing.planned_contacts.filter(stage="planned").order_by("planned_at")
        field.label_from_instance = lambda row: row.topic

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Enter."""
        data = dict(self.cleaned_data)
        return followups.hold_contact(data.pop("contact"), **data, by=by, at=at)


class VisitForm(VerbForm):
    """A sales visit."""

    verb, label, icon = "sales_visit", _("Enter a sales visit"), "users"
    button, done = _("Enter the visit"), _("Visit entered in the register.")
    visited_on = forms.DateField(label=_("Visited on"), widget=DateInput())
    product = forms.CharField(label=_("Product"), max_length=120)
    quality = forms.ChoiceField(
        label=_("How the customer finds the product"), choices=SalesVisit.Quality.choices, widget=Segments
    )
    finding = forms.CharField(
        label=_("What was seen of its quality"), required=False, widget=forms.Textarea(ROWS), max_length=4000
    )
    opinion = forms.CharField(
        label=_("What the customer thinks and wishes"), widget=forms.Textarea(ROWS), max_length=4000
    )

    def prepare(self) -> None:
        """Today, and the customer's product where there is only one."""
        self.start(visited_on=legal_date(clock.now()))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Enter."""
        return followups.note_visit(self.thing, **self.cleaned_data, by=by, at=at)


PLANNED: tuple[type[VerbForm], ...] = (FileForm, PlanForm, HoldForm, VisitForm)


def looked_after(row: Customer, actor: Actor, bound: VerbForm | None) -> dict[str, Any]:
    """The state of the file, the contacts planned and held, and the sales visits."""
    made, now = file_of(row), clock.now()
    contacts = list(row.planned_contacts.order_by("-stage", "planned_at", "pk"))
    kinds: list[type[VerbForm]] = [PlanForm, VisitForm]
    if made and made.stage == "wanted":
        kinds.append(FileForm)
    if any(one.stage == "planned" for one in contacts):
        kinds.append(HoldForm)
    may = may_care(row, actor) and actor.has("customers.change")
    return {
        "file": made,
        "file_gaps": [PARTS[part] for part in file_gaps(row, at=now)]
        if made and made.stage == "wanted"
        else [],
        "planned": contacts,
        "sales_visits": list(row.sales_visits.order_by("-visited_on", "-pk")[:5]),
        "care_forms": laid_out(kinds, row, actor, bound) if may else {},
    }
