"""Who may do what: the hard rules that need no clock (skills, certificates, region, pins, exclusions)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from baoxiu.flow.dispatch.planner.problem import Order, Problem, Shift, Technician

type Requirement = tuple[int | None, frozenset[tuple[str, int]], frozenset[str]]


def eligible_technicians(problem: Problem) -> list[tuple[int, ...]]:
    """For each order the places of the technicians who may do it, or lead it where it takes two, in rising order.

    Orders with the same needs share one look through the technicians of their region.
    """
    by_region = _by_region(problem.technicians)
    known: dict[Requirement, tuple[int, ...]] = {}
    found = []
    for order in problem.orders:
        needs = (order.region, frozenset(order.skills.items()), order.certificates)
        if needs not in known:
            candidates = _candidates(order, by_region, len(problem.technicians))
            known[needs] = tuple(one for one in candidates if can(problem.technicians[one], order))
        found.append(_allowed(known[needs], order))
    return found


def possible_helpers(problem: Problem) -> dict[int, tuple[int, ...]]:
    """For each two-person order the technicians who may be its second person: those of the region, whatever they know."""
    by_region = _by_region(problem.technicians)
    return {
        place: _allowed(tuple(_candidates(order, by_region, len(problem.technicians))), order)
        for place, order in enumerate(problem.orders)
        if order.crew == 2
    }


def can(technician: Technician, order: Order) -> bool:
    """Whether skills with their levels, and certificates, suffice."""
    return (
        all(technician.skills.get(skill, 0) >= level for skill, level in order.skills.items())
        and order.certificates <= technician.certificates
    )


def goes_to(technician: Technician, order: Order) -> bool:
    """Whether the order lies where the technician works."""
    return order.region is None or technician.regions is None or order.region in technician.regions


def valid_on(shift: Shift, order: Order) -> bool:
    """Whether the certificates that the order asks for hold on the day of the shift."""
    return not (order.certificates & shift.lapsed)


def _by_region(technicians: Iterable[Technician]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = defaultdict(list)
    for place, technician in enumerate(technicians):
        for region in technician.regions if technician.regions is not None else (None,):
            found[region].append(place)
    return found


def _candidates(order: Order, by_region: dict[int | None, list[int]], everybody: int) -> Iterable[int]:
    if order.region is None:
        return range(everybody)
    return sorted(by_region.get(order.region, []) + by_region.get(None, []))


def _allowed(candidates: tuple[int, ...], order: Order) -> tuple[int, ...]:
    if order.pinned is not None and order.crew == 1:
        candidates = tuple(one for one in candidates if one == order.pinned)
    if order.excluded:
        candidates = tuple(one for one in candidates if one not in order.excluded)
    return candidates
