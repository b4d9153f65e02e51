"""A problem file in pieces that share no choice, for planners that do not cut it themselves; and their plans in one again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from baoxiu.flow.dispatch.planner.components import split
from baoxiu.flow.dispatch.planner.fsd import problem_of
from baoxiu.flow.dispatch.planner.packing import pack


def pieces(said: dict[str, Any], folder: Path) -> list[tuple[Path, float]]:
    """The files of the pieces, and the share of the orders that each holds."""
    found = []
    for number, part in enumerate(split(pack(problem_of(said)))):
        orders = part.orders[: part.count]
        path = folder / f"piece-{number}.json"
        path.write_text(json.dumps(_piece(said, orders, sorted({place for place, _shift in part.rows}))))
        found.append((path, len(orders) / len(said["orders"])))
    return found


def _piece(said: dict[str, Any], orders: tuple[int, ...], people: list[int]) -> dict[str, Any]:
    new = {old: place for place, old in enumerate(people)}
    kept = [dict(said["orders"][place]) for place in orders]
    for order in kept:
        if order.get("pinned") is not None:
            order["pinned"] = new[order["pinned"]]
        order["excluded"] = [new[one] for one in order.get("excluded", ()) if one in new]
    return {**said, "technicians": [said["technicians"][old] for old in people], "orders": kept}


def joined(said: dict[str, Any], plans: list[dict[str, Any]]) -> dict[str, Any]:
    """One plan of the pieces' plans. A day that two pieces share is none: pieces of several days are cut by technician first."""
    routes = [route for plan in plans for route in plan["routes"]]
    served = {stop for route in routes for stop in route["stops"]}
    unserved = [order["id"] for order in said["orders"] if order["id"] not in served]
    return {"problem": said["name"], "routes": routes, "unserved": unserved, "meta": {}}
