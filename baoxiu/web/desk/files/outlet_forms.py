"""The verbs of an outlet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets import actions as outlets
from baoxiu.basics.outlets.actions import OutletDetails
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.desk.files.areas import AddAreaForm, RemoveAreaForm
from baoxiu.web.shared.widgets import DivisionPicker, PhoneInput, Segments

DETAILS = ("name", "kind", "division_code", "address", "phone", "lat", "lng")


class OutletForm(VerbForm):
    """What is known of an outlet."""

    name = forms.CharField(label=_("Name of the outlet"), max_length=80)
    kind = forms.ChoiceField(
        label=_("Who runs it"), choices=Outlet.Kind.choices, widget=Segments, initial=Outlet.Kind.OWN
    )
    phone = forms.CharField(label=_("Phone number"), required=False, max_length=20, widget=PhoneInput)
    division_code = forms.CharField(label=_("District"), required=False, widget=DivisionPicker)
    address = forms.CharField(label=_("Street and house number"), required=False, max_length=200)
    lat = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    lng = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)

    def details(self) -> OutletDetails:
        """As it was entered."""
        return OutletDetails(**{name: self.cleaned_data[name] for name in DETAILS})


class AddOutletForm(OutletForm):
    """A new outlet; its areas are set on its page."""

    verb, label, icon = "new", _("Add an outlet"), "building-store"
    button, done = _("Add the outlet"), _("Outlet added. Now say which areas it serves.")
    code = forms.SlugField(
        label=_("Code"), max_length=20, help_text=_("Short, such as ZZ01; it never changes.")
    )
    field_order = ("code",)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        return outlets.add_outlet(self.cleaned_data["code"], self.details(), by=by, at=at)


class ChangeOutletForm(OutletForm):
    """Other details."""

    verb, label, icon = "change", _("Change the outlet"), "edit"
    button, done = _("Save"), _("Outlet changed.")

    def prepare(self) -> None:
        """As it stands."""
        self.start(**{name: getattr(self.thing, name) for name in DETAILS})

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        return outlets.change_outlet(self.thing, self.details(), by=by, at=at)


class CloseForm(VerbForm):
    """No more work there."""

    verb, label, icon = "close", _("Close the outlet"), "lock"
    button, done, danger = _("Close the outlet"), _("Outlet closed: it gets no new requests."), True
    question = _("Close this outlet? New requests of its areas go to other outlets.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Close."""
        return outlets.close_outlet(self.thing, by=by, at=at)


class ReopenForm(VerbForm):
    """Work again."""

    verb, label, icon = "reopen", _("Open the outlet again"), "player-play"
    button, done = _("Open the outlet again"), _("Outlet open again.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Open."""
        return outlets.reopen_outlet(self.thing, by=by, at=at)


class _OfOutlet:
    """Areas of an outlet."""

    thing: Outlet

    def put(self, codes: Iterable[str], *, by: Actor, at: datetime) -> Any:
        """Set them."""
        return outlets.set_areas(self.thing, codes, by=by, at=at)


class AddOutletAreaForm(_OfOutlet, AddAreaForm):
    """One more area of an outlet."""


class RemoveOutletAreaForm(_OfOutlet, RemoveAreaForm):
    """One area of an outlet less."""


FORMS: dict[str, type[VerbForm]] = {
    form.verb: form
    for form in (ChangeOutletForm, CloseForm, ReopenForm, AddOutletAreaForm, RemoveOutletAreaForm)
}
