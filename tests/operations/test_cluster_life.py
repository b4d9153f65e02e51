"""Our own PostgreSQL: start, adopt, survive, stay private."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from baoxiu.config.postgres import Cluster
from baoxiu.config.postgres.grants import grant_app_role
from baoxiu.config.postgres.processes import is_alive, read_postmaster
from baoxiu.config.postgres.socket_folder import likely_socket_folder


def _pid(cluster: Cluster) -> int:
    found = read_postmaster(cluster.place.cluster)
    assert found is not None
    return found.pid


def _value(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def _run(url: str, *statements: str) -> None:
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_new_cluster_has_checksums_utf8_and_no_network_port(data: Path) -> None:
    """UTF-8, checksums, scram passwords, a private socket and nothing else."""
    with Cluster(data) as cluster:
        url = cluster.url()
        assert _value(url, "SHOW data_checksums") == "on"
        assert _value(url, "SHOW server_encoding") == "UTF8"
        assert _value(url, "SHOW listen_addresses") == ""
        assert _value(url, "SHOW fsync") == "on"
        folder = likely_socket_folder(data, cluster.user)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(cluster.place.passwords.stat().st_mode) == 0o600
        assert len(str(folder / ".s.PGSQL.5432")) < 108
        without_password = url.partition("&passfile")[0] + "&passfile=/dev/null"
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(without_password)
    assert not cluster.running()


def test_rows_stay_over_a_clean_stop(begun: Path) -> None:
    """Stop and start keep what was written."""
    with Cluster(begun) as cluster:
        _run(cluster.url(), "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
    with Cluster(begun) as cluster:
        assert _value(cluster.url(), "SELECT n FROM kept") == 7


def test_a_running_server_is_adopted_and_the_last_user_stops_it(begun: Path) -> None:
    """Two processes share one server; the first to leave does not take it away."""
    first, second = Cluster(begun), Cluster(begun)
    first.start()
    second.start()
    assert _pid(first) == _pid(second)
    assert first.stop() is False
    assert _value(second.url(), "SELECT 1") == 1
    assert second.stop() is True
    assert not second.running()


def test_rows_survive_kill_9_of_the_server(begun: Path) -> None:
    """The killed server's parts end, the pid file is stale, recovery runs, the rows are there."""
    cluster = Cluster(begun)
    cluster.start()
    _run(cluster.url(), "CREATE TABLE kept (n int)", "INSERT INTO kept SELECT generate_series(1, 1000)")
    os.kill(_pid(cluster), signal.SIGKILL)
    again = Cluster(begun)
    again.start()
    assert _value(again.url(), "SELECT count(*) FROM kept") == 1000
    cluster.stop()
    assert again.stop() is True


def test_a_pid_file_that_names_a_foreign_process_is_dropped(begun: Path) -> None:
    """After a reboot the old number may belong to somebody else, who must not be touched."""
    with Cluster(begun) as cluster:
        text = (cluster.place.cluster / "postmaster.pid").read_text()
    foreign = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        lines = text.splitlines()
        lines[0] = str(foreign.pid)
        stale = cluster.place.cluster / "postmaster.pid"
        stale.write_text("\n".join(lines) + "\n")
        cluster.user.own(stale)
        assert not cluster.running()
        with Cluster(begun) as again:
            assert _value(again.url(), "SELECT 1") == 1
        assert foreign.poll() is None
    finally:
        foreign.kill()
        foreign.wait()


def test_a_zombie_does_not_count_as_running(begun: Path) -> None:
    """A killed server that nobody has reaped yet is dead."""
    with Cluster(begun) as cluster:
        text = (cluster.place.cluster / "postmaster.pid").read_text()
    name = f"postgres -D {cluster.place.cluster}"
    zombie = subprocess.Popen([name], executable="/bin/true")
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    stale = cluster.place.cluster / "postmaster.pid"
    stale.write_text(text.replace(text.splitlines()[0], str(zombie.pid), 1))
    cluster.user.own(stale)
    assert not cluster.running()
    with Cluster(begun) as again:
        assert _value(again.url(), "SELECT 1") == 1
    zombie.wait()


def test_two_data_directories_stand_side_by_side(begun: Path, other_data: Path) -> None:
    """Each has its own server, socket and passwords."""
    with Cluster(begun) as one, Cluster(other_data) as two:
        assert _pid(one) != _pid(two)
        assert one.url() != two.url()
        _run(one.url(), "CREATE TABLE only_here (n int)")
        assert _value(two.url(), "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'") == 0


def test_the_application_role_cannot_change_immutable_rows_nor_tables(begun: Path) -> None:
    """RQ-SEC-04: the database says no, not only the code."""
    with Cluster(begun) as cluster:
        _run(cluster.url(), "CREATE TABLE fact (n int)", "CREATE TABLE thing (n int)")
        grant_app_role(cluster.url(), "baoxiu_app", ["fact"])
        _run(cluster.url(), "CREATE TABLE later (n serial)")
        app = cluster.url("app")
        _run(app, "INSERT INTO fact VALUES (1)", "INSERT INTO later DEFAULT VALUES")
        _run(app, "INSERT INTO thing VALUES (1)", "UPDATE thing SET n = 2", "DELETE FROM thing")
        for statement in (
            "UPDATE fact SET n = 2",
            "DELETE FROM fact",
            "TRUNCATE fact",
            "TRUNCATE thing",
            "DROP TABLE thing",
            "ALTER TABLE fact ADD m int",
            "CREATE TABLE mine (n int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                _run(app, statement)


def test_a_throw_away_cluster_dies_with_its_parent(begun: Path) -> None:
    """A killed test run leaves no server behind."""
    code = (
        "import sys, time, pathlib; from baoxiu.config.postgres import Cluster;"
        "cluster = Cluster(pathlib.Path(sys.argv[1]), durable=False); cluster.start();"
        "print('up', flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(begun)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"up\n"
    server = _pid(Cluster(begun))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _wait_for_end(server)


def _wait_for_end(pid: int) -> None:
    limit = time.monotonic() + 300
    while is_alive(pid):
        assert time.monotonic() < limit, "the server still runs"
        time.sleep(0.05)
