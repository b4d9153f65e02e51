"""The parts of `baoxiu run`: ports, children, one run per data directory."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from baoxiu.config.environment import Environment
from baoxiu.config.supervisor.child import Child
from baoxiu.config.supervisor.ports import first_free_port
from baoxiu.config.supervisor.single import AlreadyRunning, only_run
from baoxiu.config.supervisor.stopping import stop_wish


def test_a_busy_port_gives_the_next_one() -> None:
    """The first free port from the wanted one on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert (first_free_port("127.0.0.1", port) or 0) > port
    assert first_free_port("127.0.0.1", port) == port


def test_only_one_run_per_data_directory(data: Path, environment_of: Callable[[Path], Environment]) -> None:
    """The second is told who runs."""
    environment = environment_of(data)
    refused = pytest.raises(AlreadyRunning, match=f"pid {os.getpid()}")
    with only_run(environment), refused, only_run(environment):
        pass
    with only_run(environment):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_the_waiting_at_once(number: signal.Signals) -> None:
    """Also one that comes while nobody waits."""
    with stop_wish() as wish:
        assert not wish.wait(0.01)
        began = time.monotonic()
        os.kill(os.getpid(), number)
        assert wish.wait(600)
        assert wish.is_set()
        assert time.monotonic() - began < 300
    assert signal.getsignal(number) != wish.ask


def _wait_until(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 300
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_a_child_that_dies_comes_back_after_a_growing_pause() -> None:
    """1, 2, 4 … seconds; each death is told with its exit code."""
    told: list[tuple[str, int, float]] = []
    child = Child("short", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    child.start()

    def look() -> bool:
        child.keep_alive(lambda name, code, pause: told.append((name, code, pause)))
        return len(told) == 2

    _wait_until(look)
    child.make_stop()
    assert told == [("short", 3, 1.0), ("short", 3, 2.0)]


def test_what_a_dead_child_leaves_behind_is_ended() -> None:
    """A killed server's own workers do not keep its port."""
    code = (
        "import os, subprocess, sys, time;"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); print('up', flush=True);"
        "time.sleep(60)"
    )
    child = Child("web", [sys.executable, "-c", code], os.environ)
    child.start()
    group = child.pid or 0
    _wait_until(lambda: len(_members(group)) == 2)
    os.kill(group, 9)
    told: list[str] = []

    def look() -> bool:
        child.keep_alive(lambda name, _code, _pause: told.append(name))
        return bool(told)

    _wait_until(look)
    _wait_until(lambda: not _members(group))


def _members(group: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[2] == str(group) and fields[0] != "Z":
            found.append(int(entry.name))
    return found
