"""What the operating system says about server processes; a number in a file proves nothing."""

import ctypes
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
PROC = Path("/proc")


@dataclass(frozen=True)
class Postmaster:
    """A running server as its `postmaster.pid` describes it."""

    pid: int
    socket_folder: Path
    ready: bool


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask Linux to signal this process when its parent dies (for `preexec_fn`)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(number))


def die_fast_with_parent() -> None:
    """Like `die_with_parent`, with PostgreSQL's signal for an immediate stop."""
    die_with_parent(signal.SIGQUIT)


def read_postmaster(cluster: Path) -> Postmaster | None:
    """The server that runs on this cluster directory, or None when the pid file is missing or stale."""
    lines = _pid_file_lines(cluster)
    if len(lines) < 5 or not lines[0].isdigit() or not lines[4]:  # a server that starts writes line by line
        return None
    pid = int(lines[0])
    if not _serves(pid, cluster):
        return None
    return Postmaster(pid, Path(lines[4]), ready=len(lines) > 7 and lines[7].strip() == "ready")


def left_overs(cluster: Path) -> list[int]:
    """Processes that still work inside the cluster directory, for instance of a killed server."""
    if not PROC.is_dir():
        return []
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and _works_in(entry, cluster)]


def is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    if PROC.is_dir():
        return _state(pid) not in ("", "Z", "X")
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _pid_file_lines(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _serves(pid: int, cluster: Path) -> bool:
    command = command_line(pid)
    return is_alive(pid) and "postgres" in command and str(cluster) in command


def command_line(pid: int) -> str:
    """The command of a process as one line; empty when it is gone."""
    if PROC.is_dir():
        try:
            return (
                (PROC / str(pid) / "cmdline")
                .read_bytes()
                .replace(b"\0", b" ")
                .decode(errors="replace")
                .strip()
            )
        except OSError:
            return ""
    answer = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return answer.stdout.strip()


def _state(pid: int) -> str:
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[0]


def _works_in(entry: Path, cluster: Path) -> bool:
    try:
        return (entry / "cwd").readlink() == cluster and is_alive(int(entry.name))
    except OSError:
        return False
