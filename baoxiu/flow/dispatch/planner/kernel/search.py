"""Ruin and recreate with a falling temperature: the rounds of a search."""

from __future__ import annotations

import math

from baoxiu.flow.dispatch.planner.kernel.chance import draw
from baoxiu.flow.dispatch.planner.kernel.compiled import compiled
from baoxiu.flow.dispatch.planner.kernel.layout import TOO_DEAR, Memory, Table, World
from baoxiu.flow.dispatch.planner.kernel.memory import (
    keep,
    note_best,
    note_dirty,
    recount_bank,
    renew_version,
    undo,
)
from baoxiu.flow.dispatch.planner.kernel.recreate import recreate, settle
from baoxiu.flow.dispatch.planner.kernel.ruin import ruin
from baoxiu.flow.dispatch.planner.kernel.schedule import is_possible, refresh


@compiled
def search(world: World, memory: Memory, rounds: int, heat: float, cooling: float) -> None:
    """So many rounds; ``heat`` is what a worse plan may cost more, and is multiplied by ``cooling`` each round."""
    tally = memory.tally[0]
    for _round in range(rounds):
        tally.round += 1
        tally.touched = tally.todo = 0
        limit = -heat * math.log(draw(memory.tally) + 1e-300)
        change = ruin(world, memory)
        change = recreate(world, memory, change, limit)
        if change < limit:
            keep(world, memory, change)
        else:
            undo(world, memory)
        heat *= cooling


@compiled
def begin(world: World, memory: Memory) -> int:
    """Reckon the routes as they are given; gives the first that is not possible, -1 when all are."""
    tally = memory.tally[0]
    wrong = -1
    tally.cost = tally.dirty = 0
    for shift in range(len(world.shifts) - 1):
        refresh(world, shift)
        renew_version(world, memory, shift)
        if wrong < 0 and not is_possible(world, shift):
            wrong = shift
        for place in range(world.shifts[shift].length):
            tally.cost += world.pairs[world.stops[shift, place].pair].extra
        tally.cost += world.shifts[shift].cost
        note_dirty(world, memory, shift)
    for technician in range(len(world.technicians)):
        tally.cost += world.technicians[technician].cost
    recount_bank(world, memory)
    for number in range(tally.bank):
        tally.cost += world.orders[memory.bank[number]].penalty
    tally.best = TOO_DEAR
    note_best(world, memory)
    return wrong


@compiled
def fill(world: World, memory: Memory, sequence: Table) -> None:
    """Place orders one after the other, each at its cheapest place; those that find none stay in the bank."""
    tally = memory.tally[0]
    tally.round += 1
    tally.touched = tally.todo = 0
    change = 0
    for order in sequence:
        world.orders[order].banked = 0
        change += settle(world, memory, order)
    recount_bank(world, memory)
    tally.cost += change
    for number in range(tally.touched):
        note_dirty(world, memory, memory.touched[number])
    if tally.cost < tally.best:
        note_best(world, memory)
