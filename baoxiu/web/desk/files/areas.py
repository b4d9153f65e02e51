"""Areas as the desk sets them: a district, its whole city or its whole province, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DivisionPicker, Segments

DISTRICT, CITY, PROVINCE = "6", "4", "2"
WIDTHS = ((DISTRICT, _("This district")), (CITY, _("Its whole city")), (PROVINCE, _("Its whole province")))


def widened(code: str, digits: int) -> str:
    """The division that holds this one, by the digits of GB/T 2260 that count."""
    return code[:digits].ljust(6, "0")


class AreaForm(VerbForm):
    """Changes the areas of something that has ``areas``."""

    at_fields = {"areas": "division_code"}

    def kept(self) -> set[str]:
        """The codes that it has now."""
        return set(self.thing.areas.values_list("division_code", flat=True))

    def put(self, codes: Iterable[str], *, by: Actor, at: datetime) -> Any:
        """Set the areas with the action of the thing."""
        raise NotImplementedError


class AddAreaForm(AreaForm):
    """One more area."""

    verb, label, icon = "area", _("Add an area"), "map-pin"
    button, done = _("Add"), _("Areas set.")
    division_code = forms.CharField(label=_("District"), widget=DivisionPicker)
    width = forms.ChoiceField(label=_("How far"), choices=WIDTHS, initial=DISTRICT, widget=Segments)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        code = widened(self.cleaned_data["division_code"], int(self.cleaned_data["width"]))
        return self.put(self.kept() | {code}, by=by, at=at)


class RemoveAreaForm(AreaForm):
    """One area less."""

    verb, label, icon = "area_remove", _("Remove the area"), "x"
    button, done = _("Remove"), _("Areas set.")
    division_code = forms.CharField(widget=forms.HiddenInput)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Remove."""
        return self.put(self.kept() - {self.cleaned_data["division_code"]}, by=by, at=at)
