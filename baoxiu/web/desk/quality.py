"""Quality: the sampling plan, each day's draw and its proof, the figures, and the quality file of a job."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.acceptance.queries import answers_of
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection import queries
from baoxiu.flow.inspection.models import SamplingDraw
from baoxiu.flow.inspection.permissions import may_draw
from baoxiu.flow.inspection.reasons import SENTENCES
from baoxiu.flow.visits.queries import first_time_fix
from baoxiu.web.desk.orders.page import load
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff

DAYS = 30


@staff("orders.see")
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """The figures of the last days, the drawn orders and open demands, and the draws (RQ-QC-10…13, RQ-APT-07)."""
    now = clock.now()
    draws = queries.draws_made() if may_draw(request.actor) else []
    shown = {
        "active": queries.plan_is_active(now),
        "days": DAYS,
        "figures": queries.figures(request.actor, since=now - timedelta(days=DAYS), until=now),
        "demands": queries.open_demands(request.actor),
        "fixed": first_time_fix(request.actor, since=now - timedelta(days=DAYS), until=now),
        "waiting": queries.waiting_samples(request.actor),
        "may_draw": may_draw(request.actor),
        "to_draw": queries.draws_to_make(now),
        "page": page_of(request, draws),
    }
    return render(request, "desk/quality/list.html", shown)


@staff("inspection.inspect")
@require_POST
def draw(request: HttpRequest, day: str) -> HttpResponse:
    """Draw for a day that is over, without waiting for the hour."""
    waiting = get_object_or_404(SamplingDraw, day=_day(day))
    try:
        inspection.draw(waiting, by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:quality")
    messages.success(request, _("Drawn."))
    return redirect("desk:quality_draw", day=day)


@staff("inspection.inspect")
@require_safe
def proof(request: HttpRequest, day: str) -> HttpResponse:
    """A draw computed anew: seed, list, result and the record chain (RQ-QC-11)."""
    may_draw(request.actor).or_refuse()
    drawing = get_object_or_404(SamplingDraw, day=_day(day), drawn_at__isnull=False)
    shown = {
        "draw": drawing,
        "groups": [group | {"percent": _percent(Decimal(group["share"]))} for group in drawing.groups],
        "flaws": [SENTENCES[flaw.code] for flaw in queries.flaws_of(drawing)],
        "chain_holds": queries.chain_holds(),
        "samples": drawing.samples.select_related("order", "inspection"),
    }
    return render(request, "desk/quality/proof.html", shown)


@staff("orders.see")
@require_safe
def job(request: HttpRequest, number: str) -> HttpResponse:
    """The quality file of one job, to read and to print (RQ-QC-14)."""
    file = load(request, number)
    answers = answers_of(file.order)
    return render(request, "desk/quality/job.html", {"file": file, "order": file.order, "answers": answers})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _percent(share: Decimal) -> str:
    return f"{share * 100:.4g}%"
