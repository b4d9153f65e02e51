"""What screens ask about follow-up calls and ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, on_days
from baoxiu.flow.followups.models import (
    CallRows,
    Followup,
    FollowupCall,
    FollowupRows,
    IncomingLetter,
    IncomingRows,
    Letter,
    LetterRows,
    Praise,
    Question,
    Rating,
)
from baoxiu.flow.followups.rules import CallWindow
from baoxiu.flow.work_orders.models import WorkOrder


def window(followup: Followup) -> CallWindow:
    """The days on which to call; ``until`` is 24:00 of the last day."""
    return CallWindow(legal_date(followup.not_before), legal_date(followup.until))


def of_order(order: WorkOrder) -> FollowupRows:
    """The order's calls, first to last."""
    return Followup.objects.filter(order=order).select_related("form__form").order_by("sequence")


def calls_welcome(customer_id: int) -> bool:
    """Whether the customer may be called again: the last word about it counts, none means yes (RQ-REV-02)."""
    said = Followup.objects.filter(order__customer_id=customer_id).exclude(calls_welcome=None)
    last = said.order_by("-answered_at", "-pk").values_list("calls_welcome", flat=True).first()
    return last is not False


def open_question(order: WorkOrder) -> Question | None:
    """What the order's customer still waits to hear (RQ-REV-07)."""
    return Question.objects.filter(order=order).exclude(stage="told").first()


def praises_of(technician: Technician) -> models.QuerySet[Praise]:
    """What customers thanked the technician for, the newest first (RQ-REV-09)."""
    return Praise.objects.filter(technician=technician).select_related("order").order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a register shows; nothing given, everything. Days are Chinese calendar days, both included."""

    first: date | None = None
    last: date | None = None
    outlet_id: int | None = None
    result: str = ""


def call_register(actor: Actor, asked: Asked) -> CallRows:
    """Who called whom, when, and what was said, the newest first (RQ-REV-13)."""
    rows = FollowupCall.objects.for_actor(actor).filter(**on_days("at", asked.first, asked.last))
    if asked.outlet_id:
        rows = rows.filter(followup__order__outlet_id=asked.outlet_id)
    if asked.result:
        rows = rows.filter(result=asked.result)
    return rows.select_related("followup__form__form", "followup__order__request").order_by("-at", "-pk")


def letter_register(actor: Actor, asked: Asked) -> LetterRows:
    """What was sent to whom, when and how, the newest first (RQ-REV-14). ``result`` is the kind of letter."""
    rows = Letter.objects.for_actor(actor)
    if asked.first:
        rows = rows.filter(sent_on__gte=asked.first)
    if asked.last:
        rows = rows.filter(sent_on__lte=asked.last)
    if asked.outlet_id:
        rows = rows.filter(order__outlet_id=asked.outlet_id)
    if asked.result:
        rows = rows.filter(kind=asked.result)
    return rows.select_related("order__request").order_by("-sent_on", "-pk")


def incoming_letters(actor: Actor) -> IncomingRows:
    """Customers' letters about complaint, return and exchange, the newest first (RQ-REG-05)."""
    rows = IncomingLetter.objects.for_actor(actor).select_related("order")
    return rows.order_by("-received_on", "-pk")


def due(actor: Actor, at: datetime) -> FollowupRows:
    """Planned calls in the actor's scope whose window has opened, the most urgent first."""
    rows = Followup.objects.for_actor(actor).filter(stage="planned", not_before__lte=at)
    return rows.select_related("order__request").order_by("until")


def rating_of(order: WorkOrder) -> Rating | None:
    """What the customer said on the own page."""
    return Rating.objects.filter(order=order).first()
