"""An Excel export by the worker: time, processor and memory for 10,000 and for 100,000 rows."""

from __future__ import annotations

import os
import resource
import time

import django

django.setup()

from baoxiu.basics.exports.actions import ask  # noqa: E402
from baoxiu.basics.exports.models import Export  # noqa: E402
from baoxiu.basics.exports.writing import write_waiting  # noqa: E402
from baoxiu.config.cli.connection import running_database  # noqa: E402
from baoxiu.core import clock  # noqa: E402
from baoxiu.flow.intake.tests.make import submitted  # noqa: E402
from baoxiu.web.desk.exports.writer import write_export  # noqa: E402
from benchmarks.inside.copies import multiply, ratio  # noqa: E402
from tests.cast import Cast, build_cast  # noqa: E402

STEPS = (10_000, 100_000)


def memory() -> float:
    """The most this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(cast: Cast, rows: int) -> tuple[float, float, float]:
    """Seconds on the clock, of the processor, and the peak in MB."""
    ask("requests", query="tab=all", rows=rows, language="zh-hans", by=cast.actor("mo"), at=clock.now())
    begun, worked = time.perf_counter(), time.process_time()
    write_waiting(write_export, clock.now)
    taken = time.perf_counter() - begun, time.process_time() - worked
    done = Export.objects.latest("pk")
    assert (done.state, done.rows) == ("ready", rows), (done.state, done.rows)
    print(
        f"{rows:,} rows: {taken[0]:.1f} s, {taken[1]:.1f} s of processor, peak {memory():.0f} MB, {done.size:,} bytes"
    )
    return *taken, memory()


def main() -> None:
    """Make the rows and measure."""
    print(f"load {os.getloadavg()[0]:.1f} · {memory():.0f} MB before")
    with running_database():
        cast = build_cast(clock.now())
        request, have, peaks = submitted(cast), 1, []
        for rows in STEPS:
            other = {"number": f"'BX-' || (n + {have})", "client_key": "gen_random_uuid()"}
            multiply(request, rows - have, **other)
            have = rows
            peaks.append(one(cast, rows)[2])
        print(f"memory: {ratio(peaks):.2f} times for ten times the rows")


if __name__ == "__main__":
    main()
