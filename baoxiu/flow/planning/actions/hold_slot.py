"""A window that a customer is looking at is kept free for some minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict
from baoxiu.flow.planning.books import NotPlanned, held_for, locked_book
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.chosen import chosen
from baoxiu.flow.planning.counter import comes_to_counter, free_times
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlanBook, SlotHold
from baoxiu.flow.planning.permissions import may_offer
from baoxiu.flow.planning.queries.slots import asked_anew
from baoxiu.flow.planning.timing import inserted, live_plan
from baoxiu.flow.work_orders.models import WorkOrder


class SlotTaken(Conflict):
    """Somebody else was first, or nobody can come then."""

    code = "slot_taken"
    message = _("This time is no longer free. Please choose another one.")


@transaction.atomic
def hold_slot(
    order: WorkOrder, *, technician_id: int | None, start: datetime, end: datetime, by: Actor, at: datetime
) -> SlotHold:
    """Keep the time of a technician, or a place at the counter, free for this order (RQ-APT-01); an earlier hold ends.

    Two customers never get the same capacity: what is held counts as planned. Raises ``SlotTaken``, ``NotPlanned``.
    """
    may_offer(order, by).or_refuse()
    if order.outlet is None:
        raise NotPlanned()
    book = locked_book(order.outlet)
    SlotHold.objects.filter(book=book, expires_at__lte=at).delete()
    SlotHold.objects.filter(order=order).delete()
    at_counter = comes_to_counter(order, at)
    if at_counter and (start, end) not in free_times(order, at=at):
        raise SlotTaken(field="start")
    if not at_counter and asked_anew(book, order, at=at) is None:
        raise NotPlanned()
    hold = _made(book, order, None if at_counter else technician_id, start, end, by=by, at=at)
    if not at_counter:
        _into_plan(book, hold, by=by, at=at)
    record(
        "planning.slot_held", hold, by=by, at=at,
        order_id=order.pk, number=order.number, outlet_id=order.outlet_id, technician_id=technician_id,
        window_start=start, window_end=end, until=hold.expires_at,
    )  # fmt: skip
    return hold


@transaction.atomic
def release_slot(order: WorkOrder, *, by: Actor, at: datetime) -> None:
    """The customer wants none of it: the time is free again at once."""
    may_offer(order, by).or_refuse()
    held = held_for(order)
    if held is not None:
        record(
            "planning.slot_released", held, by=by, at=at,
            order_id=order.pk, number=order.number, outlet_id=order.outlet_id,
        )  # fmt: skip
        held.delete()


def _made(
    book: PlanBook,
    order: WorkOrder,
    technician_id: int | None,
    start: datetime,
    end: datetime,
    *,
    by: Actor,
    at: datetime,
) -> SlotHold:
    if end <= start or end <= at:
        raise SlotTaken(field="start")
    minutes = chosen(book.outlet, at).whole("hold_minutes")
    return SlotHold.objects.create(
        book=book,
        order=order,
        technician_id=technician_id,
        day=legal_date(start),
        start=start,
        window_from=start,
        window_until=end,
        by_name=by.name,
        at=at,
        expires_at=at + timedelta(minutes=minutes),
    )


def _into_plan(book: PlanBook, hold: SlotHold, *, by: Actor, at: datetime) -> None:
    picture = kept_picture(book, at=at)
    ids = [one.id for one in picture.problem.orders]
    if f"hold:{hold.pk}" not in ids:
        raise SlotTaken(field="start")
    place = ids.index(f"hold:{hold.pk}")
    live = live_plan(picture.problem, without(picture.routes, place), [place])
    if not inserted(live, picture.problem, picture.standing, place, most=1):
        raise SlotTaken(field="start")
    keep(picture, live.routes(), Reason("held", asked=(place,)), by=by, at=at)
