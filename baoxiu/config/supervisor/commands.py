"""The commands and surroundings of the processes that the supervisor starts."""

import os
import sys

from baoxiu.config.environment import Environment


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
