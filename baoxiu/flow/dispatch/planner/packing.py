"""From the problem as people would write it to the arrays of the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from baoxiu.flow.dispatch.planner.eligibility import eligible_technicians, possible_helpers, valid_on
from baoxiu.flow.dispatch.planner.kernel.chance import first_state
from baoxiu.flow.dispatch.planner.kernel.layout import (
    HOURS,
    NEVER,
    ORDER,
    PAIR,
    ROAD,
    SETTINGS,
    SHIFT,
    STEP,
    STOP,
    TALLY,
    TECHNICIAN,
    WINDOW,
    Memory,
    Records,
    Table,
    World,
)
from baoxiu.flow.dispatch.planner.kernel.road import CONCAVE_KM, EUCLID_TRUNC10, EUCLID_X1000, TABLE, USUAL
from baoxiu.flow.dispatch.planner.objective import MILLE, choice_terms, fairness, has_choice_terms
from baoxiu.flow.dispatch.planner.problem import Order, Pause, Problem, Shift, Travel

KINDS = {
    "concave_km": CONCAVE_KM,
    "euclid_trunc10": EUCLID_TRUNC10,
    "euclid_x1000": EUCLID_X1000,
    "table": TABLE,
}
NO_PAUSE = Pause(0, 0, 0)
NO_LIMIT = 1 << 30

type Row = tuple[int, Shift]
"""A technician's place, and one of the days."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The arrays of a problem, or of a part of it. ``rows``: to whom each row of shifts belongs; ``orders``: the place in the
    problem's list of each row of orders; the first ``count`` of these are orders, the others their second persons."""

    world: World
    rows: tuple[Row, ...]
    orders: tuple[int, ...]
    count: int


def pack(problem: Problem) -> Packed:
    """The arrays of a whole problem, still without room for routes and without neighbours: ``components`` gives these to each part."""
    rows = tuple((place, shift) for place, one in enumerate(problem.technicians) for shift in one.shifts)
    crews = [place for place, order in enumerate(problem.orders) if order.crew == 2]
    numbers = [*range(len(problem.orders)), *crews]
    orders, windows, needs = _orders(problem, crews)
    pairs = _pairs(problem, rows, orders, crews)
    shifts = _shifts(problem, rows)
    van = on_board(problem, rows, needs.shape[1])
    world = World(
        orders=orders,
        windows=windows,
        shifts=shifts,
        stops=np.zeros((1, 1), STOP),
        pairs=pairs,
        technicians=_technicians(problem),
        road=_road(problem.travel),
        steps=_steps(problem.travel),
        table=problem.travel.told.seconds if problem.travel.told else np.full((1, 1), -1, np.int32),
        needs=needs,
        van=van,
        load=np.zeros_like(van),
        near=np.zeros((1, 1), np.int32),
    )
    return Packed(world, rows, tuple(numbers), len(problem.orders))


def remember(part: Packed, settings: Mapping[str, float], weights: Sequence[float], seed: int) -> Memory:
    """What a search with this seed carries along."""
    world = part.world
    tally = np.zeros(1, TALLY)
    tally[0]["chance"] = first_state(seed)
    orders, shifts = len(world.orders), len(world.shifts)
    return Memory(
        tally=tally,
        settings=np.array([tuple(settings[name] for name in SETTINGS.names or ())], SETTINGS),
        weights=np.array(weights, np.float64),
        seeds=np.arange(part.count, dtype=np.int32),
        bank=np.zeros(orders, np.int32),
        todo=np.zeros(2 * orders, np.int32),
        key=np.zeros(2 * orders),
        touched=np.zeros(shifts, np.int32),
        dirty=np.zeros(shifts, np.int32),
        old=np.zeros_like(world.stops),
        best=np.zeros_like(world.stops),
        best_length=np.zeros(shifts, np.int32),
    )


