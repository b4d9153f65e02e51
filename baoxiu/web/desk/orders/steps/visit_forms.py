"""The forms of the visit's steps."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baoxiu.core.clock import SHANGHAI
from baoxiu.flow.visits.models import NoAccess
from baoxiu.flow.visits.queries import was_at_height
from baoxiu.web.desk.orders.steps.checking import ChecklistForm
from baoxiu.web.desk.orders.steps.step import StepForm
from baoxiu.web.shared.widgets import DateInput, Segments

HOURS = [(f"{hour:02d}:00", f"{hour:02d}:00") for hour in range(7, 22)]


class WindowForm(StepForm):
    """Day and hours on which customer and firm agree."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    begins = forms.ChoiceField(label=_("From"), choices=HOURS, initial="09:00")
    ends = forms.ChoiceField(label=_("Until"), choices=HOURS, initial="11:00")
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=80)
    at_height = forms.BooleanField(label=_("Work on the outside wall above 2.5 m"), required=False)

    def prepare(self) -> None:
        """The customer's wish, else tomorrow morning; agreed with the caller."""
        wish = self.file.request.wish_from
        start = wish if wish and wish > self.file.now else None
        day = timezone.localtime(start or self.file.now + timedelta(days=1))
        self.initial |= {"day": day.date(), "agreed_with": self.file.request.contact_name}
        self.initial["at_height"] = was_at_height(self.file.order)
        if start:
            self.initial["begins"] = f"{day:%H}:00"
            self.initial["ends"] = f"{min(day.hour + 2, 21):02d}:00"

    def window(self) -> dict[str, datetime]:
        """Start and end as moments."""
        return {"start": self._moment("begins"), "end": self._moment("ends")}

    def _moment(self, name: str) -> datetime:
        return datetime.combine(
            self.cleaned_data["day"], time.fromisoformat(self.cleaned_data[name]), SHANGHAI
        )

    def show(self, refusal: Any) -> None:
        """The action speaks of ``start``; here that is the day."""
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            shown = {"start": "day", "end": "ends"}.get(name, name)
            self.add_error(shown if shown in self.fields else None, sentence)


class RescheduleForm(WindowForm):
    """Another time, and why."""

    at_height = None
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ContactForm(StepForm):
    """A call to the customer."""

    reached = forms.ChoiceField(
        label=_("Customer"),
        widget=Segments,
        choices=[("yes", _("Reached")), ("no", _("Not reached"))],
        initial="yes",
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class NoAccessForm(StepForm):
    """What was met at the door."""

    reason = forms.ChoiceField(label=_("At the door"), choices=NoAccess.Reason.choices, widget=Segments)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class CancelVisitForm(StepForm):
    """Why nobody comes."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class FinishForm(StepForm):
    """The visit report."""

    report = forms.CharField(label=_("Visit report"), widget=forms.Textarea(attrs={"rows": 3}))
    second_visit_cause = forms.CharField(
        label=_("Why somebody must come again"),
        required=False,
        max_length=60,
        help_text=_("Leave empty when nobody needs to come again."),
    )


class ArrivalChecklist(ChecklistForm):
    """On arrival."""

    code = "visit_start"


class LeavingChecklist(ChecklistForm):
    """Before leaving."""

    code = "visit_end"
