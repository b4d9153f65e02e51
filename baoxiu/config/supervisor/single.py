"""Only one `run` per data directory."""

import contextlib
import os
from collections.abc import Iterator

from baoxiu.config.environment import Environment
from baoxiu.config.locks import FileLock
from baoxiu.config.postgres import ClusterTrouble
from baoxiu.config.postgres.place import make_data_directory
from baoxiu.config.postgres.server_user import server_user
from baoxiu.config.words import _


class AlreadyRunning(ClusterTrouble):
    """Another process runs this data directory."""


@contextlib.contextmanager
def only_run(environment: Environment) -> Iterator[FileLock]:
    """Hold the data directory's run lock for the block. Raises AlreadyRunning and says who holds it."""
    make_data_directory(environment.data, server_user())
    lock = FileLock(environment.data / "run.lock")
    if not lock.try_exclusive():
        raise AlreadyRunning(
            _("Baoxiu already runs for {data}: {who}.").format(
                data=environment.data, who=lock.path.read_text()
            )
        )
    lock.write(f"pid {os.getpid()}")
    try:
        yield lock
    finally:
        lock.release()
