"""The verbs of a price list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.prices import actions as prices
from baoxiu.basics.prices.inputs import LineInput
from baoxiu.basics.prices.models import PriceLine
from baoxiu.basics.prices.queries import lists
from baoxiu.basics.products.queries import all_families, all_faults
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateInput, MoneyInput, Segments

LINE = ("kind", "name", "name_en", "family", "fault", "difficulty", "unit", "price", "is_main_part")


def first_moment(day: date, at: datetime) -> datetime:
    """From when a list holds that begins on a day: today means from now on."""
    return at if day == legal_date(at) else start_of_day(day)


class DraftForm(VerbForm):
    """A new list, usually a copy of the one in force."""

    verb, label, icon = "new", _("Draft a price list"), "plus"
    button, done = _("Make the draft"), _("Draft made: nobody outside sees it before it is published.")
    title = forms.CharField(label=_("Title"), max_length=80)
    first_day = forms.DateField(
        label=_("First day"), widget=DateInput, help_text=_("It can still be changed when publishing.")
    )
    copy_of = forms.ModelChoiceField(
        label=_("Copy the lines of"), queryset=None, required=False, empty_label=_("none: begin empty")
    )

    def prepare(self) -> None:
        """The lists there are."""
        self.fields["copy_of"].queryset = lists()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Draft."""
        data = self.cleaned_data
        begins = first_moment(data["first_day"], at)
        return prices.draft_list(data["title"], valid_from=begins, copy_of=data["copy_of"], by=by, at=at)


class LineForm(VerbForm):
    """What a line says."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=PriceLine.Kind.choices, widget=Segments, initial="labour"
    )
    name = forms.CharField(label=_("Work or part"), max_length=80)
    name_en = forms.CharField(label=_("English name"), max_length=80, required=False)
    family = forms.ModelChoiceField(
        label=_("Product family"), queryset=None, required=False, empty_label=_("All products")
    )
    fault = forms.ModelChoiceField(
        label=_("Kind of fault"), queryset=None, required=False, empty_label=_("Any")
    )
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"), choices=[(level, str(level)) for level in range(1, 6)], coerce=int, initial=1,
        widget=Segments,
    )  # fmt: skip
    unit = forms.CharField(label=_("Unit"), max_length=12, initial="次")
    price = forms.DecimalField(
        label=_("Price"), min_value=0, max_digits=12, decimal_places=2, widget=MoneyInput
    )
    is_main_part = forms.BooleanField(label=_("A main part: the longer warranty holds"), required=False)

    def prepare(self) -> None:
        """Families and kinds of fault."""
        self.fields["family"].queryset = all_families()
        self.fields["fault"].queryset = all_faults()
        self.fields["fault"].label_from_instance = lambda one: (
            f"{one.family} · {one}" if one.family else str(one)
        )

    def line(self, code: str) -> LineInput:
        """The line as it was entered."""
        return LineInput(code=code, **{name: self.cleaned_data[name] for name in LINE})


class AddLineForm(LineForm):
    """One more line."""

    verb, label, icon = "line", _("Add a line"), "plus"
    button, done = _("Add"), _("Line added.")
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Such as AC-L1; quotes and orders name it.")
    )
    field_order = ("code",)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        return prices.add_line(self.thing, self.line(self.cleaned_data["code"]), by=by, at=at)


class ChangeLineForm(LineForm):
    """Other words or another price; the code stays."""

    verb, label, icon = "line_change", _("Change the line"), "edit"
    button, done = _("Save"), _("Line changed.")

    def prepare(self) -> None:
        """As it stands."""
        super().prepare()
        row = self.thing
        first = {name: getattr(row, name) for name in LINE}
        self.start(**first | {"family": row.family_id, "fault": row.fault_id})

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        return prices.change_line(self.thing, self.line(self.thing.code), by=by, at=at)


class RemoveLineForm(VerbForm):
    """One line less."""

    verb, button, done = "line_remove", _("Remove"), _("Line removed.")
    line = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Those of the draft."""
        self.fields["line"].queryset = self.thing.lines.all()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Remove."""
        return prices.remove_line(self.cleaned_data["line"], by=by, at=at)


class PublishForm(VerbForm):
    """From now on everybody sees it."""

    verb, label, icon = "publish", _("Publish"), "send"
    button, done = _("Publish"), _("Published. From its first day on quotes take these prices.")
    question = _("Publish this price list? It can never be changed again, only followed by a new one.")
    at_fields = {"valid_from": "first_day"}
    first_day = forms.DateField(label=_("First day"), widget=DateInput)

    def prepare(self) -> None:
        """The day that was planned."""
        self.start(first_day=legal_date(self.thing.valid_from))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Publish."""
        begins = first_moment(self.cleaned_data["first_day"], at)
        return prices.publish(self.thing, valid_from=begins, by=by, at=at)
