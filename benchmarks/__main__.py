"""`make bench`: prints a table; the figures of a release go into benchmarks/README.md by hand."""

from __future__ import annotations

import os
import platform

from benchmarks import documents, fresh
from benchmarks.clients import Person, p95
from benchmarks.installation import Installation, installation
from benchmarks.intake import measure

ORDERS = 200
PAGES = 60
PASSWORD = "baoxiu-demo"


def pages(target: Installation) -> dict[str, float]:
    """p95 in milliseconds of the pages people look at all day."""
    agent = Person(target)
    agent.sign_in("agent", PASSWORD)
    queue = agent.get("/desk/orders/")[1]
    order = queue.split('href="/desk/orders/')[1].split('"')[0] if 'href="/desk/orders/' in queue else ""
    places = {"desk home": "/desk/", "order queue": "/desk/orders/", "order page": f"/desk/orders/{order}"}
    return {name: p95(agent.times(path, PAGES)) * 1_000 for name, path in places.items()}


def main() -> None:
    """Measure one after the other and print."""
    print(f"{platform.python_version()} · {os.cpu_count()} cores · load {os.getloadavg()[0]:.1f}")
    with installation() as target:
        for clients in (1, 8):
            rate = measure(target, clients=clients, orders=ORDERS)
            print(f"intake to assignment, {clients} client(s): {rate:.1f} orders/s")
        for name, milliseconds in pages(target).items():
            print(f"{name}: p95 {milliseconds:.0f} ms")
    for script in ("export", "sweep"):
        fresh.run(script)
    documents.main()


if __name__ == "__main__":
    main()
