"""What screens and later stages ask about visits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.clock import start_of_day
from baoxiu.core.forms.models import FilledForm
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.visits.models import Visit, VisitRows
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder

OPEN = VISIT.codes("open", "waiting")


def open_visit(order: WorkOrder) -> Visit | None:
    """The order's visit that is not over."""
    return Visit.objects.filter(order=order, stage__in=OPEN).first()


def arrived_visit(order: WorkOrder) -> Visit | None:
    """The newest visit at which somebody was at the product."""
    arrived = Visit.objects.filter(order=order, arrived_at__isnull=False).exclude(stage="no_access")
    return arrived.order_by("-arrived_at").first()


def clash(
    technician_id: int, start: datetime, end: datetime, *, besides: Visit | None = None
) -> Visit | None:
    """An open visit of this technician that overlaps the window (touching ends do not)."""
    rows = Visit.objects.filter(technician_id=technician_id, stage__in=OPEN)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    overlapping = rows.filter(window_start__lt=end, window_end__gt=start)
    return overlapping.select_related("order").order_by("window_start").first()


def day(actor: Actor, on: date) -> VisitRows:
    """The visits of a Chinese day that the actor may see, by time: the technician's round."""
    begin = start_of_day(on)
    rows = Visit.objects.for_actor(actor).filter(
        window_start__lt=begin + timedelta(days=1), window_end__gt=begin
    )
    return rows.exclude(stage="cancelled").select_related("order", "technician").order_by("window_start")


def checklists(visit: Visit) -> models.QuerySet[FilledForm]:
    """The filled checklists of a visit, oldest first."""
    filled = FilledForm.objects.filter(subject_kind="visit", subject_id=visit.pk)
    return filled.select_related("form").order_by("at", "pk")


def has_checklist(visit: Visit, code: str) -> bool:
    """Whether this checklist was filled at the visit."""
    return FilledForm.objects.filter(subject_kind="visit", subject_id=visit.pk, form__code=code).exists()


def visits_made(order: WorkOrder) -> int:
    """How often somebody came, entry or not (RQ-APT-07)."""
    return Visit.objects.filter(order=order, stage__in=("arrived", "finished", "no_access")).count()


def load_of_day(actor: Actor, on: date) -> list[tuple[Technician, int, int]]:
    """The technicians in scope with their visits of a day and their open orders, busiest first."""
    begin = start_of_day(on)
    today = models.Q(visits__window_start__gte=begin, visits__window_start__lt=begin + timedelta(days=1))
    visits = models.Count("visits", filter=today & ~models.Q(visits__stage="cancelled"), distinct=True)
    working = models.Q(orders__stage__in=ORDER.codes("open", "waiting"))
    jobs = models.Count("orders", filter=working, distinct=True)
    rows = Technician.objects.for_actor(actor).filter(is_active=True).select_related("outlet")
    counted = rows.annotate(visits_today=visits, jobs_open=jobs).order_by(
        "-visits_today", "-jobs_open", "name"
    )
    return [(row, row.visits_today, row.jobs_open) for row in counted]
