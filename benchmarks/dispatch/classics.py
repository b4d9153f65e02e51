"""The literature's instances: read from the originals' plain text, drawn anew in their classes, or with technicians' skills.

Distances are theirs: truncated to a tenth (as the DIMACS challenge counted), times ten; with technicians in thousandths.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

TENTHS, THOUSANDTHS = 10, 100
"""What a unit of the originals counts, and what a tenth counts in thousandths."""
MUST = 1_000_000
"""In place of a penalty where nobody may be left out."""


@dataclass(frozen=True)
class Class:
    """How a class of Solomon's (100 customers) and of Gehring and Homberger's (to 1,000) is made: R places everything at random,
    C in clusters, RC half and half; 1 has short routes, 2 long ones."""

    capacity: int
    horizon: float
    service: int
    width: int
    clustered: float


CLASSES: Mapping[str, Class] = {
    "C1": Class(200, 3.6, 90, 60, 1.0),
    "C2": Class(700, 7.8, 90, 160, 1.0),
    "R1": Class(200, 3.8, 10, 10, 0.0),
    "R2": Class(1_000, 15.4, 10, 120, 0.0),
    "RC1": Class(200, 3.6, 10, 30, 0.5),
    "RC2": Class(1_000, 14.6, 10, 120, 0.5),
}
"""``horizon``: how long a day is, in sides of the square; ``width``: of the time windows."""


NARROW = 0.75
"""The share of customers with a time window, as in the second instance of each class."""


def read(path: Path) -> dict[str, Any]:
    """An original: its name, then the number of vehicles and their capacity, then a row for the depot and for each customer."""
    lines = path.read_text("ascii", errors="replace").splitlines()
    rows = [[float(word) for word in line.split()] for line in lines if _is_numbers(line)]
    (vehicles, capacity), depot, *customers = rows
    return _problem(lines[0].strip().upper(), int(vehicles), int(capacity), depot, customers)


def _is_numbers(line: str) -> bool:
    words = line.split()
    return bool(words) and all(word.replace(".", "", 1).isdigit() for word in words)


def drawn(kind: str, customers: int, seed: int) -> dict[str, Any]:
    """One more of a class: a vehicle from the depot can meet every window."""
    dice, its = Random(f"{kind} {customers} {seed}"), CLASSES[kind]
    side = max(10 * math.sqrt(customers), customers / 2)
    middle, horizon = round(side / 2), round(its.horizon * side)
    centres = [(dice.uniform(0.1, 0.9) * side, dice.uniform(0.1, 0.9) * side) for _ in range(customers // 10)]
    rows = [
        _customer(dice, its, number, side, horizon, centres if number <= its.clustered * customers else ())
        for number in range(1, customers + 1)
    ]
    depot = [0.0, middle, middle, 0, 0, horizon, 0]
    return _problem(f"{kind} drawn {customers} s{seed}", customers // 4, its.capacity, depot, rows)


def _customer(
    dice: Random, its: Class, number: int, side: float, horizon: int, centres: Sequence[tuple[float, float]]
) -> list[float]:
    if centres:
        x, y = (min(side, max(0.0, dice.gauss(at, side / 40))) for at in dice.choice(centres))
    else:
        x, y = dice.uniform(0, side), dice.uniform(0, side)
    x, y = float(round(x)), float(round(y))
    way = math.ceil(math.hypot(x - round(side / 2), y - round(side / 2))) + 1
    earliest, latest = way, max(way, horizon - way - its.service)
    centre = dice.uniform(earliest, latest)
    half = its.width / 2 if dice.random() < NARROW else horizon
    first, last = round(max(earliest, centre - half)), round(min(latest, centre + half))
    return [number, x, y, 10 * dice.randint(1, 4), first, max(first, last), its.service]


def _problem(
    name: str, vehicles: int, capacity: int, depot: Sequence[float], customers: Sequence[Sequence[float]]
) -> dict[str, Any]:
    _zero, x, y, _demand, start, end, _service = depot
    technicians: list[dict[str, Any]] = [
        {
            "id": f"T{number}",
            "x": x,
            "y": y,
            "skills": {},
            "certs": [],
            "regions": None,
            "shifts": [[int(start * TENTHS), int(end * TENTHS)]],
            "breaks": [None],
            "capacity": [capacity],
        }
        for number in range(vehicles)
    ]
    orders = [dict(_orders(row)) for row in customers]
    return {
        "format": "fsd-1",
        "name": name,
        "seed": 0,
        "travel": {"kind": "euclid_trunc10"},
        "horizon": [0, 0],
        "objective": {"travel": 1, "fixed": 0},
        "regions": [],
        "technicians": technicians,
        "orders": orders,
    }


def _orders(row: Sequence[float]) -> Iterator[tuple[str, Any]]:
    number, x, y, demand, first, last, service = row
    yield from {"id": f"W{number:g}", "x": x, "y": y, "service": int(service * TENTHS), "access": 0}.items()
    yield "tws", [[int(first * TENTHS), int(last * TENTHS)]]
    yield from {"skills": {}, "certs": [], "region": None, "priority": 1, "penalty": MUST}.items()
    yield from {"required": True, "demand": [int(demand)], "release": 0, "crew": 1}.items()


def with_technicians(
    said: Mapping[str, Any], skills: int, levels: int, people: int, seed: int
) -> dict[str, Any]:
    """Customers become tasks and vehicles technicians, as Kovacs, Parragh, Doerner and Hartl did (2012): skills with levels on both
    sides, and what nobody can do is given away for 200 and the sum of its levels to the power of 1.5.

    Their technicians come from the ROADEF challenge's; these are drawn: everyone knows each skill at some level or not at all, and
    each task is one that somebody drawn could do, so that all can be done while there are people enough.
    """
    dice = Random(f"{said['name']} {skills} {levels} {people} {seed}")
    crew = [_skilled(dice, skills, levels) for _ in range(people)]
    orders = [_task(dice, order, dice.choice(crew)) for order in said["orders"]]
    one = said["technicians"][0]
    shifts = [[limit * THOUSANDTHS for limit in shift] for shift in one["shifts"]]
    technicians = [
        {**one, "id": f"T{number}", "skills": known, "shifts": shifts, "capacity": []}
        for number, known in enumerate(crew)
    ]
    name = f"{said['name']} {skills}x{levels}, {people}"
    travel = {"kind": "euclid_x1000"}
    return {**said, "name": name, "travel": travel, "technicians": technicians, "orders": orders}


def _skilled(dice: Random, skills: int, levels: int) -> dict[str, int]:
    known = {f"s{skill}": dice.randint(0, levels) for skill in range(skills)}
    return {skill: level for skill, level in known.items() if level}


def _task(dice: Random, order: Mapping[str, Any], somebody: Mapping[str, int]) -> dict[str, Any]:
    needed = {skill: dice.randint(1, level) for skill, level in somebody.items() if dice.random() < 0.5}
    price = 200 + sum(needed.values()) ** 1.5
    return {
        **order,
        "service": order["service"] * THOUSANDTHS,
        "tws": [[limit * THOUSANDTHS for limit in window] for window in order["tws"]],
        "skills": needed,
        "penalty": round(1_000 * price),
        "required": False,
        "demand": [],
    }
