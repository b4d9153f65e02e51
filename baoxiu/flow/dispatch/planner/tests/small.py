"""Small problems for tests: one by hand, and random ones that use every rule."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from baoxiu.flow.dispatch.planner.problem import (
    Order,
    Pause,
    Problem,
    Shift,
    Technician,
    Told,
    Travel,
    Weights,
)

HOUR = 3_600
STRAIGHT = Travel("euclid_trunc10")
"""Ten seconds for each unit of the plane: ways that one can reckon in one's head."""


def order(name: str, x: float, **said: object) -> Order:
    """An order of ten minutes on the street, open all day, dear to leave out."""
    given = {"y": 0.0, "service": 600, "windows": ((0, 24 * HOUR),), "penalty": 50_000} | said
    return Order(name, x, **given)  # type: ignore[arg-type]


def technician(name: str, *shifts: Shift, x: float = 0.0, **said: object) -> Technician:
    """Somebody at home on the street, from 8 to 17 where no shift is said."""
    return Technician(name, x, 0.0, shifts or (Shift(0, 8 * HOUR, 17 * HOUR),), **said)  # type: ignore[arg-type]


def problem(*things: Order | Technician, route_cost: int = 0, **weights: int) -> Problem:
    """A problem of these people and orders."""
    return Problem(
        "small",
        STRAIGHT,
        tuple(one for one in things if isinstance(one, Technician)),
        tuple(one for one in things if isinstance(one, Order)),
        route_cost,
        Weights(**weights),
    )


def random_problem(
    seed: int, orders: int = 6, people: int = 3, *, crews: bool = True, plain: bool = False
) -> Problem:
    """Everything at random: rules that often bind, and all soft terms unless ``plain``."""
    dice = Random(seed)
    soft = {} if plain else {name: dice.choice((0, 0, 1, 3)) for name in ("overtime", "lateness")}
    if not plain:
        names = (
            "over_level",
            "under_level",
            "not_preferred",
            "no_expert",
            "other_technician",
            "moved",
            "part_missing",
        )
        soft |= {name: dice.choice((0, 300, 900)) for name in (*names, "fair_day", "fair_month")}
    travel = Travel() if dice.random() < 0.7 else Travel("euclid_x1000")
    if dice.random() < 0.2:
        travel = _any_ways(dice, people + orders)
    if travel.kind != "euclid_x1000" and Random(seed).random() < 0.4:
        travel = replace(travel, hours=_any_hours(Random(seed)))
    found = Problem(
        f"random-{seed}",
        travel,
        tuple(_anybody(dice, place) for place in range(people)),
        tuple(_anything(dice, place, people, crews=crews) for place in range(orders)),
        dice.choice((0, 0, 900)),
        Weights(**soft),
    )
    return _with_points(found, dice) if travel.told else found


def _any_ways(dice: Random, size: int) -> Travel:
    """A table with gaps."""
    ways = [
        [dice.randrange(60, 3_000) if dice.random() < 0.9 else -1 for _to in range(size)]
        for _from in range(size)
    ]
    return Travel("table", told=Told(ways))


def _any_hours(dice: Random) -> tuple[int, ...]:
    """From twice as quick to three times as slow."""
    return tuple(dice.choice((500, 1_000, 1_000, 1_370, 3_000)) for _hour in range(24))


def _with_points(given: Problem, dice: Random) -> Problem:
    """In a drawn turn; some have no row."""
    rows = list(range(len(given.technicians) + len(given.orders)))
    dice.shuffle(rows)
    rows = [row if dice.random() < 0.9 else -1 for row in rows]
    return replace(
        given,
        technicians=tuple(replace(one, point=rows.pop()) for one in given.technicians),
        orders=tuple(replace(one, point=rows.pop()) for one in given.orders),
    )


def _anybody(dice: Random, place: int) -> Technician:
    days = [day for day in (0, 1) if dice.random() < 0.75 - 0.25 * day]
    return Technician(
        f"T{place}",
        dice.uniform(0, 20),
        dice.uniform(0, 20),
        tuple(_any_shift(dice, day) for day in days),
        {skill: dice.randint(1, 3) for skill in "ab" if dice.random() < 0.8},
        frozenset(one for one in ("gas",) if dice.random() < 0.7),
        None if dice.random() < 0.3 else frozenset({dice.randrange(2), 0}),
        (dice.randint(1, 2), 1) if dice.random() < 0.7 else None,
        expert=dice.random() < 0.3,
        visit_cost=dice.choice((0, 0, 300)),
        month_work=dice.randrange(0, 40 * HOUR),
        month_share=dice.choice((0, 100 * HOUR)),
    )


def _any_shift(dice: Random, day: int) -> Shift:
    start = day * 24 * HOUR + dice.choice((8, 9)) * HOUR
    noon = day * 24 * HOUR + 12 * HOUR
    return Shift(
        day,
        start,
        start + dice.choice((3, 5, 8)) * HOUR,
        Pause(noon - HOUR, noon + 900, 1_800) if dice.random() < 0.5 else None,
        overtime=dice.choice((0, 0, 1_800)),
        most_stops=dice.choice((None, None, 2)),
        begins_at=(dice.uniform(0, 20), 5.0) if dice.random() < 0.2 else None,
        worked=dice.choice((0, 3_600)),
        used=dice.choice(((), (1,))),
        lapsed=frozenset({"gas"}) if dice.random() < 0.2 else frozenset(),
    )


def _anything(dice: Random, place: int, people: int, *, crews: bool) -> Order:
    opens = 8 * HOUR + dice.randrange(0, 6) * HOUR + dice.choice((0, 24)) * HOUR
    windows: tuple[tuple[int, int], ...] = ((opens, opens + dice.choice((1, 2, 30)) * HOUR),)
    if dice.random() < 0.2:
        windows = (*windows, (opens + 31 * HOUR, opens + 33 * HOUR))
    return Order(
        f"W{place}",
        dice.uniform(0, 20),
        dice.uniform(0, 20),
        dice.randrange(600, 6_000, 300),
        windows,
        dice.choice((3, 6, 12)) * HOUR,
        access=dice.choice((0, 120)),
        skills={dice.choice("ab"): dice.randint(1, 2)} if dice.random() < 0.7 else {},
        certificates=frozenset({"gas"}) if dice.random() < 0.15 else frozenset(),
        region=dice.choice((None, 0, 0, 1)),
        priority=dice.randint(1, 3),
        parts=dice.choice(((), (), (1, 0), (0, 1))),
        release=opens + 1_200 if dice.random() < 0.2 else 0,
        pinned=dice.randrange(people) if dice.random() < 0.1 else None,
        excluded=frozenset({dice.randrange(people)}) if dice.random() < 0.1 else frozenset(),
        crew=2 if crews and dice.random() < 0.15 else 1,
        locked=dice.random() < 0.1,
        due=opens + 1_800 if dice.random() < 0.3 else None,
        wished={"a": 2} if dice.random() < 0.2 else {},
        preferred=frozenset({dice.randrange(people)}) if dice.random() < 0.2 else frozenset(),
        expert=dice.random() < 0.2,
        last=dice.randrange(people) if dice.random() < 0.2 else None,
        published=(dice.randrange(people), dice.randrange(2)) if dice.random() < 0.3 else None,
        handy=(0,) if dice.random() < 0.2 else (),
    )
