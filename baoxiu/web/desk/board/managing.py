"""What managers see of the plans: capacity and fairness (RQ-DSP-01, RQ-DSP-10)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.basics.places.queries import full_names
from baoxiu.core import clock
from baoxiu.flow.planning import queries
from baoxiu.flow.planning.queries.found import family_names
from baoxiu.flow.workshop.queries import hours_of_bays
from baoxiu.web.desk.board.asked import asked, outlets_of
from baoxiu.web.shared.doors import staff

MEASURES = {
    "hours": _("Hours at customers'"),
    "kilometres": _("Kilometres"),
    "paid": _("Visit fees"),
    "hard": _("Hard jobs"),
    "weekend": _("Weekend jobs"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of share: how unequal it is, and the most that anybody has."""

    name: str
    label: object
    gini: float
    most: float


@staff("dispatch.see")
@require_safe
def capacity(request: HttpRequest) -> HttpResponse:
    """Four weeks: what is asked for against the hours that are there."""
    if not (outlets := outlets_of(request.actor)):
        return render(request, "desk/board/none.html")
    at = clock.now()
    wanted = asked(request, at=at)
    seen = queries.capacity(wanted.outlet, at=at)
    regions, families = (
        full_names(one.what for one in seen.regions),
        family_names(one.what for one in seen.skills),
    )
    page = {
        "wanted": wanted,
        "outlets": outlets,
        "seen": seen,
        "bays": hours_of_bays(wanted.outlet, at=at, weeks=2),
        "tables": [
            (_("Region"), [(regions.get(one.what) or one.what, one) for one in seen.regions]),
            (_("Skill"), [(families.get(one.what, one.what), one) for one in seen.skills]),
        ],
    }
    return render(request, "desk/board/capacity.html", page)


@staff("dispatch.see")
@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    """Who had how much in four weeks, how unequal that is, and the rule behind it."""
    if not (outlets := outlets_of(request.actor)):
        return render(request, "desk/board/none.html")
    at = clock.now()
    wanted = asked(request, at=at)
    seen = queries.fairness(request.actor, at=at, outlet_id=wanted.outlet.pk)
    measures = [
        Measure(
            name, label, seen.inequality[name], max((getattr(one, name) for one in seen.shares), default=0)
        )
        for name, label in MEASURES.items()
    ]
    rows = [
        (one, [(getattr(one, each.name), each.most, each.label) for each in measures]) for one in seen.shares
    ]
    page = {"wanted": wanted, "outlets": outlets, "seen": seen, "measures": measures, "rows": rows}
    return render(request, "desk/board/fairness.html", page)
