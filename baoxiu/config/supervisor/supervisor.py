"""Start in order, watch, stop in order."""

import contextlib
import http.client
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from baoxiu.config.environment import Environment
from baoxiu.config.postgres import Cluster, ClusterTrouble
from baoxiu.config.prepared import code_fingerprint, kept_welcome, remember
from baoxiu.config.supervisor.child import Child
from baoxiu.config.supervisor.commands import baoxiu_command, child_environ
from baoxiu.config.supervisor.ports import first_free_port
from baoxiu.config.supervisor.single import only_run
from baoxiu.config.supervisor.stopping import StopWish, stop_wish
from baoxiu.config.words import _
from baoxiu.core import clock

LOOK_SECONDS = 0.2
READY_SECONDS = 120.0
LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class Supervisor:
    """Everything that one installation runs on this machine."""

    def __init__(self, environment: Environment, *, demo: bool = False) -> None:
        self._environment = environment
        self._demo = demo
        self._stop: StopWish
        self._cluster: Cluster | None = None

    def run(self) -> int:
        """Run until a stop signal; answers the exit code. Raises ClusterTrouble when it cannot start."""
        with only_run(self._environment) as lock, stop_wish() as self._stop, self._database():
            welcome = self._prepare()
            if welcome is None or self._stop.is_set():
                return 0 if self._stop.is_set() else 1
            port = self._port()
            lock.write(f"pid {os.getpid()}, {self._address(port)}")
            children = self._children(port)
            try:
                self._announce(port, welcome, children)
                self._watch(children)
            finally:
                self._end(children)
        return 0

    @contextlib.contextmanager
    def _database(self) -> Iterator[None]:
        if not self._environment.own_database:
            yield
            return
        click.echo(_("Starting the database …"))
        with self._environment.cluster as self._cluster:
            yield
            click.echo(_("Stopping the database …"))

    def _prepare(self) -> str | None:
        """Prepare what has changed since the last start; answers what to tell the user, None if that failed."""
        code = code_fingerprint(self._environment, clock.now())
        welcome = kept_welcome(self._environment, code, demo=self._demo)
        if welcome is None:
            welcome = self._prepare_anew()
            if welcome is not None:
                remember(self._environment, code, welcome=welcome if self._demo else None)
        return welcome

    def _prepare_anew(self) -> str | None:
        if not self._demo:
            return self._ask("migrate", "owner")
        return None if self._ask("migrate", "owner", welcome=False) is None else self._ask("demo", "app")

    def _ask(self, command: str, role: str, *, welcome: bool = True) -> str | None:
        """Run one of our commands as a process; answers the welcome it leaves, None if it failed."""
        with tempfile.TemporaryDirectory(dir=self._environment.data, prefix="welcome-") as folder:
            note = Path(folder) / "note"
            note.touch()
            arguments = ["--welcome", str(note)] if welcome else []
            environ = child_environ(self._environment, self._environment.port, role)
            child = Child(command, baoxiu_command(command, *arguments), environ)
            child.start()
            return note.read_text() if child.wait(self._stop.is_set) == 0 else None

    def _port(self) -> int:
        wanted = self._environment.port
        port = first_free_port(self._environment.host, wanted)
        if port is None:
            raise ClusterTrouble(
                _("No free port from {port} on {host}.").format(port=wanted, host=self._environment.host)
            )
        if port != wanted:
            click.echo(_("Port {wanted} is busy; using {port}.").format(wanted=wanted, port=port))
        return port

    def _children(self, port: int) -> list[Child]:
        """Web and worker; the web server starts first and alone, because somebody waits for it."""
        static = self._environment.data / "static"
        static.mkdir(exist_ok=True)  # the web server warns of a missing folder
        environ = child_environ(self._environment, port, "app")
        children = [
            Child("web", baoxiu_command("web"), environ),
            Child("worker", baoxiu_command("worker"), environ),
        ]
        children[0].start()
        return children

    def _announce(self, port: int, welcome: str, children: list[Child]) -> None:
        web, worker = children
        is_up = self._comes_up(port, web)
        worker.start()
        if is_up:
            click.echo(welcome, nl=False)
            click.echo(_("Baoxiu is ready: {address}  (Ctrl-C stops it)").format(address=self._address(port)))
        elif not self._stop.is_set():
            click.echo(_("The web server does not answer yet; the messages above say why."), err=True)

    def _address(self, port: int) -> str:
        return self._environment.url if port == self._environment.port else f"http://localhost:{port}"

    def _comes_up(self, port: int, web: Child) -> bool:
        limit = time.monotonic() + READY_SECONDS
        host = LOCAL.get(self._environment.host, self._environment.host)
        while time.monotonic() < limit and not self._stop.wait(LOOK_SECONDS):
            self._look_after([web])
            if _answers(host, port):
                return True
        return False

    def _watch(self, children: list[Child]) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self._look_after(children)

    def _look_after(self, children: list[Child]) -> None:
        self._keep_database_alive()
        for child in children:
            child.keep_alive(_say_died)

    def _keep_database_alive(self) -> None:
        if self._cluster is None or self._cluster.running():
            return
        click.echo(_("The database ended; starting it again."), err=True)
        try:
            self._cluster.start()
        except ClusterTrouble as trouble:
            click.echo(str(trouble), err=True)
            self._stop.wait(5)

    def _end(self, children: list[Child]) -> None:
        click.echo(_("Stopping …"))
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.make_stop()


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/health/", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    return False


def _say_died(name: str, code: int, pause: float) -> None:
    text = _("The {name} process ended (code {code}); it starts again in {pause:.0f} s.")
    click.echo(text.format(name=name, code=code, pause=pause), err=True)
