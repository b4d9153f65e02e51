"""Who has parts that his own plan does not need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from baoxiu.flow.planning.needs import NONE, asked_of
from baoxiu.flow.planning.picture import Picture


def spares(picture: Picture, part: int, units: int, *, near: int) -> int | None:
    """The technician nearest to ``near`` with so many units of a part (its place in the problem) to spare, if any."""
    home, people = picture.problem.technicians[near], picture.problem.technicians
    found = [who for who, spare in spare_units(picture, part).items() if who != near and spare >= units]
    return min(
        found,
        key=lambda who: ((people[who].x - home.x) ** 2 + (people[who].y - home.y) ** 2, who),
        default=None,
    )


def spare_units(picture: Picture, part: int) -> Mapping[int, int]:
    """What is on each kept van beyond what its stops need, by the technicians' places; below zero where it is short."""
    needed = Counter[int]()
    for who, stop in _stops(picture):
        needed[who] += units_of(picture, stop, part)
    return {
        place: who.van[part] - needed[place]
        for place, who in enumerate(picture.problem.technicians)
        if who.van is not None
    }


def units_of(picture: Picture, order: int, part: int) -> int:
    """What somebody noted for an order, also where the plan only counts it as likely."""
    needs = picture.ground.work.needs.get(picture.orders[order].pk, NONE)
    units, _likely = asked_of(needs, picture.ground.parts)
    return units[part] if units else 0


def _stops(picture: Picture) -> Iterator[tuple[int, int]]:
    """Who goes to which order; what somebody has and has not planned yet counts as well."""
    seen = set[int]()
    for route in picture.routes:
        for stop in route.stops:
            if stop < len(picture.orders):
                seen.add(stop)
                yield route.technician, stop
    for place, order in enumerate(picture.problem.orders[: len(picture.orders)]):
        if place not in seen and order.pinned is not None:
            yield order.pinned, place
