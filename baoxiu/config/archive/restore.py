"""Bringing a backup back: checked whole before anything is touched, then the database, then the files."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import psycopg

from baoxiu.config.archive.failures import BadArchive
from baoxiu.config.archive.manifest import DATABASE, FILES, Manifest, verify
from baoxiu.config.archive.write import Progress
from baoxiu.config.environment import Environment
from baoxiu.config.postgres.binaries import Binaries, find
from baoxiu.config.words import _


def check(path: Path) -> Manifest:
    """The manifest of a backup that is proved whole. Raises BadArchive otherwise."""
    if not path.is_file():
        raise BadArchive(_("There is no backup file {path}.").format(path=path))
    return verify(path)


def is_empty(environment: Environment) -> bool:
    """Whether the running database has no tables and the data directory no files."""
    with psycopg.connect(environment.url_for("owner")) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    files = environment.data / "files"
    return row == (0,) and not (files.exists() and any(files.iterdir()))


def restore_backup(environment: Environment, path: Path, manifest: Manifest, progress: Progress) -> None:
    """Replace database and files by those of the backup; the database runs and `path` has passed `check`.

    Raises BadArchive when the database refuses; then the database is as it was and no file was replaced.
    """
    incoming = environment.data / "files.incoming"
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir(mode=0o700)
    try:
        _unpack(path, incoming, len(manifest.members), progress)
        progress("database", 0, 1)
        _load(environment, incoming / DATABASE, manifest)
        progress("database", 1, 1)
        if manifest.with_files:
            _put_files(environment, incoming / FILES)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _unpack(path: Path, incoming: Path, count: int, progress: Progress) -> None:
    with tarfile.open(path, "r:") as archive:
        for done, member in enumerate(archive, 1):
            archive.extract(member, incoming, filter="data")
            progress("files", min(done, count), count)


def _load(environment: Environment, dump: Path, manifest: Manifest) -> None:
    url = environment.url_for("owner")
    programs = (
        environment.cluster.binaries() if environment.own_database else find(configured=environment.pg_bin)
    )
    if programs.major < manifest.postgres:
        text = _("The backup comes from PostgreSQL {theirs}, newer than {ours} here: install that first.")
        raise BadArchive(text.format(theirs=manifest.postgres, ours=programs.version))
    script = dump.with_suffix(".sql")
    _run(programs, "pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(dump))
    replace = ["--command", "DROP SCHEMA public CASCADE", "--command", "CREATE SCHEMA public"]
    options = ["--quiet", "--no-psqlrc", "--single-transaction", "--set", "ON_ERROR_STOP=1", "--dbname", url]
    _run(programs, "psql", *options, *replace, "--file", str(script))


def _run(programs: Binaries, program: str, *arguments: str) -> None:
    environ = os.environ | {"PGOPTIONS": "-c client_min_messages=warning"}
    answer = subprocess.run(
        [programs.program(program), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
    )
    if answer.returncode:
        reason = answer.stderr.strip()[-2000:]
        raise BadArchive(_("The database could not be restored: {reason}").format(reason=reason))


def _put_files(environment: Environment, incoming: Path) -> None:
    current, before = environment.data / "files", environment.data / "files.before"
    shutil.rmtree(before, ignore_errors=True)
    incoming.mkdir(exist_ok=True)
    if current.exists():
        current.rename(before)
    incoming.rename(current)
    current.chmod(0o700)
    shutil.rmtree(before, ignore_errors=True)
