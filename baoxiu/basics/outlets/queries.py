"""Reading outlets."""

from __future__ import annotations

from baoxiu.basics.outlets.models import Outlet, OutletArea
from baoxiu.basics.outlets.rules import Serving, best_outlet
from baoxiu.basics.places.rules import is_code, path_of


def for_division(division_code: str) -> Outlet | None:
    """The open outlet that serves a place: district before city before province, own before outsourced."""
    if not is_code(division_code):
        return None
    areas = OutletArea.objects.filter(outlet__is_open=True, division_code__in=path_of(division_code))
    rows = areas.values_list("outlet_id", "division_code", "outlet__kind")
    candidates = [Serving(pk, code, kind == Outlet.Kind.OWN) for pk, code, kind in rows]
    return Outlet.objects.filter(pk=best_outlet(division_code, candidates)).first()
