"""The verbs of a technician."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.passwords import one_time_password
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import families
from baoxiu.basics.technicians import actions as technicians
from baoxiu.basics.technicians.models import Certificate, Technician
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.desk.files.areas import AddAreaForm, RemoveAreaForm
from baoxiu.web.shared.widgets import DateInput, DateTimeInput, PhoneInput

LEVELS = [(level, str(level)) for level in range(6)]
DETAILS = ("name", "phone", "daily_cap", "lat", "lng")


class DetailsForm(VerbForm):
    """Name, phone, most jobs a day, and where the day begins."""

    name = forms.CharField(label=_("Name"), max_length=60)
    phone = forms.CharField(
        label=_("Mobile number"), max_length=20, widget=PhoneInput({"autocomplete": "off"})
    )
    daily_cap = forms.IntegerField(label=_("Most jobs a day"), min_value=1, max_value=50, initial=8)
    lat = forms.FloatField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90,
        help_text=_("Where the day's way begins; empty: at the outlet."),
    )  # fmt: skip
    lng = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)


class ChangeForm(DetailsForm):
    """Other details."""

    verb, label, icon = "change", _("Change details"), "edit"
    button, done = _("Save"), _("Technician's data changed.")

    def prepare(self) -> None:
        """As it stands."""
        self.start(**{name: getattr(self.thing, name) for name in DETAILS})

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        return technicians.change(self.thing, **self.cleaned_data, by=by, at=at)


class HireForm(DetailsForm):
    """A new technician, with an account."""

    verb, label, icon = "new", _("Hire a technician"), "user-plus"
    button, hint = _("Hire"), _("The account gets a one-time password, shown once on the next page.")
    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("For the sign-in: letters and digits.")
    )
    outlet = forms.ModelChoiceField(label=_("Outlet"), queryset=None, empty_label=_("Please choose"))
    field_order = ("outlet", "name", "phone", "username")

    def prepare(self) -> None:
        """The open outlets in scope."""
        self.password = one_time_password()
        self.fields["outlet"].queryset = (
            Outlet.objects.for_actor(self.actor).filter(is_open=True).order_by("code")
        )

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Hire."""
        data = dict(self.cleaned_data)
        names = (data.pop("username"), data.pop("name"), data.pop("phone"))
        return technicians.hire(
            *names, **data, password=self.password, must_change_password=True, by=by, at=at
        )


class LeaveForm(VerbForm):
    """The end of the work."""

    verb, label, icon = "leave", _("Note that this person leaves"), "user-off"
    button, done, danger = _("Ends the work"), _("The technician has left; the account is closed."), True
    question = _("No more jobs, and the account is closed. Open orders must be dispatched anew.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """End."""
        return technicians.leave(self.thing, by=by, at=at)


class SkillForm(VerbForm):
    """How well a family is known."""

    verb, label, icon = "skill", _("Set a skill"), "tool"
    button, done = _("Save"), _("Skill set.")
    family = forms.ModelChoiceField(label=_("Product family"), queryset=None, empty_label=_("Please choose"))
    level = forms.TypedChoiceField(label=_("Level"), choices=LEVELS, coerce=int)

    def prepare(self) -> None:
        """The families that are served."""
        self.fields["family"].queryset = families()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Set."""
        return technicians.set_skill(
            self.thing, self.cleaned_data["family"], self.cleaned_data["level"], by=by, at=at
        )


class CertificateForm(VerbForm):
    """A certificate, or new days for a known one."""

    verb, label, icon = "certificate", _("Add a certificate"), "award"
    button, done = _("Add"), _("Certificate kept.")
    kind = forms.ChoiceField(label=_("Kind"), choices=Certificate.Kind.choices)
    number = forms.CharField(
        label=_("Number"), max_length=60, help_text=_("A known number gets the new days.")
    )
    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput)
    expires_on = forms.DateField(label=_("Last valid day"), widget=DateInput)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        return technicians.add_certificate(self.thing, **self.cleaned_data, by=by, at=at)


class RemoveCertificateForm(VerbForm):
    """A certificate entered wrongly or withdrawn."""

    verb, button, done = "certificate_remove", _("Remove"), _("Certificate removed.")
    certificate = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Those of this technician."""
        self.fields["certificate"].queryset = self.thing.certificates.all()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Remove."""
        return technicians.remove_certificate(self.cleaned_data["certificate"], by=by, at=at)


class AbsenceForm(VerbForm):
    """Time away."""

    verb, label, icon = "absence", _("Note an absence"), "calendar-time"
    button, done = _("Enter"), _("Absence noted: nothing is dispatched then.")
    start = forms.DateTimeField(label=_("From"), widget=DateTimeInput)
    end = forms.DateTimeField(label=_("Until"), widget=DateTimeInput)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=120)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Note."""
        data = self.cleaned_data
        return technicians.add_absence(
            self.thing, data["start"], data["end"], reason=data["reason"], by=by, at=at
        )


class RemoveAbsenceForm(VerbForm):
    """The person comes after all."""

    verb, button, done = "absence_remove", _("Take back"), _("Absence taken back.")
    absence = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Those of this technician."""
        self.fields["absence"].queryset = self.thing.absences.all()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take back."""
        return technicians.remove_absence(self.cleaned_data["absence"], by=by, at=at)


class _OfTechnician:
    """Areas of a technician."""

    thing: Technician

    def put(self, codes: Iterable[str], *, by: Actor, at: datetime) -> Any:
        """Set them."""
        return technicians.set_areas(self.thing, codes, by=by, at=at)


class AddTechnicianAreaForm(_OfTechnician, AddAreaForm):
    """One more area of a technician."""


class RemoveTechnicianAreaForm(_OfTechnician, RemoveAreaForm):
    """One area of a technician less."""
