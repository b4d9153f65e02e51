"""Writing a backup: consistent, verified, and under its final name only when whole."""

import dataclasses
import datetime
import importlib.metadata
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from baoxiu.config.archive.failures import BadArchive
from baoxiu.config.archive.manifest import DATABASE, FILES, FORMAT, NAME, Manifest, sha256, verify
from baoxiu.config.environment import Environment
from baoxiu.config.postgres.binaries import find
from baoxiu.config.words import _

Progress = Callable[[str, int, int], None]


def write_backup(
    environment: Environment,
    target: Path,
    *,
    at: datetime.datetime,
    progress: Progress,
    with_files: bool = True,
) -> Manifest:
    """Write database and files to `target`. `progress(what, done, of)` is called on the way.

    Without files it is what an upgrade keeps for a way back; restoring it leaves the files as they are.
    The dump comes first and files are only ever added, so every file that the dump names is in the archive.
    Raises BadArchive when something fails; then nothing lies at `target`.
    """
    partial = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=environment.data, prefix="backup-") as folder:
            dump = Path(folder) / DATABASE
            progress("database", 0, 1)
            major = dump_database(environment, dump)
            progress("database", 1, 1)
            facts = Manifest(FORMAT, importlib.metadata.version("baoxiu"), major, _text(at), with_files, {})
            _pack(environment, dump, partial, facts, progress)
        manifest = verify(partial)
        partial.replace(target)
    except OSError as trouble:
        text = _("The backup could not be written to {path}: {reason}")
        raise BadArchive(text.format(path=target, reason=trouble)) from trouble
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def dump_database(environment: Environment, target: Path) -> int:
    """Write the database in pg_dump's custom format; answers the server's major version."""
    url = environment.url_for("owner")
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10000
    programs = (
        environment.cluster.binaries() if environment.own_database else find(configured=environment.pg_bin)
    )
    target.touch(mode=0o600)
    command = [
        programs.program("pg_dump"),
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        "--dbname",
        url,
    ]
    answer = subprocess.run([*command, "--file", str(target)], capture_output=True, text=True)
    if answer.returncode:
        raise BadArchive(_("The database could not be dumped: {reason}").format(reason=answer.stderr.strip()))
    return major


def stored_files(environment: Environment) -> Iterator[Path]:
    """Every uploaded file; unfinished ones are left out."""
    root = environment.data / "files"
    return (path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix != ".part")


def _pack(environment: Environment, dump: Path, partial: Path, facts: Manifest, progress: Progress) -> None:
    files = list(stored_files(environment)) if facts.with_files else []
    members = {}
    partial.touch(mode=0o600)
    with tarfile.open(partial, "w", format=tarfile.PAX_FORMAT) as archive:
        members[DATABASE] = _add(archive, DATABASE, dump)
        for done, path in enumerate(files, 1):
            name = FILES + path.relative_to(environment.data / "files").as_posix()
            members[name] = _add(archive, name, path)
            progress("files", done, len(files))
        text = dataclasses.replace(facts, members=members).to_json()
        entry = tarfile.TarInfo(NAME)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))


def _text(at: datetime.datetime) -> str:
    return at.isoformat(timespec="seconds")


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    archive.add(path, arcname=name, filter=_anonymous)
    with path.open("rb") as stream:
        return sha256(stream)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without this machine's user names."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
