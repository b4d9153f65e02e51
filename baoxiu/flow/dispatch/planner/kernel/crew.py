"""Two-person orders: a leader and a helper begin together.

While such an order is placed, both parts have a fixed common start (``at``), so that each route can be reckoned alone: the start is
a window of one second. It is chosen when the order is placed, as early as both can, and chosen anew whenever a round takes it out.
"""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.insertion import has_room, start_span
from baoxiu.flow.dispatch.planner.kernel.layout import NEVER, TOO_DEAR, World
from baoxiu.flow.dispatch.planner.kernel.road import back, between, out
from baoxiu.flow.dispatch.planner.kernel.schedule import begins, fair_price


@compiled
def best_pair(world: World, order: int) -> tuple[int, int, int, int, int, int]:
    """The cheapest leader and helper: cost, leader's pair and place, helper's pair and place, common start; cost ``TOO_DEAR``: none."""
    twin = world.orders[order].twin
    found = (TOO_DEAR, -1, -1, -1, -1, -1)
    for pair in range(world.orders[order].pairs, world.orders[order].pairs_end):
        shift = world.pairs[pair].shift
        if not has_room(world, order, shift):
            continue
        for place in range(world.shifts[shift].length + 1):
            there, on = ways(world, order, shift, place)
            cost = _cost(world, order, pair, shift, place, there + on)
            if cost >= found[0]:
                continue
            for paused in (True, False):
                span = start_span(world, order, shift, place, there, on, paused)
                if span[0] <= span[1]:
                    found = _with_helper(world, order, twin, pair, place, cost, span, found)
    return found


@compiled
def _with_helper(
    world: World,
    order: int,
    twin: int,
    pair: int,
    place: int,
    cost: int,
    span: tuple[int, int],
    found: tuple[int, int, int, int, int, int],
) -> tuple[int, int, int, int, int, int]:
    """What is found with the cheapest helper for this place of the leader, where it is better."""
    leader = world.shifts[world.pairs[pair].shift].technician
    for other in range(world.orders[twin].pairs, world.orders[twin].pairs_end):
        shift = world.pairs[other].shift
        if world.shifts[shift].technician == leader or not has_room(world, twin, shift):
            continue
        for spot in range(world.shifts[shift].length + 1):
            there, on = ways(world, twin, shift, spot)
            whole = cost + _cost(world, twin, other, shift, spot, there + on)
            if whole >= found[0]:
                continue
            start = _common_start(world, order, twin, shift, spot, there, on, span)
            if start < NEVER:
                found = (whole, pair, place, other, spot, start)
    return found


@compiled
def _common_start(
    world: World,
    order: int,
    twin: int,
    shift: int,
    spot: int,
    there: int,
    on: int,
    span: tuple[int, int],
) -> int:
    """The earliest second at which both can begin; ``NEVER`` when there is none."""
    best = NEVER
    for paused in (True, False):
        first, last = start_span(world, twin, shift, spot, there, on, paused)
        if first <= last:
            start = begins(world, order, max(first, span[0]))
            if start <= min(last, span[1]):
                best = min(best, start)
    return best


@compiled
def ways(world: World, order: int, shift: int, place: int) -> tuple[int, int]:
    """Seconds to the order from the place before, and from it to the next."""
    stops = world.stops[shift]
    there = between(world, stops[place - 1].order, order) if place else out(world, shift, order)
    if place < world.shifts[shift].length:
        return there, between(world, order, stops[place].order)
    return there, back(world, order, shift)


@compiled
def _cost(world: World, order: int, pair: int, shift: int, place: int, ways: int) -> int:
    added = ways - world.stops[shift][place].leg
    fixed = world.shifts[shift].fixed if world.shifts[shift].length == 0 else 0
    work = added + world.orders[order].service
    return added + fixed + world.pairs[pair].extra + fair_price(world, shift, work)
