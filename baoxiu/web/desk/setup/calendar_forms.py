"""The verbs of the working calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.promises import actions as promises
from baoxiu.basics.promises.models import CalendarDay
from baoxiu.basics.promises.queries import special_day
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateInput, Segments


class SetDayForm(VerbForm):
    """A day that differs from the weekday rule."""

    verb, label, icon = "day", _("Set a day"), "calendar-event"
    button, done = _("Set the day"), _("Day set; running deadlines were counted anew.")
    day = forms.DateField(label=_("Day"), widget=DateInput)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=CalendarDay.Kind.choices, widget=Segments, initial="holiday"
    )
    name = forms.CharField(label=_("Name of the day"), max_length=40, required=False)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Set."""
        data = self.cleaned_data
        return promises.set_day(data["day"], kind=data["kind"], name=data["name"], by=by, at=at)


class ForgetDayForm(VerbForm):
    """The weekday rule holds again."""

    verb, button = "forget", _("Follow the weekday again")
    done = _("The day follows its weekday again; running deadlines were counted anew.")
    day = forms.DateField(widget=forms.HiddenInput)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Forget."""
        row = special_day(self.cleaned_data["day"])
        return row is None or promises.forget_day(row, by=by, at=at)


class ConfirmForm(VerbForm):
    """All days of the year are entered."""

    verb, label, icon = "confirm", _("Confirm the year"), "checks"
    button, done = _("Confirm the year"), _("Year confirmed: its deadlines are no longer provisional.")
    question = _("Are all holidays and make-up days of this year entered?")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Confirm."""
        return promises.confirm_year(self.thing, by=by, at=at)


class LoadForm(VerbForm):
    """The official days, as far as they are published."""

    verb, label, icon = "load", _("Load the official days"), "download"
    button, done = _("Load the official days"), _("Official days loaded; days set by hand stayed.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Load."""
        return promises.load_years([self.thing], by=by, at=at) or True


FORMS: dict[str, type[VerbForm]] = {
    form.verb: form for form in (SetDayForm, ForgetDayForm, ConfirmForm, LoadForm)
}
