"""When everything happens on a route, and when it can happen at the latest, so that an insertion's check is short.

A route is in one of two states at any time: the break over, or still owing. Both are carried along, forwards as the earliest
departures and backwards as the latest arrivals from which all the rest can be done.
"""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.layout import NEVER, World
from baoxiu.flow.dispatch.planner.kernel.road import arrival, back, between, departure, out

MILLE = 1_000


@compiled
def begins(world: World, order: int, arrives: int) -> int:
    """The earliest start for an arrival; ``NEVER`` when no window is left."""
    what = world.orders[order]
    ready = max(arrives, what.release)
    if what.at >= 0:
        return what.at if ready <= what.at else NEVER
    for window in range(what.windows, what.windows_end):
        if ready <= world.windows[window].closes:
            return max(ready, world.windows[window].opens)
    return NEVER


@compiled
def latest_arrival(world: World, order: int, start: int) -> int:
    """The latest arrival from which the service starts no later than ``start``; ``-NEVER`` when there is none."""
    what = world.orders[order]
    if what.at >= 0:
        return what.at if what.at <= start else -NEVER
    for window in range(what.windows_end - 1, what.windows - 1, -1):
        if world.windows[window].opens <= start:
            last = min(world.windows[window].closes, start)
            return last if what.release <= last else -NEVER
    return -NEVER


@compiled
def over_pause(world: World, shift: int, leaves: int, leg: int) -> int:
    """The arrival when the break is taken on the way; ``NEVER`` when it is too late for it."""
    who = world.shifts[shift]
    if leaves > who.latest:
        return NEVER
    return max(arrival(world, leaves, leg), who.earliest) + who.pause


@compiled
def before_pause(world: World, shift: int, arrives: int, leg: int) -> int:
    """The latest departure from which one arrives in time with the break on the way; ``-NEVER`` when there is none."""
    who = world.shifts[shift]
    if who.earliest + who.pause > arrives:
        return -NEVER
    return min(departure(world, arrives - who.pause, leg), who.latest)


@compiled
def refresh(world: World, shift: int) -> int:
    """Reckon a route anew after its stops have changed; gives by how much the plan's cost has changed."""
    who = world.shifts[shift]
    cost, work = who.cost, who.work
    reckon(world, shift)
    return who.cost - cost + _shared_load(world, who.technician, who.work - work)


@compiled
def reckon(world: World, shift: int) -> None:
    """The route alone, without what its work costs for the fairness of the month."""
    who = world.shifts[shift]
    _measure(world, shift)
    _forwards(world, shift)
    _backwards(world, shift)
    who.cost += timed_cost(world, shift) + _fair(who.fair, who.worked + who.work, who.available)


@compiled
def _fair(mille: int, load: int, available: int) -> int:
    return mille * load * load // (MILLE * available) if mille else 0


@compiled
def _shared_load(world: World, technician: int, more: int) -> int:
    """What more work costs for the fairness of the month."""
    who = world.technicians[technician]
    if not who.fair:
        return 0
    cost = who.cost
    who.load += more
    who.cost = _fair(who.fair, who.load, who.share)
    return who.cost - cost


@compiled
def fair_price(world: World, shift: int, more: int) -> int:
    """What more work on this shift costs for the fairness of day and month."""
    who = world.shifts[shift]
    price = 0
    if who.fair:
        load = who.worked + who.work
        price = _fair(who.fair, load + more, who.available) - _fair(who.fair, load, who.available)
    month = world.technicians[who.technician]
    if month.fair:
        price += _fair(month.fair, month.load + more, month.share) - month.cost
    return price


@compiled
def _measure(world: World, shift: int) -> None:
    """Legs that are not measured yet, cost, work, parts on board, and where each order stands."""
    who, stops = world.shifts[shift], world.stops[shift]
    parts = world.load.shape[1]
    for part in range(parts):
        world.load[shift, part] = 0
    cost = service = 0
    before = -1
    for place in range(who.length):
        stop = stops[place]
        order = stop.order
        what = world.orders[order]
        what.shift, what.place, stop.at = shift, place, what.at
        if stop.since != before:
            stop.leg = between(world, before, order) if place else out(world, shift, order)
            stop.since = before
        cost += stop.leg
        service += what.service
        for part in range(parts):
            world.load[shift, part] += world.needs[order, part]
        before = order
    last = stops[who.length]
    if last.since != before or who.length == 0:
        last.leg = back(world, before, shift) if who.length else 0
        last.since = before
    home = last.leg
    who.work = cost + home + service
    who.cost = cost + home + who.fixed if who.length else 0


@compiled
def _forwards(world: World, shift: int) -> None:
    who, stops = world.shifts[shift], world.stops[shift]
    over, owing = (NEVER, who.start) if who.pause else (who.start, NEVER)
    stops[0].leaves, stops[0].leaves_owing = over, owing
    for place in range(who.length):
        order, leg = stops[place].order, stops[place].leg
        service = world.orders[order].service
        arrives = arrival(world, over, leg)
        if owing < NEVER:
            arrives = min(arrives, over_pause(world, shift, owing, leg))
            owing = min(begins(world, order, arrival(world, owing, leg)) + service, NEVER)
        over = min(begins(world, order, arrives) + service, NEVER) if arrives < NEVER else NEVER
        stops[place + 1].leaves, stops[place + 1].leaves_owing = over, owing


@compiled
def _backwards(world: World, shift: int) -> None:
    who, stops = world.shifts[shift], world.stops[shift]
    over, owing = who.end, -NEVER
    stops[who.length].arrives, stops[who.length].arrives_owing = over, owing
    for place in range(who.length - 1, -1, -1):
        order, leg = stops[place].order, stops[place + 1].leg
        service = world.orders[order].service
        if who.pause:
            leaves = before_pause(world, shift, over, leg) if over > -NEVER else -NEVER
            leaves = max(leaves, departure(world, owing, leg) if owing > -NEVER else -NEVER)
            owing = latest_arrival(world, order, leaves - service) if leaves > -NEVER else -NEVER
        over = (
            latest_arrival(world, order, departure(world, over, leg) - service) if over > -NEVER else -NEVER
        )
        stops[place].arrives, stops[place].arrives_owing = over, owing


@compiled
def timed_cost(world: World, shift: int) -> int:
    """Overtime and lateness when the break is taken at the first place where it fits."""
    who, stops = world.shifts[shift], world.stops[shift]
    if not who.timed or not who.length:
        return 0
    time, owes, cost = who.start, who.pause > 0, 0
    for place in range(who.length + 1):
        leg = stops[place].leg
        arrives = arrival(world, time, leg)
        if owes:
            late = over_pause(world, shift, time, leg)
            if late <= stops[place].arrives:
                arrives, owes = late, False
        if place == who.length:
            return cost + who.overtime * max(0, arrives - who.usual_end)
        order = stops[place].order
        what = world.orders[order]
        start = begins(world, order, arrives)
        cost += what.late * max(0, start - what.due)
        time = start + what.service
    return cost


@compiled
def is_possible(world: World, shift: int) -> bool:
    """Whether the route as it is reckoned breaks no rule of time, van or number."""
    who, stops = world.shifts[shift], world.stops[shift]
    for part in range(world.load.shape[1]):
        if world.load[shift, part] > world.van[shift, part]:
            return False
    if who.length > who.most:
        return False
    first = stops[0].arrives_owing if who.pause else stops[0].arrives
    if who.length == 0:
        return True
    leg = stops[0].leg
    if arrival(world, who.start, leg) <= first:
        return True
    return who.pause > 0 and over_pause(world, shift, who.start, leg) <= stops[0].arrives
