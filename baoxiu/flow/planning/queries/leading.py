"""The team leader's view: nothing waits longer than set, and who could take what waits (RQ-DSP-02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from baoxiu.core.actors import Actor
from baoxiu.core.policy.queries import value
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.planner.eligibility import eligible_technicians
from baoxiu.flow.planning.books import book_of
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder

MOST_WAITING = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order that waits too long: without technician, or with one who has not answered (``assignment``)."""

    order: WorkOrder
    since: datetime
    assignment: Assignment | None

    def minutes(self, at: datetime) -> int:
        """How long by now."""
        return int((at - self.since).total_seconds() // 60)


def waiting_too_long(actor: Actor, *, at: datetime) -> list[Waiting]:
    """What nobody has or nobody has answered for longer than the firm has set, the longest first, ``MOST_WAITING`` at most."""
    nobody = at - timedelta(minutes=value("planning.waiting_minutes", at=at).whole)
    unanswered = at - timedelta(minutes=value("planning.answer_minutes", at=at).whole)
    orders = WorkOrder.objects.for_actor(actor).filter(stage="created", created_at__lte=nobody)
    offers = Assignment.objects.filter(
        state=Assignment.State.OFFERED, at__lte=unanswered, order__in=WorkOrder.objects.for_actor(actor)
    )
    found = [
        Waiting(order, order.created_at, None)
        for order in orders.select_related("family").order_by("created_at")[:MOST_WAITING]
    ]
    found += [
        Waiting(offer.order, offer.at, offer)
        for offer in offers.select_related("order__family", "technician").order_by("at")[:MOST_WAITING]
    ]
    return sorted(found, key=lambda one: one.since)[:MOST_WAITING]


def pooled(actor: Actor, *, at: datetime) -> OrderRows:
    """The orders of his outlet that a technician may take himself: nobody has them, and he may do them."""
    technician = actor.technician_id
    none: OrderRows = WorkOrder.objects.none()
    if technician is None or not actor.outlet_ids:
        return none
    found: list[int] = []
    for outlet in sorted(actor.outlet_ids):
        book = book_of(outlet)
        if book is None:
            continue
        picture = kept_picture(book, at=at)
        place = picture.ground.place.get(technician)
        eligible = eligible_technicians(picture.problem)
        found += [
            order.pk
            for number, order in enumerate(picture.orders)
            if order.stage == "created" and place in eligible[number]
        ]
    rows: OrderRows = WorkOrder.objects.filter(pk__in=found)
    return rows.select_related("request", "family").order_by("priority", "created_at")
