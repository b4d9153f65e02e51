"""`make bench`: prints a table; the figures of a release go into benchmarks/README.md by hand.

`BENCH_ORDERS=10000,1000000` measures in a house with so many orders, one size after the other.
"""

from __future__ import annotations

import os
import platform
import re
import zlib
from pathlib import Path

from benchmarks import documents, fresh, history
from benchmarks.clients import Person, p95
from benchmarks.installation import Installation, installation
from benchmarks.intake import measure

ORDERS = 200
PAGES = 60
PASSWORD = "baoxiu-demo"
FIRST_ORDER = re.compile(r'href="/desk/orders/([A-Z]+[^"/]+)/"')


def pages(target: Installation) -> dict[str, tuple[float, float]]:
    """p95 in milliseconds, and the size sent in kB, of the pages people look at all day."""
    agent = Person(target)
    agent.sign_in("agent", PASSWORD)
    found = FIRST_ORDER.search(agent.get("/desk/orders/")[1])
    number = found[1] if found else ""
    places = {
        "desk home": "/desk/",
        "order queue": "/desk/orders/",
        "closed orders": "/desk/orders/?tab=closed",
        "order page": f"/desk/orders/{number}/",
        "search: number": f"/desk/search/?part=1&q={number}",
        "search: phone tail": "/desk/search/?part=1&q=4711",
        "search: fault": "/desk/search/?part=1&q=%E4%B8%8D%E5%88%B6%E5%86%B7",
    }
    return {name: _measured(agent, path) for name, path in places.items()}


def _measured(agent: Person, path: str) -> tuple[float, float]:
    size = len(zlib.compress(agent.get(path)[1].encode())) / 1_000
    return p95(agent.times(path, PAGES)) * 1_000, size


def sizes() -> list[int]:
    """How many orders are to be there; 0 stands for the demo firm alone."""
    return [int(size) for size in os.environ.get("BENCH_ORDERS", "0").split(",")]


def main() -> None:
    """Measure one after the other and print."""
    print(f"{platform.python_version()} · {os.cpu_count()} cores · load {os.getloadavg()[0]:.1f}")
    with installation() as target:
        for size in sizes():
            if size:
                print(f"orders there: {history.fill(Path(target.environ['BAOXIU_DATA']), size)}", flush=True)
            for clients in (1, 8):
                intake = measure(target, clients=clients, orders=ORDERS)
                print(
                    f"intake, {clients} client(s): {intake.rate:.1f} complete orders/s,"
                    f" {intake.assigned:.0%} with a technician",
                    flush=True,
                )
            for name, (milliseconds, kilobytes) in pages(target).items():
                print(f"{name}: p95 {milliseconds:.0f} ms, {kilobytes:.0f} kB compressed", flush=True)
    for script in ("export", "sweep"):
        fresh.run(script)
    documents.main()


if __name__ == "__main__":
    main()
