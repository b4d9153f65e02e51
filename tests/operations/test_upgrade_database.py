"""A data directory remembers its major version; a command moves it to a newer one."""

import datetime
from pathlib import Path

import psycopg
import pytest

from baoxiu.config.postgres import Cluster, NoBinaries, WrongMajor
from baoxiu.config.postgres.binaries import Binaries, everywhere_of, find
from baoxiu.config.postgres.upgrade import plan_upgrade, upgrade

TODAY = datetime.date(2026, 3, 1)


def _another_major(than: int) -> Binaries | None:
    return next((found for major in range(15, than) if (found := everywhere_of(major))), None)


def _made_by(data: Path, programs: Binaries) -> None:
    with Cluster(data, configured=programs.folder) as cluster, psycopg.connect(cluster.url()) as connection:
        connection.execute("CREATE TABLE kept (n int PRIMARY KEY)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 500)")


def test_another_major_is_refused_with_the_command_that_mends_it(begun: Path) -> None:
    """One sentence; nothing is started."""
    newest = find()
    _made_by(begun, newest)
    (Cluster(begun).place.cluster / "PG_VERSION").write_text("14\n")
    with pytest.raises(WrongMajor, match=r"made by PostgreSQL 14.*baoxiu upgrade-database"):
        Cluster(begun).start()
    with pytest.raises(NoBinaries, match=r"postgresql-14.*--old-bin"):
        plan_upgrade(begun, configured=None, old_folder=None, today=TODAY)


def test_nothing_to_do_for_the_present_major(data: Path) -> None:
    """Nor for a data directory without a database."""
    assert plan_upgrade(data, configured=None, old_folder=None, today=TODAY) is None


def test_rows_move_and_the_old_cluster_is_kept(data: Path) -> None:
    """From an older major version where the machine has one, else from the present one to itself."""
    new = find()
    old = _another_major(new.major) or new
    _made_by(data, old)
    plan = plan_upgrade(data, configured=None, old_folder=None, today=TODAY)
    assert (plan is None) == (old == new)
    if plan is None:
        return
    upgrade(data, plan, progress=lambda _what, _done, _of: None)
    assert plan.kept.is_dir()
    with Cluster(data) as cluster, psycopg.connect(cluster.url()) as connection:
        assert connection.info.server_version // 10000 == new.major
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (500,)


def test_a_failed_move_puts_the_old_cluster_back(data: Path) -> None:
    """New programs that cannot do it change nothing."""
    new = find()
    old = _another_major(new.major) or new
    _made_by(data, old)
    plan = plan_upgrade(data, configured=None, old_folder=None, today=TODAY)
    if plan is not None:
        broken = type(plan)(plan.old, Binaries(Path("/nowhere"), new.version, "given"), plan.kept)
        with pytest.raises(OSError, match="nowhere"):
            upgrade(data, broken, progress=lambda _what, _done, _of: None)
        assert not plan.kept.exists()
    with Cluster(data) as cluster, psycopg.connect(cluster.url()) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (500,)
