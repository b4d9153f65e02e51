"""Jobs that nobody has and this technician may take, and his share of the month's work (RQ-DSP-01, RQ-DSP-02)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.places.queries import full_names
from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.planning.queries import fairness, pooled
from baoxiu.web.field.shell import page
from baoxiu.web.shared.doors import technician


@technician
@require_safe
def pool(request: HttpRequest) -> HttpResponse:
    """The most pressing first."""
    rows = list(pooled(request.actor, at=clock.now()))
    places = full_names(row.request.division_code for row in rows)
    listed = [(row, places.get(row.request.division_code, "")) for row in rows]
    return page(request, "field/pool.html", {"rows": listed}, tab="orders")


@technician
@require_POST
def take(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever is first has it."""
    order = get_object_or_404(pooled(request.actor, at=clock.now()), number=number)
    try:
        planning.take_pooled(order, by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("field:pool")
    messages.success(request, _("The job is yours."))
    return redirect("field:order", order.number)


@technician
@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """One's own line among the outlet's figures, with the rule behind them."""
    seen = fairness(request.actor, at=clock.now())
    own = seen.of(request.actor.technician_id or 0)
    figures = [
        (pgettext("share", "Visits"), own.visits if own else 0, seen.inequality["visits"]),
        (_("Hours"), own.hours if own else 0, seen.inequality["hours"]),
        (_("Kilometres"), own.kilometres if own else 0, seen.inequality["kilometres"]),
        (_("Hard jobs"), own.hard if own else 0, seen.inequality["hard"]),
        (_("Weekend jobs"), own.weekend if own else 0, seen.inequality["weekend"]),
    ]
    return page(request, "field/share.html", {"figures": figures, "rule": seen.rule}, tab="me")
