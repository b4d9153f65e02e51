"""Which outlet serves a place (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from baoxiu.basics.places.rules import path_of


@dataclass(frozen=True, slots=True)
class Serving:
    """An open outlet and a division it serves."""

    outlet_id: int
    division_code: str
    is_own: bool


def best_outlet(division_code: str, candidates: Iterable[Serving]) -> int | None:
    """The outlet with the narrowest area around a place; own before outsourced, then the older one."""
    path = path_of(division_code)
    fitting = [one for one in candidates if one.division_code in path]
    if not fitting:
        return None
    best = max(fitting, key=lambda one: (path.index(one.division_code), one.is_own, -one.outlet_id))
    return best.outlet_id
