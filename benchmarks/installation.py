"""A real installation in a folder of its own: the demo firm, web and worker, started by the product's own command."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_LIMIT = 1_200
STOP_LIMIT = 60
CLI = [sys.executable, "-m", "baoxiu.config.cli"]


@dataclass(frozen=True, slots=True)
class Installation:
    """Where it answers and what an API client and a person need to get in."""

    host: str
    port: int
    token: str
    environ: dict[str, str]


@contextmanager
def installation() -> Iterator[Installation]:
    """Start one, and stop and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-bench-"))
    folder.chmod(0o711)
    environ = os.environ | {"BAOXIU_DATA": str(folder / "data"), "BAOXIU_PORT": "8391"}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([*CLI, "run", "--demo"], env=environ, stdout=log, stderr=subprocess.STDOUT)
    try:
        port = _wait(server, folder / "log")
        yield Installation("127.0.0.1", port, _prepare(environ), environ)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(STOP_LIMIT)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: subprocess.Popen[bytes], log: Path) -> int:
    """The port, once the address is printed."""
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and server.poll() is None:
        address = re.search(r"http://[\w.\[\]:-]+?:(\d+)", log.read_text("utf-8", "replace"))
        if address:
            return int(address[1])
        time.sleep(0.5)
    raise RuntimeError(log.read_text("utf-8", "replace")[-2_000:])


def _prepare(environ: dict[str, str]) -> str:
    """Let technicians take any number of jobs, and issue a token."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.prepare"], env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip().splitlines()[-1]
