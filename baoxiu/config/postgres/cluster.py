"""One data directory's server: start or adopt it, say how to reach it, stop it when its last user leaves."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

from baoxiu.config.locks import FileLock
from baoxiu.config.postgres.binaries import Binaries
from baoxiu.config.postgres.create import (
    APPLICATION,
    DATABASE,
    OWNER,
    SUPERUSER,
    create_cluster,
    create_roles,
)
from baoxiu.config.postgres.failures import ClusterTrouble
from baoxiu.config.postgres.place import Place, binaries_for, make_data_directory, make_home, place_for
from baoxiu.config.postgres.processes import (
    Postmaster,
    die_fast_with_parent,
    is_alive,
    left_overs,
    read_postmaster,
)
from baoxiu.config.postgres.server_user import ServerUser, server_user
from baoxiu.config.postgres.socket_folder import likely_socket_folder, socket_folder
from baoxiu.config.words import _

RECOVERY_SECONDS = 300.0
STOP_SECONDS = 60.0
PAUSE_SECONDS = 0.02
ATTEMPTS = 5
AGAIN_SECONDS = 0.3
LOG_BYTES = 10_000_000
ROLES = {"owner": OWNER, "app": APPLICATION, "superuser": SUPERUSER}
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
FRAGILE = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0",
}  # fmt: skip


class Cluster:
    """The PostgreSQL of one data directory.

    `durable=False` is for tests: it trades safety for speed and dies with the process that started it.
    """

    def __init__(self, data: Path, *, durable: bool = True, configured: Path | None = None) -> None:
        self.data = data.resolve()
        self.durable = durable
        self.user: ServerUser = server_user()
        self._configured = configured
        self._process: subprocess.Popen[bytes] | None = None
        self._use = FileLock(self.data / "postgres.use")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def place(self) -> Place:
        """Where its files are."""
        return place_for(self.data, self.user)

    def binaries(self) -> Binaries:
        """The programs that serve it. Raises NoBinaries or WrongMajor."""
        return binaries_for(self.place, self.user, self._configured)

    def running(self) -> bool:
        """Whether a server runs on it and takes connections."""
        found = read_postmaster(self.place.cluster)
        return found is not None and found.ready

    def url(self, role: str = "owner", database: str = DATABASE) -> str:
        """The address for a role: owner (migrations), app (web and worker) or superuser."""
        found = read_postmaster(self.place.cluster)
        folder = found.socket_folder if found else likely_socket_folder(self.data, self.user)
        passwords = quote(str(self.place.passwords))
        return (
            f"postgresql://{ROLES[role]}@/{database}?host={quote(str(folder))}&port=5432&passfile={passwords}"
        )

    def start(self) -> str:
        """Start the server or adopt the running one, waiting out a recovery; answers the owner's address.

        Raises ClusterTrouble (or a subclass) with the reason.
        """
        make_data_directory(self.data, self.user)
        with FileLock(self.data / "postgres.start").held():
            self._use.share()
            try:
                self._start_or_adopt()
            except BaseException:
                self._use.release()
                raise
        return self.url()

    def stop(self) -> bool:
        """Leave the server, and stop it (fast, clean) unless another process uses it. True if it stopped."""
        with FileLock(self.data / "postgres.start").held():
            self._use.release()
            if not self._use.try_exclusive():
                return False
            try:
                self._stop_server()
            finally:
                self._use.release()
        return True

    def used_by_others(self) -> bool:
        """Whether any process uses it at present; only meaningful before `start`."""
        if not self._use.try_exclusive():
            return True
        self._use.release()
        return False

    def _start_or_adopt(self) -> None:
        """A server found alive may be dying: it is only adopted when it answers, else started anew."""
        place = self.place
        for left in reversed(range(ATTEMPTS)):
            if not self._adopt(place):
                self._start_server(place)
            try:
                create_roles(self.url("superuser", "postgres"), place.passwords)
            except psycopg.OperationalError as trouble:
                if not left:
                    text = _("The database server does not take connections: {reason}")
                    raise ClusterTrouble(text.format(reason=trouble)) from trouble
                time.sleep(AGAIN_SECONDS)
            else:
                return

    def _adopt(self, place: Place) -> bool:
        """Wait until the running server is ready; false when there is none or it ends."""

        def decided() -> bool:
            found = read_postmaster(place.cluster)
            return found is None or found.ready

        _wait(decided, RECOVERY_SECONDS, _not_ready(place))
        return self.running()

    def _start_server(self, place: Place) -> None:
        make_home(place, self.user)
        binaries = self.binaries()
        if place.major is None:
            create_cluster(place, binaries, self.user)
        self._clear_stale(place)
        self._launch(place, binaries)
        self._wait_until_ready(place)

    def _clear_stale(self, place: Place) -> None:
        """Drop lock files that name a dead or foreign process, once nothing of the old server works."""
        _wait(
            lambda: not left_overs(place.cluster),
            STOP_SECONDS,
            _("Parts of an earlier database server do not end."),
        )
        (place.cluster / "postmaster.pid").unlink(missing_ok=True)
        for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (socket_folder(self.data, self.user) / name).unlink(missing_ok=True)

    def _launch(self, place: Place, binaries: Binaries) -> None:
        settings = SETTINGS | ({} if self.durable else FRAGILE)
        settings["unix_socket_directories"] = str(socket_folder(self.data, self.user))
        command = [binaries.program("postgres"), "-D", str(place.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with _open_log(place.log) as log:
            self._process = subprocess.Popen(
                command,
                cwd=place.cluster,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=None if self.durable else die_fast_with_parent,
                env={"PATH": os.environ.get("PATH", ""), "TZ": "UTC", "LC_MESSAGES": "C"},
                **self.user.popen,
            )

    def _wait_until_ready(self, place: Place) -> None:
        def ready() -> bool:
            if self._process is not None and self._process.poll() is not None:
                text = _("The database server stopped at once. Its last words: {words}")
                raise ClusterTrouble(text.format(words=_last_words(place.log)))
            return self.running()

        _wait(ready, RECOVERY_SECONDS, _not_ready(place))

    def _stop_server(self) -> None:
        found = read_postmaster(self.place.cluster)
        if found is None:
            return
        os.kill(found.pid, signal.SIGINT)
        _wait(lambda: self._gone(found), STOP_SECONDS, _("The database server did not stop in time."))
        with contextlib.suppress(OSError):
            found.socket_folder.rmdir()

    def _gone(self, server: Postmaster) -> bool:
        if self._process is not None and self._process.pid == server.pid:
            return self._process.poll() is not None
        return not is_alive(server.pid)


@contextlib.contextmanager
def _open_log(path: Path) -> Iterator[int]:
    too_long = path.exists() and path.stat().st_size > LOG_BYTES
    if too_long:
        path.replace(path.with_suffix(".log.old"))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _not_ready(place: Place) -> str:
    return _("The database server was not ready in time, see {path}.").format(path=place.log)


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()
    return " / ".join(line.partition("UTC")[2] or line for line in lines[-3:])


def _wait(condition: Callable[[], bool], seconds: float, complaint: str) -> None:
    """Ask again and again until `condition` holds; raises ClusterTrouble after `seconds`."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            raise ClusterTrouble(complaint)
        time.sleep(PAUSE_SECONDS)
