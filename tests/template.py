"""One migrated database per run, from which every worker's test database is copied.

Its dump is kept under `var/` by a fingerprint of models and migrations, so that most runs migrate nothing.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from baoxiu.config.locks import FileLock
from baoxiu.config.postgres.binaries import find
from baoxiu.config.postgres.failures import NoBinaries

CHECKOUT = Path(__file__).resolve().parents[1]
KEPT = CHECKOUT / "var" / "test-templates"
KEEP = 4


def template_database() -> str:
    """The name of the migrated database, made if this run has none yet."""
    url = os.environ["DATABASE_URL"]
    name = f"baoxiu_template_{_fingerprint()[:12]}"
    place = Path(os.environ.get("BAOXIU_DATA", tempfile.gettempdir()))
    lock = FileLock(place / f"baoxiu-template-{os.getuid()}.lock")
    with lock.held(), psycopg.connect(_address(url, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _make(connection, name, _address(url, name))
    return name


def fill(address: str) -> None:
    """Bring an empty database to what the migrations make of it."""
    dump = KEPT / f"{_fingerprint()}.dump"
    try:
        programs = find()
    except NoBinaries:
        _migrate(address)
        return
    if dump.exists():
        _run([programs.program("pg_restore"), "--no-owner", "--exit-on-error", "-d", address, str(dump)])
        return
    _migrate(address)
    KEPT.mkdir(parents=True, exist_ok=True)
    partial = dump.with_suffix(f".{os.getpid()}")
    _run([programs.program("pg_dump"), "-Fc", "-Z1", "--no-owner", "-d", address, "-f", str(partial)])
    partial.replace(dump)
    for old in sorted(KEPT.glob("*.dump"), key=lambda path: path.stat().st_mtime)[:-KEEP]:
        old.unlink(missing_ok=True)


def _make(connection: psycopg.Connection, name: str, address: str) -> None:
    connection.execute(f'CREATE DATABASE "{name}"')
    try:
        fill(address)
    except BaseException:
        connection.execute(f'DROP DATABASE "{name}"')
        raise


def _address(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _fingerprint() -> str:
    content = hashlib.sha256((CHECKOUT / "requirements.txt").read_bytes())
    package = CHECKOUT / "baoxiu"
    sources = [*package.rglob("migrations/*.py"), *package.rglob("models.py"), *package.rglob("models/*.py")]
    for path in sorted(sources):
        content.update(str(path.relative_to(CHECKOUT)).encode() + path.read_bytes())
    return content.hexdigest()


def _migrate(url: str) -> None:
    code = "import django; django.setup(); from baoxiu.config.preparation import migrate; migrate()"
    _run([sys.executable, "-c", code], os.environ | {"DATABASE_URL": url})


def _run(command: list[str], environ: dict[str, str] | None = None) -> None:
    answer = subprocess.run(command, env=environ, cwd=CHECKOUT, capture_output=True, text=True)
    if answer.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{answer.stdout}{answer.stderr}")
