"""The customer takes the window that is held."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.planning.actions.book_told import book_told
from baoxiu.flow.planning.actions.counter import book_counter
from baoxiu.flow.planning.actions.hold_slot import SlotTaken
from baoxiu.flow.planning.books import held_for
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.models import CounterTime, PlannedVisit, SlotHold
from baoxiu.flow.planning.permissions import may_offer
from baoxiu.flow.planning.queries.slots import asked_anew
from baoxiu.flow.planning.timing import inserted, live_plan
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def book_slot(order: WorkOrder, *, agreed_with: str, by: Actor, at: datetime) -> PlannedVisit | CounterTime:
    """The held window becomes the order's place in the plan and is what the customer was told (RQ-APT-01, RQ-APT-04).

    A time at the counter becomes the customer's appointment (RQ-APT-08).
    Where the technician has taken the job, the visit is booked or rescheduled at once; otherwise as soon as he takes it.
    Raises ``SlotTaken`` where nothing is held any more, and what ``visits.book`` raises.
    """
    may_offer(order, by).or_refuse()
    hold = held_for(order)
    if hold is None:
        raise SlotTaken(_("Nothing is held for this order any more. Please choose a time again."))
    if hold.expires_at <= at:
        raise SlotTaken(_("This time was held too long ago. Please choose a time again."))
    if hold.technician_id is None:
        return book_counter(order, hold, agreed_with=agreed_with, by=by, at=at)
    row = _into_plan(order, hold, by=by, at=at)
    visit = book_told(row.order, agreed_with=agreed_with, by=by, at=at)
    record(
        "planning.told", row.order, by=by, at=at,
        order_id=order.pk, number=order.number, request_id=order.request_id, outlet_id=order.outlet_id,
        technician_id=row.technician_id, window_start=row.told_from, window_end=row.told_until,
        booked=visit is not None,
    )  # fmt: skip
    return row


def _into_plan(order: WorkOrder, hold: SlotHold, *, by: Actor, at: datetime) -> PlannedVisit:
    told = hold.window_from, hold.window_until
    hold.delete()
    picture = asked_anew(hold.book, order, at=at)
    if picture is None:
        raise SlotTaken()
    technician = picture.ground.place.get(hold.technician_id)
    first, last = map(picture.ground.second, told)
    window = (max(first, picture.ground.now), last)
    picture = picture.with_order(order.pk, windows=(window,), pinned=technician)
    place = picture.place[order.pk]
    live = live_plan(picture.problem, without(picture.routes, place), [place])
    if not inserted(live, picture.problem, picture.standing, place, most=1):
        raise SlotTaken()
    why = Reason("booked", told={order.pk: told}, about={"order_id": order.pk})
    keep(picture, live.routes(), why, by=by, at=at)
    return PlannedVisit.objects.get(order=order, role=PlannedVisit.Role.LEAD)
