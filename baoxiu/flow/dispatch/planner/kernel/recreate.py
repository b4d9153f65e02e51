"""Recreate: what was taken out, and what the bank holds, is put where it costs least, in an order drawn anew each round."""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.kernel.chance import draw
from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.crew import best_pair
from baoxiu.flow.dispatch.planner.kernel.insertion import best_place, insert
from baoxiu.flow.dispatch.planner.kernel.layout import NEVER, Memory, World
from baoxiu.flow.dispatch.planner.kernel.memory import renew_version, touch
from baoxiu.flow.dispatch.planner.kernel.schedule import fair_price

RANDOM, DEAR, FAR, NEAR, NARROW, EARLY, LATE, LONG, FEW = range(9)
"""In which order the orders are placed; ``Memory.weights`` says how often each is drawn."""


@compiled
def recreate(world: World, memory: Memory, change: int, limit: float) -> int:
    """Place what is to be placed; gives the change of cost of the whole round.

    Ends early when not even placing all the rest for nothing would bring the change below the limit: the round is lost anyway.
    """
    tally = memory.tally[0]
    _call_bank(world, memory)
    _rank(world, memory)
    hope = 0
    for number in range(tally.todo):
        hope += world.orders[memory.todo[number]].penalty
    for number in range(tally.todo):
        if change - hope >= limit:
            return change
        order = memory.todo[number]
        hope -= world.orders[order].penalty
        change += settle(world, memory, order)
    return change


@compiled
def settle(world: World, memory: Memory, order: int) -> int:
    """Place one order, or leave it; gives the change of cost."""
    if world.orders[order].twin >= 0:
        return _place_crew(world, memory, order)
    return _place(world, memory, order)


@compiled
def _call_bank(world: World, memory: Memory) -> None:
    """Orders of the bank that one of the touched routes could take: the one round which the round tears down, and by chance some of the
    others, since most of them fail each time and cost as much to try as those that do not."""
    tally, how = memory.tally[0], memory.settings[0]
    for number in range(tally.bank):
        order = memory.bank[number]
        if order != tally.seed and draw(memory.tally) >= how.called:
            continue
        for pair in range(world.orders[order].pairs, world.orders[order].pairs_end):
            if world.shifts[world.pairs[pair].shift].seen == tally.round:
                memory.todo[tally.todo] = order
                tally.todo += 1
                break


@compiled
def _rank(world: World, memory: Memory) -> None:
    """Sort what is to be placed, by a way that is drawn."""
    count, todo, key = memory.tally[0].todo, memory.todo, memory.key
    if count == 0:
        return
    how = _draw_way(memory)
    centre = world.orders[todo[0]]
    for number in range(count):
        rank = _key(world, memory, todo[number], how, centre.x, centre.y)
        order, spot = todo[number], number
        while spot > 0 and key[spot - 1] > rank:
            key[spot], todo[spot] = key[spot - 1], todo[spot - 1]
            spot -= 1
        key[spot], todo[spot] = rank, order


@compiled
def _draw_way(memory: Memory) -> int:
    chance = draw(memory.tally) * memory.weights.sum()
    for way in range(len(memory.weights) - 1):
        chance -= memory.weights[way]
        if chance < 0:
            return way
    return len(memory.weights) - 1


@compiled
def _key(world: World, memory: Memory, order: int, how: int, x: float, y: float) -> float:
    """By what the order is ranked; chance decides between equals."""
    what, chance = world.orders[order], draw(memory.tally)
    if how == RANDOM:
        return chance
    if how == DEAR:
        return chance - what.penalty
    if how in (FAR, NEAR):
        far = (what.x - x) * (what.x - x) + (what.y - y) * (what.y - y)
        return far if how == NEAR else -far
    if how == NARROW:
        room = 0
        for window in range(what.windows, what.windows_end):
            room += world.windows[window].closes - world.windows[window].opens
        return chance + room
    if how == EARLY:
        return chance + what.first
    if how == LATE:
        return chance - what.last
    if how == LONG:
        return chance - what.service
    return chance + what.pairs_end - what.pairs


@compiled
def cheapest(world: World, memory: Memory, order: int, limit: int, blink: float) -> tuple[int, int]:
    """The cheapest of its pairs below the limit, and what it costs; -1: none. What is known of unchanged routes is not asked again."""
    what, tally = world.orders[order], memory.tally[0]
    fresh = not what.banked
    found = -1
    for pair in range(what.pairs, what.pairs_end):
        choice = world.pairs[pair]
        who = world.shifts[choice.shift]
        if not fresh and who.seen != tally.round:
            continue
        below = limit - choice.extra
        if choice.version != who.version or (choice.place < 0 and choice.added < below):
            choice.added, choice.way, choice.place = best_place(world, order, choice.shift, min(below, NEVER))
            choice.version = who.version
        if choice.place < 0 or choice.added + choice.extra >= limit:
            continue
        cost = choice.added + choice.extra + fair_price(world, choice.shift, choice.way + what.service)
        if cost < limit and draw(memory.tally) >= blink:
            limit, found = cost, pair
    return found, limit


@compiled
def _place(world: World, memory: Memory, order: int) -> int:
    """Put the order where it costs least and less than its penalty; gives the change of cost."""
    penalty = world.orders[order].penalty
    pair, _cost = cheapest(world, memory, order, penalty, memory.settings[0].blink)
    if pair < 0:
        return 0
    choice = world.pairs[pair]
    touch(world, memory, choice.shift)
    change = insert(world, order, pair, choice.shift, choice.place)
    renew_version(world, memory, choice.shift)
    return change + choice.extra - penalty


@compiled
def _place_crew(world: World, memory: Memory, order: int) -> int:
    """The same for two: leader and helper at their cheapest common start."""
    penalty, twin = world.orders[order].penalty, world.orders[order].twin
    cost, pair, place, other, spot, start = best_pair(world, order)
    if cost >= penalty:
        return 0
    world.orders[order].at = world.orders[twin].at = start
    leads, helps = world.pairs[pair].shift, world.pairs[other].shift
    touch(world, memory, leads)
    touch(world, memory, helps)
    change = insert(world, order, pair, leads, place) + insert(world, twin, other, helps, spot)
    renew_version(world, memory, leads)
    renew_version(world, memory, helps)
    return change + world.pairs[pair].extra + world.pairs[other].extra - penalty
