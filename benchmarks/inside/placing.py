"""`python -m benchmarks.fresh placing VISITS ORDERS`: free windows and a new order's place through the whole action, with the database.

So many visits stand in an outlet's plan; then each of some orders is asked for its windows of the coming days and gets its place.
Prints milliseconds by the clock as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from random import Random
from time import perf_counter, process_time

import django

django.setup()

from baoxiu.config.cli.connection import running_database  # noqa: E402
from baoxiu.core.actors import SYSTEM  # noqa: E402
from baoxiu.flow.planning.actions import place_order  # noqa: E402
from baoxiu.flow.planning.models import PlannedVisit  # noqa: E402
from baoxiu.flow.planning.queries import free_windows  # noqa: E402
from baoxiu.flow.planning.tests.test_place_order import by_the_plan, new_order  # noqa: E402
from benchmarks.inside.planning import staffed  # noqa: E402
from tests.cast import Cast, build_cast  # noqa: E402

VISITS_EACH = 10
"""Of a technician in the days to come."""
NEAR = 0.15
"""Degrees from the outlet within which everything lies."""


def measure(cast: Cast, visits: int, orders: int) -> dict[str, list[tuple[float, float]]]:
    """Fill the plan and ask, so that all is loaded; then ask and place in turn: milliseconds by the clock and of this process."""
    dice, times = Random(1), dict[str, list[tuple[float, float]]](windows=[], placing=[])
    for number in range(visits + orders):
        lat, lng = (float(at) + dice.uniform(-NEAR, NEAR) for at in (cast.outlet.lat, cast.outlet.lng))
        order = new_order(cast, phone=f"139{number:08}", lat=lat, lng=lng)
        if number < visits:
            place_order(order, by=SYSTEM, at=cast.at)
            free_windows(order, at=cast.at, most=1)
        else:
            times["windows"].append(timed(free_windows, order, at=cast.at))
            times["placing"].append(timed(place_order, order, by=SYSTEM, at=cast.at))
    return times


def timed[**P](call: Callable[P, object], *args: P.args, **named: P.kwargs) -> tuple[float, float]:
    """What the call takes."""
    began, worked = perf_counter(), process_time()
    call(*args, **named)
    return (perf_counter() - began) * 1000, (process_time() - worked) * 1000


def main() -> None:
    """Measure and print."""
    visits, orders = map(int, sys.argv[1:])
    with running_database():
        cast = build_cast()
        by_the_plan(cast)
        staffed(cast, max(3, visits // VISITS_EACH))
        times = measure(cast, visits, orders)
        placed = PlannedVisit.objects.count()
    print(json.dumps({"visits": placed, **times}))


if __name__ == "__main__":
    main()
