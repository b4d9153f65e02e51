"""The running plan of an outlet: a new order's place and a customer's free windows, each as a whole action.

``python -m benchmarks.fresh planning``: 10 technicians with 100 visits, 40 with 400, 300 with 3,000; ``BENCH_PLANS=40x400``: some of them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from random import Random

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
ASKED = 150


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


def timed(calls: Iterator[Callable[[], object]]) -> tuple[list[float], list[float], int]:
    """Seconds on the clock and of this process of each call, and the statements of the last one."""
    clock, processor, asked = [], [], 0
    for number, call in enumerate(calls):
        if number == ASKED:
            with CaptureQueriesContext(connection) as statements:
                call()
            asked = len(statements)
            break
        begun, worked = time.perf_counter(), time.process_time()
        call()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - worked)
    return clock, processor, asked


def told(what: str, figures: tuple[list[float], list[float], int]) -> None:
    """Print one row."""
    clock, processor, asked = figures
    p50, p99 = (sorted(clock)[int(len(clock) * share)] * 1_000 for share in (0.5, 0.99))
    own = sorted(processor)[len(processor) // 2] * 1_000
    print(
        f"{what}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, {own:.1f} ms of this process, {asked} statements",
        flush=True,
    )


def as_a_next_step(order: WorkOrder, at: datetime) -> None:
    """Place the order as the outbox has it done when it has been accepted (``core/events/outbox.py``)."""
    with transaction.atomic(), without_savepoints(), holding_rows(), gathering():
        actions.place_order(lock_row(WorkOrder, order.pk), by=SYSTEM, at=at)


def one(cast: Cast, people: int, visits: int) -> None:
    """Fill the plan up to this size and ask."""
    staffed(cast, people)
    have = WorkOrder.objects.count()
    begun = time.perf_counter()
    ordered(cast, visits - PlannedVisit.objects.count(), have, wishes=True)
    actions.optimise(cast.outlet, seconds=people / 20, by=SYSTEM, at=cast.at)
    print(
        f"{people} technicians, {PlannedVisit.objects.count()} visits, planned in {time.perf_counter() - begun:.0f} s",
        flush=True,
    )
    waiting = ordered(cast, 2 * ASKED + 20, WorkOrder.objects.count(), wishes=False)
    begun = time.perf_counter()
    free_windows(waiting[0], at=cast.at)
    print(f"the first question of a process: {(time.perf_counter() - begun) * 1_000:.0f} ms")
    later = iter(cast.at + timedelta(seconds=number) for number in range(10 * ASKED))
    told("slots", timed(lambda one=one: free_windows(one, at=next(later)) for one in waiting))
    told(
        "place_order",
        timed(lambda one=one: actions.place_order(one, by=SYSTEM, at=next(later)) for one in waiting),
    )
    told(
        "place_order as a next step",
        timed(lambda one=one: as_a_next_step(one, next(later)) for one in waiting[ASKED + 1 :]),
    )
    told("slots again", timed(lambda one=one: free_windows(one, at=next(later)) for one in waiting))


def main() -> None:
    """Make the firm and measure."""
    print(f"load {os.getloadavg()[0]:.1f}")
    with running_database():
        cast = build_cast()
        choose("dispatch.engine", value="plan", valid_from=cast.at, by=SYSTEM, at=cast.at)
        for size in os.environ.get("BENCH_PLANS", SIZES).split(","):
            one(cast, *(int(part) for part in size.split("x")))


if __name__ == "__main__":
    main()
