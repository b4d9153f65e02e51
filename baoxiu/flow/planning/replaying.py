"""The part of a plan that a choice was made from, small enough to be kept, and the choice made again from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from baoxiu.flow.dispatch.planner.answers import Offer
from baoxiu.flow.dispatch.planner.loading import in_memory
from baoxiu.flow.dispatch.planner.problem import (
    Order,
    Pause,
    Problem,
    Route,
    Shift,
    Technician,
    Told,
    Travel,
    Weights,
)
from baoxiu.flow.dispatch.planner.timetable import Timetable, timetables
from baoxiu.flow.planning.changes import days_of, without


def kept_part(
    problem: Problem, routes: Sequence[Route], place: int, offers: Sequence[Offer]
) -> dict[str, Any]:
    """The days that the offers are for, with their people and stops, as JSON; work on other days counts for the month."""
    whole = without(routes, place)
    days = days_of(whole)
    wanted = {(offer.technician, offer.day) for offer in offers}
    wanted |= {(offer.helper, offer.day) for offer in offers if offer.helper is not None}
    people = sorted({technician for technician, _day in wanted})
    stops = {key: days.get(key, ()) for key in sorted(wanted)}
    orders = [place, *sorted({stop for found in stops.values() for stop in found})]
    rows = _rows(problem, people, orders)
    elsewhere = _elsewhere(problem, whole, wanted)
    return {
        "name": problem.name,
        "travel": _travel(problem.travel, rows),
        "weights": asdict(problem.weights),
        "technicians": [
            _technician(problem.technicians[who], who, wanted, elsewhere.get(who, 0), rows) for who in people
        ],
        "orders": [_order(problem.orders[one], people, rows) for one in orders],
        "routes": [
            [people.index(who), day, [orders.index(stop) for stop in found]]
            for (who, day), found in stops.items()
            if found
        ],
    }


def made_again(part: Mapping[str, Any], most: int) -> tuple[Problem, tuple[Offer, ...]]:
    """The offers for the first order of a kept part: the same as then, where nothing in the planner has changed."""
    problem = Problem(
        name=part["name"],
        travel=_travel_of(part["travel"]),
        technicians=tuple(map(_technician_of, part["technicians"])),
        orders=tuple(map(_order_of, part["orders"])),
        weights=Weights(**part["weights"]),
    )
    routes = [Route(who, day, tuple(stops)) for who, day, stops in part["routes"]]
    return problem, in_memory(problem, routes).offers(0, most=most)


type Rows = Mapping[int, int]
"""Rows of the table of ways, in their order, and where they stand in the part's own."""


def _rows(problem: Problem, people: Sequence[int], orders: Sequence[int]) -> Rows:
    points = {problem.technicians[who].point for who in people} | {
        problem.orders[one].point for one in orders
    }
    return {-1: -1} | {point: row for row, point in enumerate(sorted(points - {-1}))}


def _travel(travel: Travel, rows: Rows) -> dict[str, Any]:
    said: dict[str, Any] = {"detour": travel.detour, "steps": [list(step) for step in travel.steps]}
    if travel.hours:
        said["hours"] = list(travel.hours)
    if travel.told is not None:
        points = [point for point in rows if point >= 0]
        said["told"] = travel.told.seconds[np.ix_(points, points)].tolist()
    return said


def _travel_of(said: Mapping[str, Any]) -> Travel:
    detour = float(said["detour"])
    steps = tuple((None if limit is None else float(limit), float(kmh)) for limit, kmh in said["steps"])
    hours = tuple(said.get("hours", ()))
    if "told" in said:
        return Travel("table", detour, steps, Told(said["told"]), hours)
    return Travel(detour=detour, steps=steps, hours=hours)


def _elsewhere(problem: Problem, routes: Sequence[Route], wanted: set[tuple[int, int]]) -> dict[int, int]:
    """Seconds of work that people have on other days."""
    found: dict[int, int] = {}
    people = {who for who, _day in wanted}
    others = [one for one in routes if one.technician in people and (one.technician, one.day) not in wanted]
    for day in timetables(problem, others):
        if isinstance(day, Timetable):
            who = day.route.technician
            found[who] = found.get(who, 0) + day.usual + day.service
    return found


def _technician(
    who: Technician, place: int, wanted: set[tuple[int, int]], elsewhere: int, rows: Rows
) -> dict[str, Any]:
    shifts = tuple(shift for shift in who.shifts if (place, shift.day) in wanted)
    work, point = who.month_work + elsewhere, rows[who.point]
    return _plain(asdict(replace(who, shifts=shifts, month_work=work, point=point)))


def _order(order: Order, people: Sequence[int], rows: Rows) -> dict[str, Any]:
    """With the people of the part at their places there."""
    known = {who: place for place, who in enumerate(people)}
    nobody = len(people)
    return _plain(
        asdict(
            replace(
                order,
                pinned=None if order.pinned is None else known.get(order.pinned, nobody),
                excluded=frozenset(known[one] for one in order.excluded if one in known),
                preferred=frozenset(known.get(one, nobody) for one in order.preferred),
                last=None if order.last is None else known.get(order.last, nobody),
                published=(known.get(order.published[0], nobody), order.published[1])
                if order.published
                else None,
                point=rows[order.point],
            )
        )
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _technician_of(said: Mapping[str, Any]) -> Technician:
    regions = said["regions"]
    return Technician(
        **{
            **said,
            "shifts": tuple(map(_shift_of, said["shifts"])),
            "certificates": frozenset(said["certificates"]),
            "regions": None if regions is None else frozenset(regions),
            "van": None if said["van"] is None else tuple(said["van"]),
        }
    )


def _shift_of(said: Mapping[str, Any]) -> Shift:
    return Shift(
        **{
            **said,
            "pause": Pause(**said["pause"]) if said["pause"] else None,
            "begins_at": tuple(said["begins_at"]) if said["begins_at"] else None,
            "used": tuple(said["used"]),
            "lapsed": frozenset(said["lapsed"]),
        }
    )


def _order_of(said: Mapping[str, Any]) -> Order:
    published = said["published"]
    return Order(
        **{
            **said,
            "windows": tuple(map(tuple, said["windows"])),
            "certificates": frozenset(said["certificates"]),
            "parts": tuple(said["parts"]),
            "excluded": frozenset(said["excluded"]),
            "preferred": frozenset(said["preferred"]),
            "published": tuple(published) if published else None,
            "handy": tuple(said["handy"]),
        }
    )
