"""Reading problems and writing plans in the format of the dispatch benchmark (fsd-1: JSON, also gzipped)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from baoxiu.flow.dispatch.planner.problem import (
    Order,
    Pause,
    Plan,
    Problem,
    Route,
    Shift,
    Technician,
    Travel,
)


class UnreadableProblem(ValueError):
    """The file is no problem of this format; the text says where."""


def read_problem(path: Path) -> Problem:
    """The problem of a file. Raises ``UnreadableProblem``, ``OSError``."""
    said = _json(path)
    try:
        return problem_of(said)
    except (KeyError, TypeError, ValueError, IndexError) as wrong:
        raise UnreadableProblem(f"{path.name}: {wrong!r}") from wrong


def _json(path: Path) -> Any:
    data = path.read_bytes()
    try:
        return json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    except (ValueError, EOFError, OSError) as wrong:
        raise UnreadableProblem(f"{path.name}: {wrong}") from wrong


def problem_of(said: Mapping[str, Any]) -> Problem:
    """The problem that parsed JSON describes."""
    travel = said["travel"]
    steps = tuple((limit, float(speed)) for limit, speed in travel.get("steps", ()))
    return Problem(
        name=said["name"],
        travel=Travel(travel["kind"], float(travel.get("detour", 1)), steps),
        technicians=tuple(map(_technician, said["technicians"])),
        orders=tuple(map(_order, said["orders"])),
        route_cost=said.get("objective", {}).get("fixed", 0),
    )


def _technician(said: Mapping[str, Any]) -> Technician:
    pauses = said.get("breaks") or [None] * len(said["shifts"])
    regions = said.get("regions")
    return Technician(
        id=said["id"],
        x=said["x"],
        y=said["y"],
        shifts=tuple(
            Shift(day, shift[0], shift[1], Pause(*pause) if pause else None)
            for day, (shift, pause) in enumerate(zip(said["shifts"], pauses, strict=True))
            if shift
        ),
        skills=said.get("skills", {}),
        certificates=frozenset(said.get("certs", ())),
        regions=None if regions is None else frozenset(regions),
        van=tuple(said["capacity"]) if said.get("capacity") else None,
    )


def _order(said: Mapping[str, Any]) -> Order:
    return Order(
        id=said["id"],
        x=said["x"],
        y=said["y"],
        service=said["service"],
        windows=tuple((first, last) for first, last in said["tws"]),
        penalty=said["penalty"],
        access=said.get("access", 0),
        skills=said.get("skills", {}),
        certificates=frozenset(said.get("certs", ())),
        region=said.get("region"),
        priority=said.get("priority", 1),
        parts=tuple(said.get("demand") or ()),
        release=said.get("release", 0),
        pinned=said.get("pinned"),
        excluded=frozenset(said.get("excluded") or ()),
        crew=said.get("crew", 1),
    )


def plan_of(said: Mapping[str, Any], problem: Problem) -> tuple[Route, ...]:
    """The routes of a plan that was written before; orders and technicians that are gone are passed over."""
    people = {one.id: place for place, one in enumerate(problem.technicians)}
    orders = {one.id: place for place, one in enumerate(problem.orders)}
    return tuple(
        Route(
            people[route["tech"]], route["day"], tuple(orders[one] for one in route["stops"] if one in orders)
        )
        for route in said["routes"]
        if route["tech"] in people
    )


def read_plan(path: Path, problem: Problem) -> tuple[Route, ...]:
    """The routes of a plan's file. Raises ``UnreadableProblem``, ``OSError``."""
    said = _json(path)
    try:
        return plan_of(said, problem)
    except (KeyError, TypeError) as wrong:
        raise UnreadableProblem(f"{path.name}: {wrong!r}") from wrong


def plan_as_json(plan: Plan, problem: Problem, meta: Mapping[str, Any]) -> dict[str, Any]:
    """The plan as the format wants it."""
    return {
        "problem": problem.name,
        "routes": [
            {
                "tech": problem.technicians[route.technician].id,
                "day": route.day,
                "stops": [problem.orders[order].id for order in route.stops],
            }
            for route in plan.routes
        ],
        "unserved": [problem.orders[order].id for order in plan.unserved],
        "meta": {"cost": plan.cost, "iterations": plan.iterations, **meta},
    }
