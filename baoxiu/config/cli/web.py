"""`baoxiu web`: answers requests, with several processes that are copies of one in which everything is loaded."""

import multiprocessing
import signal
import sys
from importlib import import_module
from typing import Any

import click
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from baoxiu.config.cli.connection import running_database
from baoxiu.config.cli.loading import loading
from baoxiu.config.environment import Environment
from baoxiu.config.postgres.processes import die_with_parent
from baoxiu.config.words import _

THREADS = 4
TARGET = "baoxiu.config.wsgi"


@click.command(help=_("Answer requests until stopped."))
def command() -> None:
    """Run a web server."""
    with running_database() as environment:
        if sys.platform == "linux":
            multiprocessing.set_start_method("fork")
            with loading():
                _load(TARGET)
        _serve(environment)


def _serve(environment: Environment) -> None:
    """Threads for the waiting, processes for the computing."""
    server = Granian(
        TARGET,
        address=environment.host,
        port=environment.port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=environment.web_workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=_in_worker)


def _in_worker(target: str) -> Any:
    """A worker would outlive a server that is killed, and keep its port."""
    die_with_parent(signal.SIGKILL)
    return _load(target)


def _load(target: str) -> Any:
    """The application, with all pages: else the first request would load them."""
    application = import_module(target).application
    assert get_resolver().url_patterns, "a product without pages"
    return application
