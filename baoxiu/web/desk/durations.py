"""Durations: how long jobs and ways take, as past visits teach, and what is planned for them (RQ-DSP-10)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baoxiu.basics.travel import queries
from baoxiu.basics.travel.ways import source_of_ways
from baoxiu.core import clock
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff

PERCENT = 100


@staff("dispatch.see")
@require_safe
def durations(request: HttpRequest) -> HttpResponse:
    """Each type of job with its visits and spread, the technicians of the one that is chosen, and the day's ways."""
    now = clock.now()
    types = queries.learned_types(at=now)
    families = {one.row.family.code: one.row.family for one in types}
    family = request.GET.get("family", "")
    listed = [one for one in types if family not in families or one.row.family.code == family]
    chosen = _chosen(types, request.GET.get("job", ""))
    page = {
        "page": page_of(request, listed),
        "families": families,
        "family": family if family in families else "",
        "chosen": chosen,
        "technicians": queries.learned_technicians(chosen.row, request.actor, at=now) if chosen else [],
        "firm": queries.learned_firm(at=now),
        "most": max((one.high for one in types), default=0),
        "hours": queries.learned_hours(),
        "ways": source_of_ways(now),
        "percent": round(PERCENT * queries.share_done(now)),
        "services": dict(RepairRequest.Service.choices),
        "usual": queries.USUAL_MINUTES,
    }
    return render(request, "desk/durations.html", page)


def _chosen(types: list[queries.Shown], job: str) -> Any:
    """The type of job that an address names, as ``Shown.code`` writes it."""
    return next((one for one in types if one.code == job), None)
