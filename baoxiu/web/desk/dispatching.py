"""The dispatch page: what waits for a technician, with the best one and why, and today's load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.promises.queries import pressing
from baoxiu.core import clock
from baoxiu.core.clock import legal_date
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.queries import LOADED, survey, waiting
from baoxiu.flow.visits.queries import load_of_day
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.orders.ranking import RankingView, view_of
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order in search of a technician with the ranking."""

    order: WorkOrder
    ranking: RankingView
    clock: Any


@staff("dispatch.see")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Orders to be dispatched, urgent ones first; those offered; who has how much today."""
    now = clock.now()
    rows = waiting(request.actor)
    page = page_of(request, rows.filter(stage="created").select_related(*LOADED, "technician"), PER_PAGE)
    clocks = pressing(row.chain for row in page)
    shown = [Waiting(row, view_of(survey(row, at=now)), clocks.get(row.chain)) for row in page]
    context = {
        "page": page,
        "rows": shown,
        "offered": list(rows.filter(stage="assigned")[:20]),
        "load": load_of_day(request.actor, legal_date(now)),
    }
    return render(request, "desk/dispatch.html", context)


@staff("dispatch.assign")
@require_POST
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give an order to the best by rule, or to the one that was chosen from the list."""
    rows = WorkOrder.objects.for_actor(request.actor).select_related(*LOADED)
    order = get_object_or_404(rows, number=number)
    if order.stage != "created":
        raise dispatch.AssignedMeanwhile()
    chosen = request.POST.get("technician", "")
    technician = None
    if chosen.isdecimal():
        technician = survey(order, at=clock.now()).technicians.get(int(chosen))
    made = dispatch.assign(order, technician, by=request.actor, at=clock.now())
    messages.success(
        request,
        _("%(number)s was given to %(name)s.") % {"number": order.number, "name": made.technician.name},
    )
    return redirect("desk:dispatch")
