"""One process that the supervisor keeps alive."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping

from baoxiu.config.postgres.processes import die_with_parent

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0
GRACE_SECONDS = 15.0


class Child:
    """A command in a process group of its own. A child that dies comes back after 1, 2, 4 … 30 seconds."""

    def __init__(self, name: str, command: list[str], environ: Mapping[str, str]) -> None:
        self.name = name
        self._command = command
        self._environ = environ
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE / 2
        self._resume_at = 0.0

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it now."""
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            env=dict(self._environ),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )

    def keep_alive(self, say: Callable[[str, int, float], None]) -> None:
        """Notice a death, tell `say(name, exit code, pause in seconds)`, and start again after the pause."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._resume_at:
                self.start()
            return
        code = self._process.poll()
        if code is None:
            return
        self._end_group(signal.SIGKILL)
        self._process = None
        healthy = now - self._started > HEALTHY_AFTER
        self._pause = FIRST_PAUSE if healthy else min(self._pause * 2, LONGEST_PAUSE)
        self._resume_at = now + self._pause
        say(self.name, code, self._pause)

    def wait(self, stop: Callable[[], bool]) -> int:
        """Let it run to its end and answer its exit code; ends it early when `stop()` turns true."""
        assert self._process is not None
        while self._process.poll() is None:
            if stop():
                self.ask_to_stop()
                self.make_stop()
            time.sleep(0.05)
        return self._process.returncode

    def ask_to_stop(self) -> None:
        """Ask it to finish."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def make_stop(self, grace: float = GRACE_SECONDS) -> None:
        """Wait for its end, at most `grace` seconds, and end whatever is left of its group."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(grace)
        self._end_group(signal.SIGKILL)
        self._process.wait()

    def _end_group(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)
