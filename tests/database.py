"""A throw-away PostgreSQL for one test run, shared by its xdist workers; loaded with `-p tests.database`.

pytest-django reads the settings before any conftest is loaded, so this is a plug-in of its own. It does
nothing when `DATABASE_URL` is set: then that server is used.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import psycopg

from baoxiu.config.postgres import Cluster
from baoxiu.config.postgres.processes import is_alive
from baoxiu.config.postgres.server_user import server_user
from baoxiu.config.postgres.socket_folder import likely_socket_folder

PREFIX = "baoxiu-tests-"
THROWN_AWAY = "TESTS_CLUSTER_IS_THROWN_AWAY"
"""Said to the xdist workers: nothing in it needs to be dropped."""


def sweep_up_after_killed_runs() -> None:
    """Remove what runs left behind that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = folder.name.split("-")[2]
        if pid.isdigit() and not is_alive(int(pid)):
            shutil.rmtree(likely_socket_folder(folder / "data", server_user()), ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


def start() -> tuple[Cluster, Path]:
    """A running cluster that dies with this process, and the folder it lives in."""
    sweep_up_after_killed_runs()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)
    configured = os.environ.get("BAOXIU_PG_BIN")
    cluster = Cluster(folder / "data", durable=False, configured=Path(configured) if configured else None)
    cluster.start()
    with psycopg.connect(cluster.url("superuser", "postgres"), autocommit=True) as connection:
        connection.execute("GRANT SET ON PARAMETER session_replication_role TO baoxiu")
    return cluster, folder


def stop(cluster: Cluster, folder: Path) -> None:
    """Stop the server and forget its files."""
    cluster.stop()
    shutil.rmtree(folder, ignore_errors=True)


if "DATABASE_URL" not in os.environ:
    CLUSTER, FOLDER = start()
    os.environ["DATABASE_URL"] = CLUSTER.url()
    os.environ[THROWN_AWAY] = "yes"
    os.environ["BAOXIU_DATA"] = str(FOLDER / "data")
    atexit.register(stop, CLUSTER, FOLDER)

os.environ["BAOXIU_DATABASE_ROLE"] = "owner"
