"""kill -9 of web, worker and database while orders come in: nothing acknowledged is lost, nothing happens twice."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from baoxiu.config.postgres import Cluster
from baoxiu.config.postgres.processes import command_line, is_alive, left_overs
from tests import template
from tests.concurrency.caller import Caller
from tests.operations.conftest import data_directory
from tests.operations.test_run import Run, server_pid

ORDERS = 140
THREADS = 6
SECONDS = 1_800.0
"""The bound of everything on a busy machine; two quiet cores need a tenth of it."""
SEED = 20260302
ONCE = ("intake.submitted", "intake.accepted", "order.created", "warranty.judged")


@dataclass
class Installation:
    """A whole installation in processes of its own."""

    run: Run
    data: Path
    port: int

    def kill(self, victim: str) -> bool:
        """kill -9; false when the victim has not come back yet from its last death."""
        pids = VICTIMS[victim](self)
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(pids)

    def inside(self, script: str) -> str:
        """What a script says that runs in this installation."""
        environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environ |= {"BAOXIU_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "baoxiu.config.settings"}
        command = [sys.executable, "-m", "tests.concurrency.inside", script]
        return subprocess.run(
            command, env=environ, check=True, stdout=subprocess.PIPE, text=True, timeout=600
        ).stdout

    def waiting(self) -> int:
        """How many events have not led to their next steps; -1 while the database cannot say."""
        try:
            with psycopg.connect(Cluster(self.data).url(), connect_timeout=5) as connection:
                query = "SELECT count(*) FROM events_outboxentry WHERE handled_at IS NULL"
                row = connection.execute(query).fetchone()
        except psycopg.OperationalError:
            return -1
        return int(row[0]) if row else -1


def _web(house: Installation) -> list[int]:
    found = house.run.child("cli web")
    return [found] if found else []


def _web_process(house: Installation) -> list[int]:
    """One of the processes that the web server shares its work out to."""
    return [pid for main in _web(house) for pid in _children(main) if "cli web" in command_line(pid)][:1]


def _worker(house: Installation) -> list[int]:
    found = house.run.child("cli worker")
    return [found] if found else []


def _database(house: Installation) -> list[int]:
    """The server with all its parts, as when the machine loses power."""
    main = server_pid(house.data)
    return [main, *left_overs(Cluster(house.data).place.cluster)] if main else []


VICTIMS: dict[str, Callable[[Installation], list[int]]] = {
    "web": _web,
    "web process": _web_process,
    "worker": _worker,
    "database": _database,
}
KILLS = ("web", "web process", "web process", "worker", "worker", "database", "database")


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    with contextlib.suppress(OSError):
        return [int(child) for path in tasks for child in path.read_text().split()]
    return []


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


@pytest.fixture
def house() -> Iterator[Installation]:
    """`baoxiu run` on a durable cluster; whatever the test comes to, no process stays behind."""
    with data_directory() as data:
        _migrate(data)
        port = _free_port()
        run = Run(data, port)
        house = Installation(run, data, port)
        seen: set[int] = set()
        try:
            run.until_ready()
            house.port = int(run.said.rpartition("localhost:")[2].split()[0])
            yield house
        finally:
            seen |= {run.process.pid, *_web(house), *_worker(house), *_database(house)}
            _end(house, seen)
        assert not [command_line(pid) for pid in seen if is_alive(pid)]


def _migrate(data: Path) -> None:
    """Everything's first start is the life of an installation's to prove (tests/operations/test_run.py)."""
    cluster = Cluster(data)
    cluster.start()
    try:
        template.fill(cluster.url("owner"))
    finally:
        cluster.stop()


def _end(house: Installation, pids: set[int]) -> None:
    """Ctrl-C; what does not obey is killed."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        house.run.end()
        return
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    house.run.process.wait(300)


@pytest.mark.slow(120)
def test_nothing_is_lost_and_nothing_happens_twice(house: Installation) -> None:
    """RQ-WO-01, RQ-INT-11, RQ-DSP-06 and design.md 4: acknowledged is there once; each event leads on once."""
    until = time.monotonic() + SECONDS
    caller = Caller(house.port, house.inside("firm").strip(), until)
    texts = [f"第{number}单不制冷" for number in range(1, ORDERS + 1)]
    threads = caller.start(texts, THREADS)
    killed = _storm(house, caller, random.Random(SEED), until)
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()) + 1)
    assert not caller.trouble
    assert sorted(caller.told) == sorted(texts)
    assert Counter(killed) == Counter(KILLS)
    assert caller.repeats, "nobody was in the middle of anything"

    _wait_until_drained(house, until)
    found = json.loads(house.inside("findings"))
    assert found["waiting"] == []
    assert found["broken"] == []
    _nothing_lost(caller, found["cases"])
    for case in found["cases"]:
        _everything_once(case)
    _numbers_without_gap([case["number"] for case in found["cases"]])
    _numbers_without_gap([number for case in found["cases"] for number, _stage in case["orders"]])


def _storm(house: Installation, caller: Caller, chance: random.Random, until: float) -> list[str]:
    """Kill each victim once so many orders are through; answers who died."""
    victims = chance.sample(KILLS, len(KILLS))
    marks = sorted(chance.sample(range(ORDERS // 15, ORDERS * 9 // 10), len(KILLS)))
    killed = []
    for mark, victim in zip(marks, victims, strict=True):
        _wait(partial(caller.has_done, mark), until)
        time.sleep(chance.random() / 10)
        _wait(partial(house.kill, victim), until)
        killed.append(victim)
    return killed


def _wait_until_drained(house: Installation, until: float) -> None:
    while waiting := house.waiting():
        assert time.monotonic() < until, f"{waiting} events wait\n{house.run.said[-3000:]}"
        time.sleep(0.2)


def _wait(condition: Callable[[], bool], until: float) -> None:
    while not condition():
        assert time.monotonic() < until, "not in time"
        time.sleep(0.05)


def _nothing_lost(caller: Caller, cases: list[dict[str, Any]]) -> None:
    """Every acknowledged request is there under the number that was told, and none is there twice."""
    assert len(cases) == ORDERS
    assert {case["fault_text"]: case["number"] for case in cases} == caller.told


def _everything_once(case: dict[str, Any]) -> None:
    events = case["events"]
    assert case["stage"] == "accepted"
    assert {kind: events.get(kind) for kind in ONCE} == dict.fromkeys(ONCE, 1), case
    assert events.get("dispatch.assigned", 0) + events.get("dispatch.not_possible", 0) == 1, case
    assert case["assignments"] == events.get("dispatch.assigned", 0), case
    ((_number, stage),) = case["orders"]
    assert stage == ("assigned" if case["assignments"] else "created"), case
    for name in ("promises", "tasks", "notices"):
        once = {kind: times for kind, times in case[name].items() if kind not in PER_PERSON}
        assert set(once.values()) == {1}, case
    assert {"first_review", "assessment", "visit", "repair"} <= case["promises"].keys(), case
    assert {"request_received", "request_accepted"} <= case["notices"].keys(), case


PER_PERSON = ("no_candidate",)
"""Told to everybody with the role."""


def _numbers_without_gap(numbers: list[str]) -> None:
    """Each day's series runs 1, 2, 3 …"""
    series: dict[str, list[int]] = {}
    for number in numbers:
        day, _dash, count = number.partition("-")
        series.setdefault(day, []).append(int(count))
    for counts in series.values():
        assert sorted(counts) == list(range(1, len(counts) + 1))
