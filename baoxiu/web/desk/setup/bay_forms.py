"""The forms of workshop bays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import families
from baoxiu.core.actors import Actor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.workshop import actions as workshop
from baoxiu.flow.workshop.models import Bay
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateTimeInput

LEVELS = [(str(level), str(level)) for level in range(1, 6)]
AT_A_BAY = [
    choice for choice in RepairRequest.Service.choices if choice[0] not in ("consultation", "support")
]


class ClockInput(forms.TimeInput):
    """An hour of the day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class BayForm(VerbForm):
    """A bay with what it suits."""

    verb, label, icon = "bay", pgettext_lazy("workshop", "Bay"), "tools"
    button, done = _("Save the bay"), _("Bay kept.")
    hint = _("A unit gets a bay by what is to be done; what nothing is chosen for suits everything.")
    outlet = forms.ModelChoiceField(label=_("Outlet"), queryset=None, empty_label=None)
    name = forms.CharField(label=_("Name of the bay"), max_length=40)
    families = forms.ModelMultipleChoiceField(
        label=_("Only for these products"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    services = forms.MultipleChoiceField(
        label=_("Only for these services"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=AT_A_BAY,
    )
    up_to_level = forms.TypedChoiceField(
        label=_("Hardest work, as a skill level"), choices=LEVELS, coerce=int, initial="5"
    )
    equipment = forms.CharField(label=_("Equipment of the bay"), max_length=200, required=False)
    opens = forms.TimeField(
        label=_("Opens at"),
        required=False,
        widget=ClockInput,
        help_text=_("Empty: as the working calendar says."),
    )
    closes = forms.TimeField(label=_("Closes at"), required=False, widget=ClockInput)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def prepare(self) -> None:
        """The outlets in reach; a bay stays in its outlet."""
        reach = Outlet.objects.for_actor(self.actor).order_by("code")
        row: Bay | None = self.thing
        self.fields["outlet"].queryset = reach.filter(pk=row.outlet_id) if row else reach.filter(is_open=True)
        self.fields["families"].queryset = families()
        if row:
            self.start(
                outlet=row.outlet_id, name=row.name, services=row.services, up_to_level=str(row.up_to_level),
                families=[one.pk for one in row.families.all()], equipment=row.equipment,
                opens=row.opens, closes=row.closes, is_active=row.is_active,
            )  # fmt: skip

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep it."""
        data = workshop.BayInput(**self.cleaned_data)
        return workshop.put_bay(data, bay=self.thing, by=by, at=at)


class NewBayForm(BayForm):
    """One that was not there."""

    label = _("New bay")


class TakeOutForm(VerbForm):
    """A bay cannot be used for a time."""

    verb, label, icon = "take_out", _("Take out of service"), "ban"
    button, done = (
        _("Take out of service"),
        _("Noted; units that were to come were given other bays or wait."),
    )
    start = forms.DateTimeField(label=_("From"), widget=DateTimeInput)
    end = forms.DateTimeField(label=pgettext_lazy("time", "Until"), widget=DateTimeInput)
    reason = forms.CharField(label=_("Reason"), max_length=120)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take it out."""
        given = self.cleaned_data
        return workshop.take_out(
            self.thing, given["start"], given["end"], reason=given["reason"], by=by, at=at
        )
