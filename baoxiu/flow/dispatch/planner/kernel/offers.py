"""What an order would cost with everybody who could take it, and when it could begin there."""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.crew import ways
from baoxiu.flow.dispatch.planner.kernel.insertion import best_place, has_room, move, start_span
from baoxiu.flow.dispatch.planner.kernel.layout import NEVER, TOO_DEAR, Table, World
from baoxiu.flow.dispatch.planner.kernel.schedule import fair_price


@compiled
def price_all(world: World, order: int, costs: Table) -> None:
    """For each of the order's pairs what its cheapest place costs, all terms included; ``TOO_DEAR`` where there is none.

    What was found out is kept with the pair, with the route's version; but a place that the month's fairness decides with depends on
    other days, too.
    """
    what = world.orders[order]
    for pair in range(what.pairs, what.pairs_end):
        choice = world.pairs[pair]
        who = world.shifts[choice.shift]
        by_month = who.timed and world.technicians[who.technician].fair
        if choice.version != who.version or (choice.place < 0 and choice.added < NEVER) or by_month:
            choice.added, choice.way, choice.place = best_place(world, order, choice.shift, NEVER)
            choice.version = who.version
        if choice.place < 0:
            costs[pair - what.pairs] = TOO_DEAR
        else:
            fair = fair_price(world, choice.shift, choice.way + what.service)
            costs[pair - what.pairs] = choice.added + choice.extra + fair


@compiled
def start_there(world: World, order: int, shift: int, place: int) -> int:
    """The earliest start of an order that would stand there."""
    there, on = ways(world, order, shift, place)
    best = NEVER
    for paused in (False, True):
        first, last = start_span(world, order, shift, place, there, on, paused)
        if first <= last:
            best = min(best, first)
    return best


@compiled
def free_spans(world: World, order: int, spans: Table) -> int:
    """Every stretch of possible starts: rows of pair, first, last, cost; gives how many there are, also when the table is shorter."""
    what, found = world.orders[order], 0
    for pair in range(what.pairs, what.pairs_end):
        choice = world.pairs[pair]
        who = world.shifts[choice.shift]
        if not has_room(world, order, choice.shift):
            continue
        for place in range(who.length + 1):
            there, on = ways(world, order, choice.shift, place)
            added = there + on - world.stops[choice.shift, place].leg
            fixed = who.fixed if who.length == 0 else 0
            cost = added + fixed + choice.extra + fair_price(world, choice.shift, added + what.service)
            for paused in (True, False):
                first, last = start_span(world, order, choice.shift, place, there, on, paused)
                for window in range(what.windows, what.windows_end):
                    opens = max(first, world.windows[window].opens)
                    closes = min(last, world.windows[window].closes)
                    if opens <= closes:
                        if found < len(spans):
                            spans[found, 0], spans[found, 1] = pair, opens
                            spans[found, 2], spans[found, 3] = closes, cost
                        found += 1
    return found


@compiled
def take_away(world: World, order: int) -> None:
    """Take an order's stop out of its route; the route is to be reckoned anew."""
    shift, place = world.orders[order].shift, world.orders[order].place
    stops = world.stops[shift]
    world.shifts[shift].length -= 1
    for later in range(place, world.shifts[shift].length + 1):
        move(stops, later + 1, later)
    world.orders[order].shift = world.orders[order].at = -1