def longest(orders: Records, shifts: Records) -> int:
    """More stops than this no shift holds, nor its cap allows."""
    if not len(orders) or len(shifts) < 2:
        return 1
    least = max(1, int((orders["service"] + orders["access"]).min()))
    most = np.minimum((shifts["end"] - shifts["start"]) // least + 1, shifts["most"])
    return int(min(len(orders), most.max()))


def _orders(problem: Problem, crews: Sequence[int]) -> tuple[Records, Records, Table]:
    """One row per order, then one per second person, then scratch; their windows; the parts they need."""
    metric = problem.travel.kind not in ("euclid_trunc10", "euclid_x1000")
    all_orders = [*problem.orders, *(problem.orders[place] for place in crews)]
    records = np.zeros(len(all_orders) + 1, ORDER)
    windows = [window for one in all_orders for window in sorted(one.windows)]
    ends = np.cumsum([len(one.windows) for one in all_orders], dtype=np.int64)
    for name in ("x", "y", "service", "release", "locked"):
        records[name][:-1] = [getattr(one, name) for one in all_orders]
    rows = records[:-1]
    rows["access"] = [one.access if metric else 0 for one in all_orders]
    rows["penalty"][: len(problem.orders)] = [one.penalty for one in problem.orders]
    rows["windows_end"] = ends
    rows["windows"] = ends - [len(one.windows) for one in all_orders]
    rows["first"] = [max(one.release, min(one.windows)[0]) for one in all_orders]
    rows["last"] = [max(last for _first, last in one.windows) for one in all_orders]
    rows["due"] = [NEVER if one.due is None else one.due for one in all_orders]
    rows["late"] = [0 if one.due is None else problem.weights.lateness for one in all_orders]
    rows["late"][len(problem.orders) :] = 0
    rows["point"] = [one.point for one in all_orders]
    records["twin"] = records["at"] = records["shift"] = -1
    for number, place in enumerate(crews, start=len(problem.orders)):
        records["twin"][place], records["twin"][number] = number, place
    return records, np.array(windows or [(0, 0)], WINDOW), _needs(problem.orders, crews)


def _needs(orders: Sequence[Order], crews: Sequence[int]) -> Table:
    """Units of each part; each of two persons brings them."""
    parts = max((len(one.parts) for one in orders), default=0)
    needs = np.zeros((len(orders) + len(crews) + 1, parts), np.int32)
    for row, one in enumerate([*orders, *(orders[place] for place in crews)]):
        needs[row, : len(one.parts)] = one.parts
    return needs


def _shifts(problem: Problem, rows: Sequence[Row]) -> Records:
    """One row per technician and day, then scratch."""
    weights = problem.weights
    records = np.zeros(len(rows) + 1, SHIFT)
    for number, (place, shift) in enumerate(rows):
        who, row = problem.technicians[place], records[number]
        pause = shift.pause or NO_PAUSE
        row["x"], row["y"] = who.x, who.y
        row["from_x"], row["from_y"] = shift.begins_at or (who.x, who.y)
        row["away"] = shift.begins_at is not None
        row["start"], row["usual_end"], row["end"] = shift.start, shift.end, shift.end + shift.overtime
        row["overtime"], row["fixed"] = weights.overtime, problem.route_cost
        row["timed"] = bool(weights.lateness) or bool(weights.overtime and shift.overtime)
        row["earliest"], row["latest"], row["pause"] = pause.earliest, pause.latest, pause.duration
        row["worked"], row["available"] = shift.worked, max(1, shift.end - shift.start + shift.worked)
        row["fair"], row["technician"], row["point"] = weights.fair_day, place, who.point
        row["most"] = NO_LIMIT if shift.most_stops is None else shift.most_stops
    return records


def _technicians(problem: Problem) -> Records:
    records = np.zeros(len(problem.technicians), TECHNICIAN)
    for row, one in zip(records, problem.technicians, strict=True):
        row["load"], row["share"] = one.month_work, one.month_share
        row["fair"] = problem.weights.fair_month if one.month_share > 0 else 0
        row["cost"] = fairness(one.month_work, one.month_share, problem.weights.fair_month)
    return records


def on_board(problem: Problem, rows: Sequence[Row], parts: int) -> Table:
    """What is left on board on each day; where nothing is said of the van, it holds whatever is needed."""
    van = np.full((len(rows) + 1, parts), NO_LIMIT, np.int32)
    for number, (place, shift) in enumerate(rows if parts else ()):
        on_board = problem.technicians[place].van
        if on_board is not None:
            van[number] = [*on_board, *[0] * parts][:parts]
            used = shift.used[:parts]
            van[number, : len(used)] -= np.array(used, np.int32)
    return van


def _pairs(problem: Problem, rows: Sequence[Row], orders: Records, crews: Sequence[int]) -> Records:
    """Which order can go to which shift; fills in where each order's pairs stand."""
    helpers = possible_helpers(problem)
    people = [*eligible_technicians(problem), *(helpers[place] for place in crews)]
    wanted = [*problem.orders, *(problem.orders[place] for place in crews)]
    days = _Days(rows)
    found = [
        days.open_to(order, who, leads=number < len(problem.orders))
        for number, (order, who) in enumerate(zip(wanted, people, strict=True))
    ]
    ends = np.cumsum([len(one) for one in found], dtype=np.int64)
    records = np.zeros(int(ends[-1]) if len(ends) else 0, PAIR)
    records["shift"] = np.concatenate(found) if found else []
    records["version"] = -1
    orders["pairs_end"][:-1], orders["pairs"][1:-1] = ends, ends[:-1]
    if has_choice_terms(problem):
        records["extra"] = list(_extras(problem, rows, records, orders, crews))
    return records


class _Days:
    """The shifts, asked for those on which an order can be done. Orders that the same people can do share the look for their days."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._start = np.array([shift.start for _place, shift in rows], np.int64)
        self._end = np.array([shift.end + shift.overtime for _place, shift in rows], np.int64)
        self._rows_of: dict[int, list[int]] = {}
        for row, (place, _shift) in enumerate(rows):
            self._rows_of.setdefault(place, []).append(row)
        self._known: dict[tuple[int, ...], Table] = {}

    def open_to(self, order: Order, people: tuple[int, ...], *, leads: bool) -> Table:
        """The rows of these people's shifts that a window of the order reaches into, and no rule of the day keeps it from."""
        if people not in self._known:
            found = [row for place in people for row in self._rows_of.get(place, ())]
            self._known[people] = np.array(found, np.int64)
        rows = self._known[people]
        start, end = self._start[rows], self._end[rows]
        reached = np.zeros(len(rows), bool)
        for first, last in order.windows:
            reached |= (last >= start) & (first + order.service <= end)
        rows = rows[reached]
        if order.certificates or order.locked:
            rows = rows[[self._allowed(order, int(row), leads=leads) for row in rows]] if len(rows) else rows
        return rows

    def _allowed(self, order: Order, row: int, *, leads: bool) -> bool:
        place, shift = self._rows[row]
        if order.locked and order.published is not None and order.crew == 1:
            return (place, shift.day) == order.published and (not leads or valid_on(shift, order))
        return not leads or valid_on(shift, order)


def _extras(
    problem: Problem, rows: Sequence[Row], pairs: Records, orders: Records, crews: Sequence[int]
) -> Iterator[int]:
    """What each choice costs; a second person is chosen by the way alone."""
    for number, order in enumerate(problem.orders):
        for pair in range(orders[number]["pairs"], orders[number]["pairs_end"]):
            place, shift = rows[pairs[pair]["shift"]]
            yield sum(choice_terms(problem, order, place, shift.day).values())
    first = len(problem.orders)
    yield from [0] * int(sum(orders["pairs_end"][first:-1] - orders["pairs"][first:-1]) if crews else 0)


def _road(travel: Travel) -> Records:
    pace = [USUAL * MILLE // one for one in travel.hours or (MILLE,) * HOURS]
    return np.array([(travel.detour, KINDS[travel.kind], bool(travel.hours), pace)], ROAD)


def _steps(travel: Travel) -> Records:
    """Each step of the way with where it starts and how long it takes to get there."""
    found, at, gone = [], 0.0, 0.0
    for until, speed in travel.steps:
        found.append((np.inf if until is None else until, at, gone, 3600.0 / speed))
        if until is not None:
            gone += (until - at) * 3600.0 / speed
            at = until
    return np.array(found or [(np.inf, 0.0, 0.0, 0.0)], STEP)
