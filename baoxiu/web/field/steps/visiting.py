"""Steps of the visit: calling, booking, going, arriving, leaving (RQ-APT, RQ-VIS)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.actions.book import BOOKABLE
from baoxiu.flow.visits.models import NoAccess
from baoxiu.flow.visits.rules import may_reschedule
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.booking import RescheduleForm, WindowForm
from baoxiu.web.field.steps.device import DeviceForm, PlaceForm
from baoxiu.web.field.steps.step import Ask, Step, StepForm
from baoxiu.web.shared.widgets import RadioCards, Segments

WINDOW = "field/steps/window.html"


class ContactForm(StepForm):
    """A call to the customer."""

    reached = forms.ChoiceField(
        label=_("Customer"),
        widget=Segments,
        initial="yes",
        choices=[("yes", _("Reached")), ("no", _("Not reached"))],
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What was said, or when to try again."),
    )


class NoAccessForm(DeviceForm):
    """What was met at the door."""

    reason = forms.ChoiceField(label=_("At the door"), choices=NoAccess.Reason.choices, widget=RadioCards)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("How long you waited, whom you called."),
    )


class CancelVisitForm(StepForm):
    """Why nobody comes."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class FinishForm(DeviceForm):
    """The visit report (RQ-VIS-15)."""

    report = forms.CharField(
        label=_("Visit report"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was found and done, and what the customer should know."),
    )
    second_visit_cause = forms.CharField(
        label=_("Why somebody must come again"),
        required=False,
        max_length=60,
        help_text=_("Leave empty when nobody needs to come again."),
    )

    def prepare(self) -> None:
        """What was noted while working stands there already."""
        self.initial["report"] = "\n".join(step.text for step in self.job.work)


def _contact(job: Job, form: ContactForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return visits.note_contact(job.order, reached=data["reached"] == "yes", note=data["note"], by=by, at=at)


def _book(job: Job, form: WindowForm, by: Actor, at: datetime) -> object:
    said = {name: form.cleaned_data[name] for name in ("agreed_with", "at_height")}
    return visits.book(job.order, **form.window(), **said, by=by, at=at)


def _reschedule(job: Job, form: RescheduleForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return visits.reschedule(
        job.visit, **form.window(), reason=data["reason"], agreed_with=data["agreed_with"], by=by, at=at
    )


def _cancel(job: Job, form: CancelVisitForm, by: Actor, at: datetime) -> object:
    return visits.cancel(job.visit, reason=form.cleaned_data["reason"], by=by, at=at)


def _set_out(job: Job, form: DeviceForm, by: Actor, at: datetime) -> object:
    return visits.set_out(job.visit, device_at=form.cleaned_data["device_at"], by=by, at=at)


def _arrive(job: Job, form: PlaceForm, by: Actor, at: datetime) -> object:
    return visits.arrive(job.visit, **form.cleaned_data, by=by, at=at)


def _no_access(job: Job, form: NoAccessForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return visits.report_no_access(
        job.visit, reason=data["reason"], note=data["note"], device_at=data["device_at"], by=by, at=at
    )


def _finish(job: Job, form: FinishForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return visits.finish(
        job.visit,
        report=data["report"],
        second_visit_cause=data["second_visit_cause"],
        device_at=data["device_at"],
        by=by,
        at=at,
    )


def _visit_is(*stages: str) -> Ask:
    return lambda job: job.visit_stage in stages


def _to_book(job: Job) -> bool:
    return job.is_on_site and job.visit is None and job.order.stage in BOOKABLE


def _booking_leads(job: Job) -> bool:
    """First of all; and again where the work goes on but nobody is there."""
    if job.order.stage == "accepted":
        return _to_book(job) and not job.has_been_there
    return _to_book(job) and job.order.stage in ("ready", "in_repair")


def _calls(job: Job) -> bool:
    return bool(job.order.stage in ORDER.codes("open", "waiting"))


def _at_the_door(job: Job) -> bool:
    """On the way, or there and nothing begun."""
    return job.visit_stage == "travelling" or (job.order.stage in BOOKABLE and job.lacks("visit_start"))


def _movable(job: Job) -> bool:
    visit = job.visit
    return visit is not None and visit.stage == "booked" and may_reschedule(visit.window_start, job.now)


def _over(job: Job) -> bool:
    """Nothing more is to be done at the customer's."""
    return job.visit_stage == "arrived" and job.order.stage in (
        "settled",
        "closed",
        "unrepaired",
        "cancelled",
    )


def _leaving(job: Job) -> bool:
    return _over(job) and not job.lacks("visit_end")


BOOK = Step(
    "book",
    _("Agree on a visit"),
    "calendar-time",
    "visits.book",
    _book,
    _("Visit booked, the customer was told."),
    _to_book,
    _booking_leads,
    WindowForm,
    WINDOW,
    submit=_("Book this time"),
    hint=_("Call the customer and agree on a time; both sides get it by message."),
)
SET_OUT = Step(
    "set_out",
    _("Set out"),
    "truck",
    "visits.go",
    _set_out,
    _("On the way, the customer was told."),
    lambda job: job.visit_stage == "booked" and not (job.lacks_readiness or job.lacks_safety),
    _visit_is("booked"),
    DeviceForm,
    direct=True,
    hint=_("The customer is told that you are on the way."),
)
ARRIVE = Step(
    "arrive",
    _("Check in"),
    "current-location",
    "visits.go",
    _arrive,
    _("Checked in."),
    _visit_is("booked", "travelling"),
    _visit_is("travelling"),
    PlaceForm,
    direct=True,
    hint=_("At the door: time and place are kept, the place only if the phone allows it."),
)
CONTACT = Step(
    "contact",
    pgettext_lazy("step", "Note a call"),
    "phone-call",
    "visits.book",
    _contact,
    _("Call noted."),
    _calls,
    form=ContactForm,
    submit=pgettext_lazy("step", "Keep"),
)
RESCHEDULE = Step(
    "reschedule",
    _("Agree on another time"),
    "calendar-event",
    "visits.book",
    _reschedule,
    _("Visit moved, the customer was told."),
    _movable,
    form=RescheduleForm,
    template=WINDOW,
    submit=_("Move the visit"),
)
CANCEL = Step(
    "cancel_visit",
    _("Call the visit off"),
    "x",
    "visits.book",
    _cancel,
    _("Visit called off."),
    _visit_is("booked", "travelling"),
    form=CancelVisitForm,
    danger=True,
)
NO_ACCESS = Step(
    "no_access",
    pgettext_lazy("step", "No access"),
    "lock",
    "visits.go",
    _no_access,
    _("Noted. The customer was told, please agree on a new time."),
    _at_the_door,
    form=NoAccessForm,
    submit=pgettext_lazy("step", "Keep"),
)
FINISH = Step(
    "finish",
    _("Finish the visit"),
    "flag",
    "visits.go",
    _finish,
    _("Visit finished."),
    _visit_is("arrived"),
    _leaving,
    FinishForm,
    hint=_("A short report ends the visit."),
)


def leaving(job: Job) -> bool:
    """Whether the visit only waits for its checklist."""
    return _over(job)
