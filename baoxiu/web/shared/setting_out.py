"""What the way to a customer cost, asked at every door (RQ-VIS-14)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.money import parse_yuan
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.models import Visit
from baoxiu.web.shared.widgets import MoneyInput


class CostFields(forms.Form):
    """The way in kilometres, and what was paid."""

    kilometres = forms.DecimalField(
        label=_("Kilometres with the own vehicle"),
        initial=0,
        min_value=Decimal(0),
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
    )
    fares = forms.CharField(
        label=_("Fares"), initial="0", widget=MoneyInput, help_text=_("Tickets, tolls, parking.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def fit(self, visit: Visit | None) -> None:
        """What was noted already."""
        noted = getattr(visit, "cost", None)
        if noted:
            self.initial |= {"kilometres": noted.kilometres, "fares": noted.fares, "note": noted.note}

    def keep(self, visit: Visit | None, by: Actor, at: datetime) -> object:
        """Note it; refused where nobody was on the way."""
        if visit is None:
            raise visits.NoVisitMade()
        given = dict(self.cleaned_data)
        fares = parse_yuan(given.pop("fares"), field="fares")
        return visits.note_cost(visit, **given, fares=fares, by=by, at=at)
