"""The sweep of the promises: 1,000 are due, among 10,000 and among 1,000,000 that are open."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from baoxiu.basics.promises.actions import sweep  # noqa: E402
from baoxiu.basics.promises.models import Promise  # noqa: E402
from baoxiu.config.cli.connection import running_database  # noqa: E402
from baoxiu.core import clock  # noqa: E402
from baoxiu.core.events.outbox import drain  # noqa: E402
from baoxiu.flow.intake.tests.make import submitted  # noqa: E402
from baoxiu.flow.next_steps import follow  # noqa: E402
from benchmarks.inside.copies import multiply, ratio  # noqa: E402
from tests.cast import build_cast  # noqa: E402

OPEN = (10_000, 1_000_000)
DUE = 1_000


def due_now(base: int) -> None:
    """Let so many of the open ones be over a minute ago, each of a case of its own."""
    past = clock.now() - timedelta(minutes=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE promises_promise SET due_at = %s, next_look_at = %s, warned = true"
            " WHERE start_event_id > %s AND start_event_id <= %s",
            [past, past, base, base + DUE],
        )


def one(base: int) -> float:
    """Seconds of a sweep that finds them."""
    due_now(base)
    begun = time.perf_counter()
    found = sweep(at=clock.now())
    taken = time.perf_counter() - begun
    assert found == DUE, found
    count = Promise.objects.filter(state=Promise.State.RUNNING).count() + DUE
    print(f"{DUE:,} due among {count:,} open: {taken:.2f} s")
    return taken


def main() -> None:
    """Make the promises and measure."""
    print(f"load {os.getloadavg()[0]:.1f}")
    with running_database():
        now = clock.now()
        with transaction.atomic():
            submitted(build_cast(now), at=now)
        drain(follow)
        first = Promise.objects.filter(kind="first_review").get()
        later = f"timestamptz '{(now + timedelta(days=9)).isoformat()}'"
        base, times, have = 10**9, [], 0
        for count in OPEN:
            multiply(
                first, count - have, start_event_id=f"{base + have} + n", case=f"'case:' || ({base + have} + n)",
                due_at=later, next_look_at=later,
            )  # fmt: skip
            times.append(one(base + have))
            have = count
        print(f"time: {ratio(times):.2f} times for a hundred times as many open")


if __name__ == "__main__":
    main()
