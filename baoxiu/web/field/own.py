"""Only the technician's own: whoever sees more elsewhere still works on the own jobs here (RQ-DSP-07)."""

from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404

from baoxiu.core.actors import Actor
from baoxiu.core.clock import start_of_day
from baoxiu.flow.visits.models import Visit, VisitRows
from baoxiu.flow.visits.queries import OPEN, day
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder

LOADED = ("request__family", "request__fault", "customer", "family", "unit__model", "outlet", "technician")


def orders(actor: Actor) -> OrderRows:
    """The orders that this technician has, whatever their stage."""
    rows: OrderRows = WorkOrder.objects.for_actor(actor).filter(technician_id=actor.technician_id)
    return rows


def order(actor: Actor, number: str) -> WorkOrder:
    """One of them; every other does not exist."""
    found: WorkOrder = get_object_or_404(orders(actor).select_related(*LOADED), number=number)
    return found


def visits_of_day(actor: Actor, on: date) -> VisitRows:
    """The technician's round of a day, by time."""
    rows: VisitRows = day(actor, on).filter(technician_id=actor.technician_id)
    return rows


def open_visits(actor: Actor) -> VisitRows:
    """The technician's visits that are not over, of any day."""
    mine: VisitRows = Visit.objects.for_actor(actor).filter(technician_id=actor.technician_id, stage__in=OPEN)
    return mine.select_related("order__family", "order__outlet")


def overdue_visits(actor: Actor, on: date) -> VisitRows:
    """Visits of earlier days that nobody finished, the oldest first."""
    rows: VisitRows = open_visits(actor).filter(window_end__lte=start_of_day(on)).order_by("window_start")
    return rows
