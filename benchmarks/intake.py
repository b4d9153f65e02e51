"""Orders per second over HTTP: request → accepted → order → assigned, everything that follows included."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg

from baoxiu.config.postgres import Cluster
from benchmarks.clients import ApiClient
from benchmarks.installation import Installation

DISTRICTS = (
    *("410102", "410103", "410104", "410105", "410106", "410108", "410122"),
    *("410302", "410303", "410305", "410311"),
    *("410202", "410203", "410702", "410703", "411302", "411303", "411002", "411003"),
)
"""Of the demo firm's six outlets, each as often as it has people."""
FAMILIES = ("refrigerator", "washing_machine", "television", "rice_cooker")
WAIT_LIMIT = 300


UNDONE: LiteralString = """
    SELECT count(*) FROM intake_repairrequest AS request WHERE request.number = ANY(%s) AND (
        NOT EXISTS (SELECT FROM work_orders_workorder WHERE request_id = request.id)
        OR EXISTS (SELECT FROM events_event AS event JOIN events_outboxentry AS entry ON entry.event_id = event.id
                   WHERE event.chain = 'case:' || request.id AND entry.handled_at IS NULL))
"""
ASSIGNED: LiteralString = """
    SELECT count(DISTINCT request.id) FROM intake_repairrequest AS request
    JOIN work_orders_workorder AS made ON made.request_id = request.id
    WHERE request.number = ANY(%s) AND made.technician_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Intake:
    """Complete orders per second, and the share of them that found a technician (the others wait for a dispatcher)."""

    rate: float
    assigned: float


def measure(target: Installation, *, clients: int, orders: int) -> Intake:
    """What so many clients at once bring in; an order is complete when all that follows from it has happened."""
    began = time.perf_counter()
    share = orders // clients
    with ThreadPoolExecutor(clients) as pool:
        numbers = [
            number
            for part in pool.map(lambda one: _report(target, one, share), range(clients))
            for number in part
        ]
    assigned = _wait_until_done(target, numbers)
    return Intake(len(numbers) / (time.perf_counter() - began), assigned)


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


def _wait_until_done(target: Installation, numbers: list[str]) -> float:
    """Until every request has its order and nothing of it waits in the outbox; the share that found a technician."""
    until = time.monotonic() + WAIT_LIMIT
    with psycopg.connect(
        Cluster(Path(target.environ["BAOXIU_DATA"])).url("superuser"), autocommit=True
    ) as connection:
        while (undone := _asked(connection, UNDONE, numbers)) and time.monotonic() < until:
            time.sleep(0.05)
        if undone:
            raise RuntimeError(f"{undone} of {len(numbers)} requests are not complete after {WAIT_LIMIT} s")
        return _asked(connection, ASSIGNED, numbers) / len(numbers)


def _asked(connection: psycopg.Connection, question: LiteralString, numbers: list[str]) -> int:
    row = connection.execute(question, [numbers]).fetchone()
    return int(row[0]) if row else 0
