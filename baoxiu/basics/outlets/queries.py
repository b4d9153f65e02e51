"""Reading outlets."""

from __future__ import annotations

from django.db import models

from baoxiu.basics.outlets.models import Outlet, OutletArea
from baoxiu.basics.outlets.rules import Serving, best_outlet
from baoxiu.basics.places.rules import is_code, path_of
from baoxiu.core.actors import Actor
from baoxiu.core.statements import AnyOf, Question


def for_division(division_code: str) -> Outlet | None:
    """The open outlet that serves a place: district before city before province, own before outsourced."""
    if not is_code(division_code):
        return None
    areas = _AREAS(codes=list(path_of(division_code)))
    candidates = [
        Serving(area.outlet_id, area.division_code, area.outlet.kind == Outlet.Kind.OWN) for area in areas
    ]
    best = best_outlet(division_code, candidates)
    return next((area.outlet for area in areas if area.outlet_id == best), None)


_AREAS: Question[OutletArea] = Question(
    lambda: OutletArea.objects.filter(
        AnyOf(models.F("division_code"), "codes"), outlet__is_open=True
    ).order_by()
)


def listed(actor: Actor) -> models.QuerySet[Outlet]:
    """The outlets in the actor's scope, open ones first, with areas and the number of technicians."""
    if not actor.has("people.see"):
        return Outlet.objects.none()
    working = models.Count("technicians", filter=models.Q(technicians__is_active=True), distinct=True)
    rows = Outlet.objects.for_actor(actor).annotate(technician_count=working).prefetch_related("areas")
    return rows.order_by("-is_open", "kind", "code")
