"""A technician's working week: drawn, and edited with up to two shifts a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.technicians import actions as technicians
from baoxiu.basics.technicians.models import Shift
from baoxiu.basics.technicians.rules import WeeklyShift
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm

TURNS = (1, 2)
PAIRS = [(weekday, turn) for weekday in range(7) for turn in TURNS]


@dataclass(frozen=True, slots=True)
class Bar:
    """A shift on a line of 24 hours: begin and length in minutes, and its words."""

    begin: int
    length: int
    words: str


def drawn(shifts: Iterable[Shift]) -> list[tuple[object, list[Bar]]]:
    """The seven days with their shifts."""
    days: dict[int, list[Bar]] = {weekday: [] for weekday in range(7)}
    for one in sorted(shifts, key=lambda shift: (shift.weekday, shift.starts)):
        begin, end = _minutes(one.starts), _minutes(one.ends)
        days[one.weekday].append(Bar(begin, end - begin, f"{one.starts:%H:%M}—{one.ends:%H:%M}"))
    return [(WEEKDAYS[weekday], bars) for weekday, bars in days.items()]


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(label: object) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "aria-label": label}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class ShiftsForm(VerbForm):
    """The week in place of the former one."""

    verb, label, icon = "shifts", _("Change the week"), "clock"
    button, done = _("Save the week"), _("Shifts set.")
    hint = _("Up to two shifts a day; leave a day empty for a day off.")

    def prepare(self) -> None:
        """A pair of times for each shift, filled with the present week."""
        for weekday, turn in PAIRS:
            self.fields[f"from_{weekday}_{turn}"] = _time(f"{WEEKDAYS[weekday]} {turn}: {_now('from')}")
            self.fields[f"to_{weekday}_{turn}"] = _time(f"{WEEKDAYS[weekday]} {turn}: {_now('until')}")
        self.start(**dict(self._present()))

    def _present(self) -> Iterator[tuple[str, time]]:
        turns = dict.fromkeys(range(7), 0)
        for one in sorted(self.thing.shifts.all(), key=lambda shift: (shift.weekday, shift.starts)):
            turns[one.weekday] += 1
            yield f"from_{one.weekday}_{turns[one.weekday]}", one.starts
            yield f"to_{one.weekday}_{turns[one.weekday]}", one.ends

    def days(self) -> list[tuple[object, list[Any]]]:
        """The fields by day, for the page."""
        return [
            (
                WEEKDAYS[weekday],
                [(self[f"from_{weekday}_{turn}"], self[f"to_{weekday}_{turn}"]) for turn in TURNS],
            )
            for weekday in range(7)
        ]

    def clean(self) -> dict[str, Any]:
        """A shift has both ends."""
        data: dict[str, Any] = super().clean() or {}
        for weekday, turn in PAIRS:
            first, last = data.get(f"from_{weekday}_{turn}"), data.get(f"to_{weekday}_{turn}")
            if (first is None) != (last is None):
                raise forms.ValidationError(
                    _now("%(day)s: please enter both the begin and the end.") % {"day": WEEKDAYS[weekday]}
                )
        return data

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Set."""
        data = self.cleaned_data
        week = [
            WeeklyShift(weekday, data[f"from_{weekday}_{turn}"], data[f"to_{weekday}_{turn}"])
            for weekday, turn in PAIRS
            if data[f"from_{weekday}_{turn}"]
        ]
        return technicians.set_shifts(self.thing, week, by=by, at=at)
