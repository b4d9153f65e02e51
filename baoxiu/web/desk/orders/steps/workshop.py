"""Steps of what is brought: a time at the counter, taking it in (RQ-APT-08, RQ-APT-09)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.planning.counter import BEFORE
from baoxiu.flow.workshop import actions as workshop
from baoxiu.flow.workshop.actions.receive import NEEDS_BAY
from baoxiu.flow.workshop.permissions import may_receive
from baoxiu.flow.workshop.yard import IN_WORKSHOP
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.desk.orders.yard import yard_of


class CallOffForm(StepForm):
    """Why the customer does not come."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


def _receive(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return workshop.receive(file.order, by=by, at=at)


def _call_off(file: OrderFile, form: CallOffForm, by: Actor, at: datetime) -> object:
    return planning.call_off_counter(file.order, reason=form.cleaned_data["reason"], by=by, at=at)


def _to_receive(file: OrderFile) -> bool:
    return file.order.mode in IN_WORKSHOP and yard_of(file).may_come


def _to_call_off(file: OrderFile) -> bool:
    return file.order.mode == "carry_in" and yard_of(file).booked is not None


RECEIVE = Step(
    "receive_unit",
    _("Take the product in"),
    "package",
    "visits.book",
    NEEDS_BAY,
    _receive,
    _("Taken in."),
    fits=_to_receive,
    side=True,
    hint=_("The product is here: it gets a bay by what is to be done, or stands in the waiting area."),
    permission=lambda actor, order: may_receive(order, actor),
)
CALL_OFF = Step(
    "call_off_counter",
    _("Call the appointment off"),
    "x",
    "visits.book",
    BEFORE,
    _call_off,
    _("Appointment called off."),
    CallOffForm,
    fits=_to_call_off,
    side=True,
    danger=True,
)

STEPS = (RECEIVE, CALL_OFF)
