"""What is done with a van, and with the list of parts."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.parts import actions as parts
from baoxiu.basics.parts.queries import colleagues
from baoxiu.basics.products.queries import all_faults, families
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.parts import PartField, PartLinesField


class MoveForm(VerbForm):
    """A part and how many."""

    part = PartField()
    quantity = forms.DecimalField(
        label=_("Quantity"), initial=1, min_value=Decimal("0.01"), max_digits=8, decimal_places=2
    )


class LoadForm(MoveForm):
    """Put on the van."""

    verb, label, icon = "load", pgettext_lazy("van", "Load"), "plus"
    button, done = pgettext_lazy("van", "Load"), _("Loaded.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Load."""
        return parts.load(self.thing, **self.cleaned_data, by=by, at=at)


class ReturnForm(MoveForm):
    """Back to the store."""

    verb, label, icon = "return", pgettext_lazy("van", "Return to the store"), "arrow-back-up"
    button, done = pgettext_lazy("van", "Return"), _("Returned.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Give back."""
        return parts.give_back(self.thing, **self.cleaned_data, by=by, at=at)


class HandOverForm(MoveForm):
    """To a colleague's van."""

    verb, label, icon = "hand_over", _("Hand to a colleague"), "switch-horizontal"
    button, done = _("Hand over"), _("Handed over.")
    to = forms.ModelChoiceField(label=_("Colleague"), queryset=None, empty_label="—")

    def prepare(self) -> None:
        """Those of the outlet."""
        self.fields["to"].queryset = colleagues(self.thing)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Hand over."""
        return parts.hand_over(self.thing, **self.cleaned_data, by=by, at=at)


class CountForm(MoveForm):
    """What was really found."""

    verb, label, icon = "count", pgettext_lazy("van", "Correct by a count"), "list-check"
    button, done = pgettext_lazy("van", "Take over the count"), _("Counted; the difference is on record.")
    quantity = forms.DecimalField(
        label=_("Found on the van"), initial=0, min_value=Decimal(0), max_digits=8, decimal_places=2
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Count."""
        return parts.count(self.thing, **self.cleaned_data, by=by, at=at)


class AddPartForm(VerbForm):
    """A part of the firm."""

    verb, label, icon = "add", _("Add a part"), "plus"
    button, done = _("Add the part"), _("Part added.")
    number = forms.CharField(
        label=_("Part number"), max_length=40, help_text=_("The code in the price list, where there is one.")
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    name_en = forms.CharField(label=_("English name"), required=False, max_length=80)
    family = forms.ModelChoiceField(label=_("Product family"), queryset=None, required=False, empty_label="—")
    unit = forms.CharField(label=_("Unit"), max_length=12, initial="件")

    def prepare(self) -> None:
        """Those in use."""
        self.fields["family"].queryset = families()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        data = dict(self.cleaned_data)
        return parts.add_part(data.pop("number"), data.pop("name"), **data, by=by, at=at)


class UsualForm(VerbForm):
    """What a fault usually needs."""

    verb, label, icon = "usual", _("Usual parts of a fault"), "stethoscope"
    button, done = _("Save"), _("Usual parts set.")
    hint = _("They are packed for every such job, and whoever has them is preferred. No line: none.")
    fault = forms.ModelChoiceField(label=_("Kind of fault"), queryset=None, empty_label="—")
    parts = PartLinesField()

    def prepare(self) -> None:
        """With their families: many faults are called alike."""
        self.fields["fault"].queryset = all_faults()
        self.fields["fault"].label_from_instance = lambda fault: (
            f"{fault.family} · {fault}" if fault.family else str(fault)
        )

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Set them."""
        return parts.set_usual_parts(self.cleaned_data["fault"], self.cleaned_data["parts"], by=by, at=at)


VAN_FORMS: dict[str, type[VerbForm]] = {
    form.verb: form for form in (LoadForm, ReturnForm, HandOverForm, CountForm)
}
PART_FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in (AddPartForm, UsualForm)}
