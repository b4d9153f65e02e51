"""A customer's appointment at the counter (到店预约): booked, moved, called off, kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import change
from baoxiu.core.refusals import Conflict
from baoxiu.core.rows import lock
from baoxiu.flow.planning.actions.hold_slot import SlotTaken
from baoxiu.flow.planning.books import locked_book, outlet_of
from baoxiu.flow.planning.counter import against_counter, appointment, comes_to_counter, counter_of, taken
from baoxiu.flow.planning.models import CounterTime, SlotHold
from baoxiu.flow.planning.moving import PlanChanged
from baoxiu.flow.planning.opening import Span
from baoxiu.flow.planning.permissions import may_offer, may_plan
from baoxiu.flow.work_orders.models import WorkOrder

BOOKED = CounterTime.State.BOOKED


class CounterFull(Conflict):
    """As many customers as there are places have this time, or the counter is closed then."""

    code = "counter_full"
    message = _("At this time the counter has no free place. Please choose another time.")


def book_counter(
    order: WorkOrder, hold: SlotHold, *, agreed_with: str, by: Actor, at: datetime
) -> CounterTime:
    """The held time becomes the appointment, in place of an earlier one (RQ-APT-01, RQ-APT-04).

    The book is locked already, and whoever calls has looked at the right. Raises ``SlotTaken``.
    """
    outlet, span = outlet_of(order), (hold.window_from, hold.window_until)
    hold.delete()
    place = taken(outlet, *span, at=at, but=order.pk).place(span, counter_of(outlet, at).places)
    if not comes_to_counter(order, at) or place is None:
        raise SlotTaken()
    row = CounterTime.objects.filter(order=order, state=BOOKED).first() or CounterTime(order=order)
    before = (row.start, row.end) if row.pk else None
    row.outlet, row.place, row.by_name, row.at = outlet, place, by.name, at
    row.start, row.end = span
    row.agreed_with = agreed_with.strip()[:80] or order.request.contact_name
    row.save()
    _record("planning.counter_booked", row, before, by=by, at=at)
    return row


@transaction.atomic
def move_counter(
    order: WorkOrder,
    *,
    place: int,
    start: datetime,
    seen: datetime | None = None,
    undoes: int | None = None,
    by: Actor,
    at: datetime,
) -> CounterTime:
    """Put an appointment to another place or time, as a dispatcher drags it; the customer hears of a new time.

    ``seen``: when it began on the page; raises ``PlanChanged`` where somebody else has moved it since, ``CounterFull``
    where the place is taken or closed, ``NotPlanned`` where there is no appointment. ``undoes``: the event taken back.
    """
    may_plan(order.outlet_id, by).or_refuse()
    locked_book(outlet_of(order))
    row = appointment(order)
    if seen is not None and row.start != seen:
        raise PlanChanged()
    before, old_place = (row.start, row.end), row.place
    span = start, start + (row.end - row.start)
    if against_counter(row, place, span, at=at):
        raise CounterFull()
    row.place, (row.start, row.end) = place, span
    try:
        with transaction.atomic():
            change(row, "place", "start", "end")
    except IntegrityError:
        raise CounterFull()
    more = {"undoes": undoes} if undoes else {}
    _record("planning.counter_moved", row, before, by=by, at=at, old_place=old_place, **more)
    return row


@transaction.atomic
def call_off_counter(order: WorkOrder, *, reason: str = "", by: Actor, at: datetime) -> CounterTime | None:
    """The customer does not come; the time is free again. ``None`` where nothing was agreed."""
    row = CounterTime.objects.filter(order=order, state=BOOKED).first()
    if row is None:
        return None
    may_offer(order, by).or_refuse()
    row = lock(row)
    row.state = CounterTime.State.CANCELLED
    change(row, "state")
    _record("planning.counter_called_off", row, None, by=by, at=at, reason=reason)
    return row


def note_came(order: WorkOrder, *, by: Actor, at: datetime) -> CounterTime | None:
    """The customer has brought the product; ``None`` where no time was agreed. Whoever calls has looked at the right."""
    row = CounterTime.objects.filter(order=order, state=BOOKED).first()
    if row is None:
        return None
    row.state = CounterTime.State.CAME
    change(row, "state")
    _record("planning.came", row, None, by=by, at=at)
    return row


def _record(
    kind: str, row: CounterTime, before: Span | None, *, by: Actor, at: datetime, **more: Any
) -> None:
    order = row.order
    record(
        kind, row, by=by, at=at,
        order_id=order.pk, number=order.number, request_id=order.request_id, outlet_id=order.outlet_id,
        place=row.place, window_start=row.start, window_end=row.end, agreed_with=row.agreed_with,
        old_start=before[0] if before else None, old_end=before[1] if before else None, **more,
    )  # fmt: skip
