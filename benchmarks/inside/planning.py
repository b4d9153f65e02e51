"""The running plan of an outlet: a new order's place and a customer's free windows, each as a whole action.

``python -m benchmarks.fresh planning [SIZES [QUESTIONS]]``: 10 technicians with 100 visits, 40 with 400, 300 with 3,000, or the SIZES that
are given (``40x400``), 150 questions of each kind. Ends with a line of JSON: of each size and kind the seconds by the clock and of this
process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from itertools import count, islice
from random import Random
from typing import Any

import django

from baoxiu.config.cli.loading import loading

with loading():
    django.setup()

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.technicians.actions import add_certificate, hire, set_areas, set_shifts, set_skill
from baoxiu.basics.technicians.rules import working_week
from baoxiu.config.cli.connection import running_database
from baoxiu.core.actors import SYSTEM
from baoxiu.core.gathering import gathering
from baoxiu.core.policy.actions import choose
from baoxiu.core.rows import holding_rows, lock_row
from baoxiu.core.savepoints import without_savepoints
from baoxiu.flow.planning import actions
from baoxiu.flow.planning.models import PlannedVisit
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.models import WorkOrder
from benchmarks.inside.copies import multiply
from tests.cast import Cast, build_cast

SIZES = "10x100,40x400,300x3000"


def staffed(cast: Cast, people: int) -> None:
    """So many technicians at the own outlet, living around it."""
    chance = Random(1)
    for number in range(cast.outlet.technicians.count(), people):
        person = hire(
            f"t{number}", f"师傅{number}", f"139{number:08}", outlet=cast.outlet,
            lat=34.78 + chance.uniform(-0.15, 0.15), lng=113.67 + chance.uniform(-0.2, 0.2), by=SYSTEM, at=cast.at,
        )  # fmt: skip
        set_skill(person, cast.family, chance.choice((2, 3, 4)), by=SYSTEM, at=cast.at)
        for kind in ("electrician", "refrigeration"):
            add_certificate(
                person, kind, f"{kind}-{number}", issued_on=date(2024, 1, 1), expires_on=date(2030, 1, 1),
                by=SYSTEM, at=cast.at,
            )  # fmt: skip
        set_areas(person, ["410100"], by=SYSTEM, at=cast.at)
        set_shifts(person, working_week(range(6), *HOURS), by=SYSTEM, at=cast.at)


HOURS = (time_of_day(8), time_of_day(18))


def ordered(cast: Cast, count: int, have: int, wishes: bool) -> list[WorkOrder]:
    """So many orders at places around the outlet, most with a half day of the coming ten that would suit."""
    first = new_order(cast)
    newest, request = first.pk, first.request
    tomorrow = f"timestamptz '{cast.at.date() + timedelta(days=1)} 09:00+08'"
    wished = (
        f"CASE WHEN {'n %% 3 > 0' if wishes else 'false'} THEN {tomorrow} + "
        "make_interval(days => (n * 7 %% 10)::int, hours => (n %% 2 * 5)::int)"
    )
    customer = Customer.objects.latest("pk").pk
    multiply(request.customer, count, number=f"'C-B' || (n + {have})")
    multiply(
        request, count, customer_id=f"{customer} + n", number=f"'BX-B' || (n + {have})", client_key="gen_random_uuid()",
        lat="34.78 + (random() - 0.5) * 0.3", lng="113.67 + (random() - 0.5) * 0.4",
        wish_from=f"{wished} END", wish_until=f"{wished} + interval '4 hours' END",
    )  # fmt: skip
    last = type(request).objects.latest("pk").pk
    multiply(
        first,
        count,
        number=f"'WO-B' || (n + {have})",
        request_id=f"{last - count} + n",
        customer_id=f"{customer} + n",
    )
    return list(WorkOrder.objects.filter(pk__gt=newest).order_by("pk"))


@dataclass
class Figures:
    """Seconds on the clock and of this process of each call, and the statements of one more."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    statements: int = 0

    def tell(self, what: str) -> None:
        """Print one row."""
        p50, p99 = (sorted(self.clock)[int(len(self.clock) * share)] * 1_000 for share in (0.5, 0.99))
        own = sorted(self.processor)[len(self.processor) // 2] * 1_000
        counted = f"{own:.1f} ms of this process, {self.statements} statements"
        print(f"{what}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, {counted}", flush=True)


def timed(what: str, asked: int, calls: Iterable[Callable[[], object]]) -> Figures:
    """So many of the calls."""
    figures, calls = Figures(), iter(calls)
    for call in islice(calls, asked):
        begun, worked = time.perf_counter(), time.process_time()
        call()
        figures.clock.append(time.perf_counter() - begun)
        figures.processor.append(time.process_time() - worked)
    with CaptureQueriesContext(connection) as statements:
        next(calls)()
    figures.statements = len(statements)
    figures.tell(what)
    return figures


def as_a_next_step(order: WorkOrder, at: datetime) -> None:
    """Place the order as the outbox has it done when it has been accepted (``core/events/outbox.py``)."""
    with transaction.atomic(), without_savepoints(), holding_rows(), gathering():
        actions.place_order(lock_row(WorkOrder, order.pk), by=SYSTEM, at=at)


def one(cast: Cast, people: int, visits: int, asked: int) -> dict[str, Any]:
    """Fill the plan up to this size and ask."""
    staffed(cast, people)
    have = WorkOrder.objects.count()
    begun = time.perf_counter()
    ordered(cast, visits - PlannedVisit.objects.count(), have, wishes=True)
    actions.optimise(cast.outlet, seconds=people / 20, by=SYSTEM, at=cast.at)
    stand, took = PlannedVisit.objects.count(), time.perf_counter() - begun
    print(f"{people} technicians, {stand} visits, planned in {took:.0f} s", flush=True)
    waiting = ordered(cast, 2 * asked + 2, WorkOrder.objects.count(), wishes=False)
    begun = time.perf_counter()
    free_windows(waiting[0], at=cast.at)
    print(f"the first question of a process: {(time.perf_counter() - begun) * 1_000:.0f} ms")
    moments = (cast.at + timedelta(seconds=number) for number in count())
    kinds: dict[str, tuple[Callable[..., object], list[WorkOrder]]] = {
        "slots": (lambda order, at: free_windows(order, at=at), waiting),
        "place_order": (lambda order, at: actions.place_order(order, by=SYSTEM, at=at), waiting),
        "place_order as a next step": (as_a_next_step, waiting[asked + 1 :]),
    }
    figures = {
        what: timed(what, asked, (partial(do, order, at) for order, at in zip(orders, moments, strict=False)))
        for what, (do, orders) in kinds.items()
    }
    return {"technicians": people, "visits": stand, **{what: asdict(one) for what, one in figures.items()}}


def main(sizes: str = SIZES, asked: str = "150") -> None:
    """Make the firm and measure."""
    print(f"load {os.getloadavg()[0]:.1f}")
    with running_database():
        cast = build_cast()
        choose("dispatch.engine", value="plan", valid_from=cast.at, by=SYSTEM, at=cast.at)
        plans = [[int(part) for part in size.split("x")] for size in sizes.split(",")]
        print(json.dumps([one(cast, people, visits, int(asked)) for people, visits in plans]))


if __name__ == "__main__":
    main(*sys.argv[1:])
