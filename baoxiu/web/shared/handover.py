"""What is asked about the looks and at the handover with the repair record, at every door (RQ-QC-03, RQ-ACC-06)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import AppearanceProblem, RecordCopy
from baoxiu.flow.acceptance.queries import open_appearance
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.shared.widgets import RadioCards, Segments

TALL = forms.Textarea(attrs={"rows": 2})


class LooksFields(forms.Form):
    """What was found."""

    text = forms.CharField(label=_("What was found about the looks"), max_length=300, widget=TALL)


class ConfirmFields(forms.Form):
    """With whom, and what was said."""

    problem = forms.ChoiceField(label=pgettext_lazy("looks", "Found"), widget=RadioCards)
    confirmed_with = forms.CharField(label=_("Confirmed with"), max_length=80)
    outcome = forms.CharField(label=_("What the customer said"), max_length=300, widget=TALL)

    def fit(self, order: WorkOrder) -> None:
        """Those that nobody has confirmed; usually the customer does."""
        self.open: Mapping[str, AppearanceProblem] = {str(one.pk): one for one in open_appearance(order)}
        self.fields["problem"].choices = [(key, one.text) for key, one in self.open.items()]
        first = next(iter(self.open), "")
        self.initial |= {"problem": first, "confirmed_with": order.request.contact_name}

    def confirm(self, by: Actor, at: datetime) -> object:
        """Keep what the customer said about it (RQ-QC-03)."""
        given = dict(self.cleaned_data)
        return acceptance.confirm_appearance(self.open[given.pop("problem")], **given, by=by, at=at)


class HandOverFields(forms.Form):
    """How the copy of the record was given, and to whom (RQ-ACC-07)."""

    way = forms.ChoiceField(
        label=_("The repair record was given"), choices=RecordCopy.Way.choices, widget=Segments
    )
    given_to = forms.CharField(label=_("Given to"), max_length=80)

    def fit(self, order: WorkOrder, way: str) -> None:
        """Usually to the customer; ``way`` as it is usual at this door."""
        self.initial |= {"way": way, "given_to": order.request.contact_name}
