"""The commands and surroundings of the processes that the supervisor starts."""

import os
import sys

from baoxiu.config.environment import Environment

THREADS_PER_WORKER = 4


def child_environ(environment: Environment, port: int, role: str) -> dict[str, str]:
    """The variables of a child: the present ones, the port, the data directory and the database role."""
    return os.environ | {
        "BAOXIU_PORT": str(port),
        "BAOXIU_DATA": str(environment.data),
        "BAOXIU_DATABASE_ROLE": role,
        "DJANGO_SETTINGS_MODULE": "baoxiu.config.settings",
    }


def baoxiu_command(*arguments: str) -> list[str]:
    """One of our own commands in a new process."""
    return [sys.executable, "-m", "baoxiu.config.cli", *arguments]


def web_command(environment: Environment, port: int) -> list[str]:
    """The web server: threads for the waiting, processes for the computing."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", environment.host, "--port", str(port)),
        *("--workers", str(environment.web_workers), "--blocking-threads", str(THREADS_PER_WORKER)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"),
        "baoxiu.config.wsgi:application",
    ]


def worker_command() -> list[str]:
    """The process that does background work."""
    return baoxiu_command("worker")
