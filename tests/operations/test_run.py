"""`baoxiu run`, whole: start, second run, kill -9, busy port, Ctrl-C."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from baoxiu.config.postgres import Cluster
from baoxiu.config.postgres.processes import command_line, is_alive, read_postmaster

SECONDS = 600.0


class Run:
    """A `baoxiu run` in a process of its own."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self._log = data.with_name(f"run-{time.monotonic_ns()}.log")
        environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environ |= {"BAOXIU_DATA": str(data), "BAOXIU_PORT": str(port), "BAOXIU_LANGUAGE": "en"}
        command = [sys.executable, "-m", "baoxiu.config.cli", "run"]
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                command, env=environ, stdout=log, stderr=log, start_new_session=True
            )

    @property
    def said(self) -> str:
        """Everything on the terminal so far."""
        return self._log.read_text()

    def until_ready(self) -> "Run":
        """Wait for the line with the address."""
        wait_until(lambda: any(word in self.said for word in ("is ready", "starts again", "does not answer")))
        assert "is ready" in self.said, self.said
        return self

    def child(self, words: str) -> int:
        """The process id of the child whose command has these words, 0 when there is none."""
        return next((pid for pid in _children(self.process.pid) if words in command_line(pid)), 0)

    def stop(self) -> int:
        """Press Ctrl-C and answer the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)

    def end(self) -> None:
        """Whatever the test came to: nothing stays behind."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(SECONDS)


def _children(pid: int) -> list[int]:
    entries = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [int(entry.name) for entry in entries if _parent(entry) == pid]


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def wait_until(condition: Callable[[], bool]) -> None:
    """Ask until it holds."""
    limit = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether the web server finds its database."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/health/")
        return connection.getresponse().status == 200
    return False


def server_pid(data: Path) -> int:
    """The process id of the data directory's server, 0 when none runs."""
    found = read_postmaster(Cluster(data).place.cluster)
    return found.pid if found else 0


@pytest.fixture
def start(data: Path, port: int) -> Iterator[Callable[[], Run]]:
    """Starts a run on a busy port; every run is ended with the test."""
    runs: list[Run] = []

    def new() -> Run:
        runs.append(Run(data, port))
        return runs[-1]

    yield new
    for run in runs:
        run.end()


@pytest.fixture
def port() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.slow(30)
def test_the_life_of_an_installation(data: Path, port: int, start: Callable[[], Run]) -> None:
    """First start with a one-time password, deaths of parts, death of all, a quiet stop; nothing is lost."""
    run = start().until_ready()
    assert f"Port {port} is busy" in run.said
    assert "one-time password" in run.said
    used = int(run.said.rpartition("localhost:")[2].split()[0])
    assert answers(used)
    second = start()
    assert second.process.wait(SECONDS) == 1
    assert f"pid {run.process.pid}" in second.said

    _killed_parts_come_back(run, used)
    _kill_all(run, data)
    note = data / "prepared.json"
    before = note.stat().st_mtime_ns
    run = start().until_ready()
    assert "one-time password" not in run.said
    assert note.stat().st_mtime_ns == before, "prepared again, although nothing has changed"
    assert run.stop() == 0
    assert "Traceback" not in run.said
    assert server_pid(data) == 0


def _killed_parts_come_back(run: Run, used: int) -> None:
    web, worker, database = run.child("cli web"), run.child("cli worker"), server_pid(run.data)
    for pid in (web, worker, database):
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: server_pid(run.data) not in (0, database))
    wait_until(lambda: run.child("cli web") not in (0, web) and run.child("cli worker") not in (0, worker))
    wait_until(lambda: answers(used))


def _kill_all(run: Run, data: Path) -> None:
    """The web server's own processes go with it: they would keep the port."""
    web = run.child("cli web")
    everything = [run.process.pid, web, run.child("cli worker"), server_pid(data)]
    inside = _children(web)
    assert inside
    for pid in everything:
        os.kill(pid, signal.SIGKILL)
    run.process.wait()
    wait_until(lambda: not any(is_alive(pid) for pid in everything + inside))
