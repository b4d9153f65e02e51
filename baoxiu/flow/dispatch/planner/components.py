"""Cutting a problem where nothing connects: orders and shifts that no order could go to both of are planned apart.

Nothing is lost by it: the parts share no choice (unless the month's fairness or a two-person order ties them, and then they are one).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from baoxiu.flow.dispatch.planner.kernel.groups import groups
from baoxiu.flow.dispatch.planner.kernel.layout import NOWHERE, STOP, Table
from baoxiu.flow.dispatch.planner.kernel.nearness import near_lists
from baoxiu.flow.dispatch.planner.objective import fairness
from baoxiu.flow.dispatch.planner.packing import Packed, longest
from baoxiu.flow.dispatch.planner.problem import Problem

NEIGHBOURS = 80


def split(packed: Packed) -> list[Packed]:
    """The parts that hold an order and a shift, the biggest first; orders that nobody can do are in none."""
    world = packed.world
    orders, shifts = world.orders[:-1], len(world.shifts) - 1
    owner = np.repeat(np.arange(len(orders)), orders["pairs_end"] - orders["pairs"])
    twins = np.flatnonzero(orders["twin"] >= 0)
    one, other = [owner, twins], [len(orders) + world.pairs["shift"], orders["twin"][twins]]
    if world.technicians["fair"].any():
        who = world.shifts["technician"][:-1].astype(np.int64)
        first = np.unique(who, return_index=True)[1]
        one.append(len(orders) + np.arange(shifts))
        other.append(len(orders) + first[np.searchsorted(who[first], who)])
    labels = groups(
        len(orders) + shifts, np.concatenate(one).astype(np.int64), np.concatenate(other).astype(np.int64)
    )
    return _parts(packed, labels[: len(orders)], labels[len(orders) :])


def _parts(packed: Packed, order_labels: Table, shift_labels: Table) -> list[Packed]:
    """One part per label with both orders and shifts."""
    orders_by, shifts_by = _by_label(order_labels), _by_label(shift_labels)
    shared = sorted(orders_by.keys() & shifts_by.keys(), key=lambda label: (-len(orders_by[label]), label))
    return [_part(packed, orders_by[label], shifts_by[label]) for label in shared]


def _by_label(labels: Table) -> dict[int, Table]:
    turn = np.argsort(labels, kind="stable")
    cuts = np.flatnonzero(np.diff(labels[turn])) + 1
    return {int(labels[rows[0]]): rows for rows in np.split(turn, cuts) if len(rows)}


def _part(packed: Packed, rows: Table, shifts: Table) -> Packed:
    """The arrays of some orders and shifts. Rows keep their order, so that an order stands before its second person."""
    world = packed.world
    scratch_order, scratch_shift = len(world.orders) - 1, len(world.shifts) - 1
    orders = world.orders[[*rows, scratch_order]]
    pair_rows, orders["pairs"], orders["pairs_end"] = _ranges(orders["pairs"], orders["pairs_end"])
    window_rows, orders["windows"], orders["windows_end"] = _ranges(orders["windows"], orders["windows_end"])
    new_shift = np.full(len(world.shifts), -1, np.int32)
    new_shift[shifts] = np.arange(len(shifts))
    new_order = np.full(len(world.orders) + 1, -1, np.int32)
    new_order[rows] = np.arange(len(rows))
    pairs = world.pairs[pair_rows]
    pairs["shift"] = new_shift[pairs["shift"]]
    orders["twin"] = new_order[orders["twin"]]
    records = world.shifts[[*shifts, scratch_shift]]
    # Scratch is nobody's: who has no shift here must not count here.
    people, records["technician"][:-1] = np.unique(records["technician"][:-1], return_inverse=True)
    records["technician"][-1] = 0
    whole = int(np.searchsorted(rows, packed.count))
    part = world._replace(
        orders=orders,
        windows=world.windows[window_rows] if len(window_rows) else world.windows[:1],
        shifts=records,
        stops=_no_stops(len(records), longest(orders[:-1], records) + 2),
        pairs=pairs,
        technicians=world.technicians[people],
        needs=world.needs[[*rows, scratch_order]],
        van=world.van[[*shifts, scratch_shift]],
        load=np.zeros((len(records), world.van.shape[1]), np.int32),
        near=np.full((whole, 1), -1, np.int32),
    )
    return Packed(
        part,
        tuple(packed.rows[row] for row in shifts),
        tuple(packed.orders[row] for row in rows),
        whole,
    )


def _no_stops(shifts: int, places: int) -> Table:
    stops = np.zeros((shifts, places), STOP)
    stops["since"] = NOWHERE
    return stops


def _ranges(first: Table, end: Table) -> tuple[Table, Table, Table]:
    """The rows of several stretches one after the other, and where each stretch lies then."""
    lengths = (end - first).astype(np.int64)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    rows = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(first - starts, lengths)
    return rows, starts, ends


def with_neighbours(part: Packed) -> Packed:
    """The part with each order's neighbours: near in kilometres, among those that share a shift that could take both, since only they
    compete for a place."""
    orders, pairs = part.world.orders[: part.count], part.world.pairs
    classes = dict[bytes, int]()
    class_of = np.array(
        [
            classes.setdefault(pairs["shift"][first:end].tobytes(), len(classes))
            for first, end in zip(orders["pairs"].tolist(), orders["pairs_end"].tolist(), strict=True)
        ],
        np.int32,
    )
    member = np.zeros((len(classes), len(part.world.shifts)), np.float32)
    for known, number in classes.items():
        member[number, np.frombuffer(known, np.int32)] = 1
    near = near_lists(
        np.ascontiguousarray(orders["x"]),
        np.ascontiguousarray(orders["y"]),
        class_of,
        (member @ member.T) > 0,
        max(1, min(NEIGHBOURS, len(orders) - 1)),
    )
    return replace(part, world=part.world._replace(near=near))


def cost_outside(problem: Problem, parts: Iterable[Packed]) -> int:
    """What no search can change: penalties of orders that nobody can do, and the fairness of days that no order can reach."""
    parts = tuple(parts)
    inside = {(place, shift.day) for part in parts for place, shift in part.rows}
    reached = {order for part in parts for order in part.orders}
    people = {place for place, _day in inside}
    weights = problem.weights
    cost = sum(order.penalty for place, order in enumerate(problem.orders) if place not in reached)
    for place, one in enumerate(problem.technicians):
        if place not in people:
            cost += fairness(one.month_work, one.month_share, weights.fair_month)
        cost += sum(
            fairness(shift.worked, shift.end - shift.start + shift.worked, weights.fair_day)
            for shift in one.shifts
            if (place, shift.day) not in inside
        )
    return cost
