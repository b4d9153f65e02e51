"""What a round must be able to undo, and the best plan so far."""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.layout import Memory, World
from baoxiu.flow.dispatch.planner.kernel.schedule import refresh


@compiled
def touch(world: World, memory: Memory, shift: int) -> None:
    """Remember a route as it is, once a round, before it changes."""
    tally, who = memory.tally[0], world.shifts[shift]
    if who.seen == tally.round:
        return
    who.seen = tally.round
    memory.touched[tally.touched] = shift
    tally.touched += 1
    who.old_length, who.old_cost = who.length, who.cost
    who.old_work, who.old_version = who.work, who.version
    for place in range(who.length + 1):
        memory.old[shift, place] = world.stops[shift, place]


@compiled
def renew_version(world: World, memory: Memory, shift: int) -> None:
    """The stops are others now: what is known about insertions holds no more."""
    memory.tally[0].version += 1
    world.shifts[shift].version = memory.tally[0].version


@compiled
def undo(world: World, memory: Memory) -> None:
    """Back to the plan before this round."""
    tally = memory.tally[0]
    for number in range(tally.todo):
        order = memory.todo[number]
        world.orders[order].shift = -1
        if world.orders[order].twin >= 0:
            world.orders[world.orders[order].twin].shift = -1
    for number in range(tally.touched):
        _put_back(world, memory, memory.touched[number])


@compiled
def _put_back(world: World, memory: Memory, shift: int) -> None:
    who = world.shifts[shift]
    month = world.technicians[who.technician]
    if month.fair:
        month.load += who.old_work - who.work
        month.cost = month.fair * month.load * month.load // (1000 * month.share)
    who.length, who.cost = who.old_length, who.old_cost
    who.work, who.version = who.old_work, who.old_version
    for part in range(world.load.shape[1]):
        world.load[shift, part] = 0
    for place in range(who.length):
        order = memory.old[shift, place].order
        world.stops[shift, place] = memory.old[shift, place]
        what = world.orders[order]
        what.shift, what.place, what.at = shift, place, memory.old[shift, place].at
        for part in range(world.load.shape[1]):
            world.load[shift, part] += world.needs[order, part]
    world.stops[shift, who.length] = memory.old[shift, who.length]


@compiled
def keep(world: World, memory: Memory, change: int) -> None:
    """Go on from the plan of this round; the best one so far is copied route by route."""
    tally = memory.tally[0]
    tally.cost += change
    _sort_bank(world, memory)
    for number in range(tally.touched):
        note_dirty(world, memory, memory.touched[number])
    if tally.cost < tally.best:
        note_best(world, memory)


@compiled
def note_dirty(world: World, memory: Memory, shift: int) -> None:
    """This route is another than in the best plan."""
    if not world.shifts[shift].dirty:
        world.shifts[shift].dirty = 1
        memory.dirty[memory.tally[0].dirty] = shift
        memory.tally[0].dirty += 1


@compiled
def _sort_bank(world: World, memory: Memory) -> None:
    """Who was placed leaves the bank, who was not comes in."""
    tally, left = memory.tally[0], 0
    for number in range(tally.bank):
        order = memory.bank[number]
        if world.orders[order].shift < 0:
            memory.bank[left] = order
            left += 1
        else:
            world.orders[order].banked = 0
    for number in range(tally.todo):
        order = memory.todo[number]
        if world.orders[order].shift < 0 and not world.orders[order].banked:
            memory.bank[left] = order
            world.orders[order].banked = 1
            left += 1
    tally.bank = left


@compiled
def note_best(world: World, memory: Memory) -> None:
    """This is the best plan so far."""
    tally = memory.tally[0]
    tally.best = tally.cost
    for number in range(tally.dirty):
        shift = memory.dirty[number]
        world.shifts[shift].dirty = 0
        memory.best_length[shift] = world.shifts[shift].length
        for place in range(world.shifts[shift].length + 1):
            memory.best[shift, place] = world.stops[shift, place]
    tally.dirty = 0


@compiled
def back_to_best(world: World, memory: Memory) -> None:
    """Go on from the best plan: the routes that are another now are taken from it."""
    tally = memory.tally[0]
    for number in range(tally.dirty):
        shift = memory.dirty[number]
        for place in range(world.shifts[shift].length):
            world.orders[world.stops[shift, place].order].shift = -1
    for number in range(tally.dirty):
        shift = memory.dirty[number]
        world.shifts[shift].length = memory.best_length[shift]
        for place in range(memory.best_length[shift]):
            world.stops[shift, place] = memory.best[shift, place]
            world.orders[memory.best[shift, place].order].at = memory.best[shift, place].at
        world.stops[shift, memory.best_length[shift]] = memory.best[shift, memory.best_length[shift]]
        renew_version(world, memory, shift)
        refresh(world, shift)
        world.shifts[shift].dirty = 0
    tally.dirty = 0
    tally.cost = tally.best
    recount_bank(world, memory)


@compiled
def recount_bank(world: World, memory: Memory) -> None:
    """The bank holds what stands nowhere; of two-person orders the leader's part."""
    tally = memory.tally[0]
    tally.bank = 0
    for order in range(len(world.near)):
        what = world.orders[order]
        what.banked = what.shift < 0
        if what.banked:
            memory.bank[tally.bank] = order
            tally.bank += 1
