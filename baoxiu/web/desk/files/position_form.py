"""Where something is: two numbers as they are copied from a map or a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.travel.rules.reading import read_position
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import Segments

MAPS = (("gcj02", _("AMap or Tencent")), ("bd09", _("Baidu")), ("wgs84", _("Phone or GPS")))


class PositionForm(VerbForm):
    """Latitude and longitude in one field, and from which map they are."""

    label, icon = _("Keep the position"), "map-pin"
    button, done = _("Keep"), _("Position kept.")
    position = forms.CharField(
        label=_("Latitude and longitude"),
        max_length=60,
        help_text=_("As a map copies them, such as 113.6765,34.7905; either of the two may come first."),
    )
    datum = forms.ChoiceField(label=_("Copied from"), choices=MAPS, initial="gcj02", widget=Segments)

    def clean(self) -> dict[str, Any]:
        """Two numbers that lie on the globe."""
        data = super().clean() or self.cleaned_data
        if "position" in data and "datum" in data:
            data["point"] = read_position(data["position"], data["datum"])
            if data["point"] is None:
                self.add_error("position", _("Please enter two numbers, such as 113.6765,34.7905."))
        return dict(data)

    def point(self) -> dict[str, float]:
        """What the actions take."""
        lat, lng = self.cleaned_data["point"]
        return {"lat": lat, "lng": lng}


def written(place: Any) -> str:
    """A known position as the field takes it; empty where none is known."""
    return f"{place.lat:.6f},{place.lng:.6f}" if place.lat is not None and place.lng is not None else ""
