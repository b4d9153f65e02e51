"""Steps of the visit: calling, booking, going, leaving."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs.actions import add_photo
from baoxiu.flow.visits import actions as visits
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.checking import CHECKLIST, ChecklistForm
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.desk.orders.steps.visit_forms import (
    ArrivalChecklist,
    CancelVisitForm,
    ContactForm,
    FinishForm,
    LeavingChecklist,
    NoAccessForm,
    RescheduleForm,
    WindowForm,
)

GOING = ("accepted", "assessed", "ready", "in_repair")


def _book(file: OrderFile, form: WindowForm, by: Actor, at: datetime) -> object:
    said = {name: form.cleaned_data[name] for name in ("agreed_with", "at_height")}
    return visits.book(file.order, **form.window(), **said, by=by, at=at)


def _reschedule(file: OrderFile, form: RescheduleForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return visits.reschedule(
        file.open_visit, **form.window(), reason=data["reason"], agreed_with=data["agreed_with"], by=by, at=at
    )


def _contact(file: OrderFile, form: ContactForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return visits.note_contact(file.order, reached=data["reached"] == "yes", note=data["note"], by=by, at=at)


def _set_out(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return visits.set_out(file.open_visit, by=by, at=at)


def _arrive(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return visits.arrive(file.open_visit, by=by, at=at)


def _no_access(file: OrderFile, form: NoAccessForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return visits.report_no_access(file.open_visit, reason=data["reason"], note=data["note"], by=by, at=at)


def _cancel_visit(file: OrderFile, form: CancelVisitForm, by: Actor, at: datetime) -> object:
    return visits.cancel(file.open_visit, reason=form.cleaned_data["reason"], by=by, at=at)


def _finish(file: OrderFile, form: FinishForm, by: Actor, at: datetime) -> object:
    return visits.finish(file.open_visit, **form.cleaned_data, by=by, at=at)


def fill(file: OrderFile, form: ChecklistForm, by: Actor, at: datetime) -> object:
    """Keep a checklist of the visit with its photos."""

    def keep(photo: Any) -> object:
        return add_photo(
            file.order, data=photo.read(), name=photo.name, purpose="visit_photo", by=by, at=at
        ).pk

    return visits.fill_checklist(file.open_visit, form=form.code, answers=form.answers(keep), by=by, at=at)


def _on_site(file: OrderFile) -> bool:
    return bool(file.order.mode == "on_site")


def _visit_is(*stages: str) -> Any:
    return lambda file: file.open_visit is not None and file.open_visit.stage in stages


def _to_book(file: OrderFile) -> bool:
    return _on_site(file) and file.open_visit is None and not file.been_there


def _another(file: OrderFile) -> bool:
    return _on_site(file) and file.open_visit is None and file.been_there


def _lacks(code: str) -> Any:
    arrived = _visit_is("arrived")
    return lambda file: arrived(file) and code not in {one.form.code for one in file.open_visit.filled}


BOOK = Step(
    "book",
    _("Book visit"),
    "calendar-time",
    "visits.book",
    ("accepted",),
    _book,
    _("Visit booked."),
    WindowForm,
    "desk/orders/steps/window.html",
    _to_book,
    hint=_("Call the customer; both sides get the agreed time by message."),
)
BOOK_AGAIN = Step(
    "book_again",
    _("Book another visit"),
    "calendar-time",
    "visits.book",
    GOING,
    _book,
    _("Visit booked."),
    WindowForm,
    "desk/orders/steps/window.html",
    _another,
    side=True,
)
SET_OUT = Step(
    "set_out",
    _("Set out"),
    "truck",
    "visits.go",
    GOING,
    _set_out,
    _("The customer has been told."),
    fits=_visit_is("booked"),
)
ARRIVE = Step(
    "arrive",
    _("Check in at the customer's"),
    "home-check",
    "visits.go",
    GOING,
    _arrive,
    _("Checked in."),
    fits=_visit_is("travelling"),
)
ARRIVE_AT_ONCE = Step(
    "arrive_now",
    _("Check in at the customer's"),
    "home-check",
    "visits.go",
    GOING,
    _arrive,
    _("Checked in."),
    fits=_visit_is("booked"),
    side=True,
)
START_CHECK = Step(
    "visit_start",
    _("Checklist on arrival"),
    "checklist",
    "visits.go",
    GOING,
    fill,
    _("Checklist filled."),
    ArrivalChecklist,
    CHECKLIST,
    _lacks("visit_start"),
    side=True,
    wide=True,
)
END_CHECK = Step(
    "visit_end",
    _("Checklist before leaving"),
    "checklist",
    "visits.go",
    (*GOING, "inspecting", "awaiting_consent"),
    fill,
    _("Checklist filled."),
    LeavingChecklist,
    CHECKLIST,
    _lacks("visit_end"),
    side=True,
    wide=True,
)
FINISH = Step(
    "finish",
    _("Finish visit"),
    "home-check",
    "visits.go",
    (*GOING, "awaiting_consent", "inspecting", "awaiting_acceptance", "settling", "unrepaired"),
    _finish,
    _("Visit finished."),
    FinishForm,
    fits=_visit_is("arrived"),
    side=True,
)
CONTACT = Step(
    "contact",
    _("Note a call"),
    "phone",
    "visits.book",
    ("assigned", "accepted", "assessed", "awaiting_consent", "ready", "in_repair"),
    _contact,
    _("Call noted."),
    ContactForm,
    side=True,
)
RESCHEDULE = Step(
    "reschedule",
    _("Reschedule"),
    "calendar-event",
    "visits.book",
    GOING,
    _reschedule,
    _("Visit moved."),
    RescheduleForm,
    "desk/orders/steps/window.html",
    _visit_is("booked"),
    side=True,
)
NO_ACCESS = Step(
    "no_access",
    _("No access"),
    "lock",
    "visits.go",
    GOING,
    _no_access,
    _("Noted. Please agree on a new visit."),
    NoAccessForm,
    fits=_visit_is("travelling", "arrived"),
    side=True,
)
CANCEL_VISIT = Step(
    "cancel_visit",
    _("Call the visit off"),
    "x",
    "visits.book",
    GOING,
    _cancel_visit,
    _("Visit called off."),
    CancelVisitForm,
    fits=_visit_is("booked", "travelling"),
    side=True,
    danger=True,
)

STEPS = (
    BOOK,
    ARRIVE,
    SET_OUT,
    START_CHECK,
    END_CHECK,
    FINISH,
    CONTACT,
    RESCHEDULE,
    ARRIVE_AT_ONCE,
    NO_ACCESS,
    CANCEL_VISIT,
    BOOK_AGAIN,
)
