"""Today: what is offered, the round in its order, and what still has no time (RQ-DSP-07, RQ-APT-01)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from baoxiu.basics.places.queries import full_names
from baoxiu.basics.technicians.models import Technician
from baoxiu.core import clock
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.queries import offers
from baoxiu.web.field import own
from baoxiu.web.field.glance import Line, lines, stops
from baoxiu.web.field.shell import UNFINISHED, page
from baoxiu.web.shared.doors import technician

STOP = ("order__request__fault", "order__family", "order__outlet")


@technician
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The day at a glance."""
    actor, now = request.actor, clock.now()
    on = clock.legal_date(now)
    me = get_object_or_404(Technician.objects.for_actor(actor), pk=actor.technician_id)
    round_ = [
        *own.overdue_visits(actor, on).select_related(*STOP),
        *own.visits_of_day(actor, on).select_related(*STOP),
    ]
    offered = list(offers(actor).select_related("order__request__fault", "order__family"))
    shown = {
        "day": on,
        "now": now,
        "stops": stops(round_, me, now),
        "left": sum(visit.stage in UNFINISHED for visit in round_),
        "offers": _offers(offered),
        "others": _others(request, {visit.order_id for visit in round_ if visit.stage in UNFINISHED}),
    }
    return page(request, "field/today.html", shown, tab="today")


def _offers(offered: Sequence[Assignment]) -> list[tuple[Assignment, str]]:
    """Each offer with its address."""
    places = full_names(row.order.request.division_code for row in offered)
    return [
        (row, f"{places.get(row.order.request.division_code, '')}{row.order.request.address}")
        for row in offered
    ]


def _others(request: HttpRequest, on_the_round: set[int]) -> list[Line]:
    """Taken jobs that are not on today's round: first those that nobody has agreed a time for."""
    rows = (
        own.orders(request.actor)
        .open()
        .exclude(stage__in=("assigned", "settled"))
        .exclude(pk__in=on_the_round)
    )
    open_visits = own.open_visits(request.actor)
    found = lines(
        rows.select_related("request__fault", "family").order_by("priority", "created_at"),
        open_visits,
        clock.now(),
    )
    return sorted(found, key=lambda line: bool(line.when))
