"""The form for a visit's window: chips for the usual hours of the next days, or any other time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from baoxiu.core.clock import SHANGHAI, legal_date
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import was_at_height
from baoxiu.web.field.job import Job
from baoxiu.web.field.own import visits_of_day
from baoxiu.web.field.steps.step import StepForm
from baoxiu.web.shared import words
from baoxiu.web.shared.widgets import DateInput

HOURS = ((8, 10), (10, 12), (14, 16), (16, 18))
DAYS = 3
OTHER = "other"
TIMES = [
    (f"{hour:02d}:{minute:02d}", f"{hour:02d}:{minute:02d}") for hour in range(7, 22) for minute in (0, 30)
]


@dataclass(frozen=True, slots=True)
class Slot:
    """A chip. ``taken`` names the order whose visit lies in it."""

    value: str
    label: str
    start: datetime
    end: datetime
    taken: str = ""


class WindowForm(StepForm):
    """When, and with whom it was agreed (RQ-APT-01)."""

    places: ClassVar[dict[str, str]] = {"start": "slot", "end": "slot"}

    slot = forms.ChoiceField(label=_("When"), error_messages={"required": _("Please choose a time.")})
    day = forms.DateField(label=_("Day"), widget=DateInput, required=False)
    begins = forms.ChoiceField(label=_("From"), choices=TIMES, initial="18:00", required=False)
    ends = forms.ChoiceField(label=_("Until"), choices=TIMES, initial="20:00", required=False)
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=80)
    at_height = forms.BooleanField(
        label=_("Work on the outside wall above 2.5 m"),
        required=False,
        help_text=_("Belt, measures and a second person or a lift are confirmed before setting out."),
    )

    def prepare(self) -> None:
        """The next days without what is over; the customer's wish is chosen where a chip fits it."""
        self.days = list(self._days())
        self.slots = {slot.value: slot for _label, slots in self.days for slot in slots}
        self.fields["slot"].choices = [*((value, value) for value in self.slots), (OTHER, OTHER)]
        self.initial |= {"agreed_with": self.job.request.contact_name, "slot": self._wished()}
        self.initial["at_height"] = was_at_height(self.job.order)
        self.initial["day"] = legal_date(self.job.now + timedelta(days=1))

    @property
    def chosen(self) -> str:
        """What is ticked."""
        return str(self["slot"].value() or "")

    def clean(self) -> None:
        """Another time needs its day."""
        if self.cleaned_data.get("slot") == OTHER and not self.cleaned_data.get("day"):
            self.add_error("day", _("Please choose a day."))

    def window(self) -> dict[str, datetime]:
        """Start and end as moments."""
        slot = self.slots.get(self.cleaned_data["slot"])
        if slot:
            return {"start": slot.start, "end": slot.end}
        return {"start": self._moment("begins"), "end": self._moment("ends")}

    def _moment(self, name: str) -> datetime:
        return datetime.combine(
            self.cleaned_data["day"], time.fromisoformat(self.cleaned_data[name]), SHANGHAI
        )

    def _days(self) -> Iterator[tuple[str, list[Slot]]]:
        today = legal_date(self.job.now)
        for offset in range(DAYS):
            on = today + timedelta(days=offset)
            booked = list(
                visits_of_day(self.job.actor, on).filter(stage__in=("booked", "travelling", "arrived"))
            )
            slots = [_slot(on, *hours, booked, self.job) for hours in HOURS]
            coming = [slot for slot in slots if slot.end > self.job.now]
            if coming:
                yield _named(on, self.job.now), coming

    def _wished(self) -> str:
        begins, until = self.job.request.wish_from, self.job.request.wish_until
        if begins is None:
            return ""
        fitting = (slot for slot in self.slots.values() if slot.start >= begins and not slot.taken)
        return next((slot.value for slot in fitting if until is None or slot.end <= until), "")


class RescheduleForm(WindowForm):
    """Another time, and why (RQ-APT-04)."""

    at_height = None
    reason = forms.CharField(label=_("Reason"), max_length=200)


def _slot(on: date, first: int, last: int, booked: list[Visit], job: Job) -> Slot:
    start, end = (datetime.combine(on, time(hour), SHANGHAI) for hour in (first, last))
    other = (
        row
        for row in booked
        if row.order_id != job.order.pk and row.window_start < end and row.window_end > start
    )
    taken = next(other, None)
    return Slot(
        f"{on:%Y-%m-%d}T{first:02d}-{last:02d}",
        f"{first}:00—{last}:00",
        start,
        end,
        taken.order.number if taken else "",
    )


def _named(on: date, now: datetime) -> str:
    day = date_format(on, pgettext("date format", "D j M"))
    near = words.moment(on, now)
    return f"{near} {day}" if (on - legal_date(now)).days < 2 else day
