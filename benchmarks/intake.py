"""Orders per second over HTTP: request → accepted → order → assigned, everything that follows included."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import quote

from benchmarks.clients import ApiClient
from benchmarks.installation import Installation

DISTRICTS = ("410102", "410103", "410104", "410105")
FAMILIES = ("refrigerator", "washing_machine", "television", "rice_cooker")
WAIT_LIMIT = 300


def measure(target: Installation, *, clients: int, orders: int) -> float:
    """Complete orders per second with so many clients at once."""
    began, since = time.perf_counter(), quote(datetime.now(UTC).isoformat())
    share = orders // clients
    with ThreadPoolExecutor(clients) as pool:
        numbers = [
            number
            for part in pool.map(lambda one: _report(target, one, share), range(clients))
            for number in part
        ]
    _wait_until_assigned(target, numbers, since)
    return len(numbers) / (time.perf_counter() - began)


def _report(target: Installation, client: int, count: int) -> list[str]:
    api = ApiClient(target)
    return [_one(api, client * 100_000 + number) for number in range(count)]


def _one(api: ApiClient, seed: int) -> str:
    made = api.call("POST", "/requests", _body(seed))
    api.call("POST", f"/requests/{made['number']}/accept", {"severity": 2})
    return str(made["number"])


def _body(seed: int) -> dict[str, object]:
    tail = (seed * 7_919 + time.perf_counter_ns()) % 10**8
    return {
        "channel": "api",
        "family": FAMILIES[seed % len(FAMILIES)],
        "fault_text": "不工作，请尽快安排",
        "contact_name": f"测试{seed}",
        "phone": f"139{tail:08d}",
        "division_code": DISTRICTS[seed % len(DISTRICTS)],
        "address": f"花园路{seed % 200 + 1}号",
        "acknowledged": True,
    }


def _wait_until_assigned(target: Installation, numbers: list[str], since: str) -> None:
    """Until every request has its order and no order since the start waits for a technician."""
    api = ApiClient(target)
    until = time.monotonic() + WAIT_LIMIT
    waiting = list(numbers)
    while waiting and time.monotonic() < until:
        waiting = [number for number in waiting if not api.call("GET", f"/requests/{number}")["orders"]]
        if not waiting and api.call("GET", f"/orders?stage=created&limit=1&since={since}")["items"]:
            waiting = numbers[-1:]
        time.sleep(0.05)
    if waiting:
        raise RuntimeError(f"{len(waiting)} requests have no assigned order after {WAIT_LIMIT} s")
