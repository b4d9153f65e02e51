"""A unit comes into the workshop, and leaves it when the work is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import change
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.actions import call_off_counter, note_came
from baoxiu.flow.planning.books import outlet_of
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop.giving import fill
from baoxiu.flow.workshop.models import Stay
from baoxiu.flow.workshop.permissions import may_give, may_receive
from baoxiu.flow.workshop.yard import (
    IN_WORKSHOP,
    NotInWorkshop,
    content_of,
    known_of,
    live_stay,
    locked_yard,
    outlets_with_bays,
)

NEEDS_BAY = (
    "created",
    "assigned",
    "accepted",
    "assessed",
    "awaiting_consent",
    "ready",
    "in_repair",
    "inspecting",
)


@transaction.atomic
def receive(order: WorkOrder, *, by: Actor, at: datetime) -> Stay | None:
    """The unit is here: the appointment is kept, and the unit gets a bay by what is to be done, or waits (RQ-APT-09).

    ``None`` where the outlet has no bays. A unit that is here already stays as it is. Raises ``NotInWorkshop`` for an order
    that is served at the customer's or over.
    """
    may_receive(order, by).or_refuse()
    outlet = locked_yard(outlet_of(order))
    order = lock(order)
    if order.mode not in IN_WORKSHOP or order.stage not in NEEDS_BAY:
        raise NotInWorkshop(
            _("The product of this order does not come to the workshop, or the work is over.")
        )
    note_came(order, by=by, at=at)
    known = live_stay(order)
    if known is not None or outlet.pk not in outlets_with_bays():
        return known
    minutes = content_of(order, at=at).minutes
    stay = Stay.objects.create(order=order, outlet=outlet, minutes=minutes, since=at)
    record("workshop.received", stay, by=by, at=at, **known_of(stay), minutes=minutes)
    if stay not in fill(outlet, at=at):
        record("workshop.waits", stay, by=SYSTEM, at=at, **known_of(stay))
    return live_stay(order)


def receive_by_rule(order: WorkOrder, *, reported: bool, by: Actor, at: datetime) -> Stay | None:
    """The same for the house: a unit that was brought with the report, is worked on already, or comes back for rework.

    ``reported``: nothing is known but the report, so that only what was handed over with it is here.
    """
    there = not reported or order.request.channel == RepairRequest.Channel.COUNTER
    if not there or order.mode not in IN_WORKSHOP or order.stage not in NEEDS_BAY:
        return None
    return receive(order, by=by, at=at)


@transaction.atomic
def give_back(order: WorkOrder, *, by: Actor, at: datetime) -> Stay | None:
    """The unit no longer needs its bay, before the work is over: the next one gets it. ``None`` where it has none."""
    may_give(order.outlet_id, by).or_refuse()
    return _leave(order, str(Stay.Ended.GIVEN_BACK), by=by, at=at)


@transaction.atomic
def leave(order: WorkOrder, *, by: Actor, at: datetime) -> Stay | None:
    """Work finished or order ended: the bay is free, and the next one who waits gets it (RQ-APT-09).

    Of an ended order no time at the counter is kept either.
    """
    if order.mode not in IN_WORKSHOP:
        return None
    ended = order.stage_now.group == "closed"
    if ended:
        call_off_counter(order, by=by, at=at)
    if order.outlet_id not in outlets_with_bays():
        return None
    return _leave(order, str(Stay.Ended.ENDED if ended else Stay.Ended.WORKED), by=by, at=at)


def _leave(order: WorkOrder, ended: str, *, by: Actor, at: datetime) -> Stay | None:
    known = live_stay(order)
    if known is None:
        return None
    outlet = locked_yard(known.outlet)
    stay = lock(known)
    stay.order, stay.bay = order, known.bay
    if stay.ended_at is not None:
        return None
    _cut_off(stay, at)
    stay.ended, stay.ended_at, stay.by_hand = ended, at, False
    change(stay, "bay", "start", "end", "ended", "ended_at")
    record(
        "workshop.left", stay, by=by, at=at,
        **known_of(stay), bay_id=known.bay_id, bay=known.bay.name if known.bay else "", ended=ended,
    )  # fmt: skip
    fill(outlet, at=at)
    return stay


def _cut_off(stay: Stay, at: datetime) -> None:
    """Of its time only what was used remains."""
    if stay.start is not None and stay.start >= at:
        stay.bay = stay.start = stay.end = None
    elif stay.end is not None:
        stay.end = min(stay.end, at)
