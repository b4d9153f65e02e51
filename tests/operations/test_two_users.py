"""Root, ordinary users, and others on the same machine."""

import multiprocessing
import os
import pwd
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from baoxiu.config.postgres import Cluster, UnsafeFolder
from baoxiu.config.postgres.binaries import find
from baoxiu.config.postgres.place import SHARED, copy_programs
from baoxiu.config.postgres.server_user import server_user
from baoxiu.config.postgres.socket_folder import ATTEMPTS, fingerprint, likely_socket_folder, socket_folder

IS_ROOT = os.geteuid() == 0


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in which every user may make folders."""
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-users-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_ordinary_user(work: Callable[[Path, Path], str], data: Path, programs: Path) -> str:
    """Do the work as somebody who is not root: in a child that gives its rights away, or right here."""
    if not IS_ROOT:
        return work(data, programs)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_without_rights, args=(work, data, programs, sender))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    sender.close()
    answer: str = receiver.recv()
    child.join()
    receiver.close()
    return answer


def _without_rights(work: Callable[[Path, Path], str], data: Path, programs: Path, sender: object) -> None:
    account = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    sender.send(work(data, programs))  # type: ignore[attr-defined]


def _who_serves(data: Path, programs: Path) -> str:
    with Cluster(data, configured=programs) as cluster, psycopg.connect(cluster.url()) as connection:
        row = connection.execute("SELECT current_user").fetchone()
        owner = (cluster.place.cluster / "PG_VERSION").stat().st_uid
    return f"{owner} {row[0] if row else ''}"


@pytest.fixture(scope="module")
def programs() -> Iterator[Path]:
    """A copy of the database's programs that every user reaches."""
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-users-"))
    folder.chmod(0o755)
    try:
        yield copy_programs(find(), folder / "programs").folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_an_ordinary_user_needs_no_root(open_folder: Path, programs: Path) -> None:
    """The server runs as the user who starts it."""
    uid = pwd.getpwnam("nobody").pw_uid if IS_ROOT else os.getuid()
    answer = _as_ordinary_user(_who_serves, open_folder / "data", programs)
    assert answer == f"{uid} baoxiu"


def test_a_second_user_is_not_disturbed(begun: Path, open_folder: Path, programs: Path) -> None:
    """Two people on one machine: two servers, two sockets, at the same time."""
    with Cluster(begun) as mine:
        assert _as_ordinary_user(_who_serves, open_folder / "data", programs).endswith("baoxiu")
        assert mine.running()


def test_root_lends_the_server_to_an_existing_account(data: Path) -> None:
    """PostgreSQL refuses root; the cluster belongs to `postgres` or `nobody`, the secrets do not."""
    with Cluster(data) as cluster:
        owner = (cluster.place.cluster / "PG_VERSION").stat().st_uid
        assert (owner == 0) is False
        assert cluster.place.passwords.stat().st_uid == os.geteuid()
        assert owner == server_user().uid


def test_a_data_directory_out_of_reach_gets_its_cluster_elsewhere(open_folder: Path) -> None:
    """Below a closed folder (/root): root's cluster goes to /var/lib/baoxiu and no parent is changed."""
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    data = closed / "data"
    try:
        with Cluster(data) as cluster:
            expected = SHARED / fingerprint(data) if IS_ROOT else data
            assert cluster.place.home == expected
            with psycopg.connect(cluster.url()) as connection:
                connection.execute("CREATE TABLE kept (n int)")
        assert closed.stat().st_mode & 0o777 == 0o700
        with Cluster(data) as again, psycopg.connect(again.url()) as connection:
            connection.execute("SELECT n FROM kept")
    finally:
        if IS_ROOT:
            shutil.rmtree(SHARED / fingerprint(data), ignore_errors=True)


def test_programs_out_of_reach_are_copied(open_folder: Path) -> None:
    """A checkout below /root: the server's user gets a copy that runs by itself."""
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    data = open_folder / "data"
    programs = copy_programs(find(), closed / "programs")
    try:
        with Cluster(data, configured=programs.folder) as cluster:
            used = cluster.binaries().folder
            assert used.is_relative_to(SHARED if IS_ROOT else closed)
    finally:
        if IS_ROOT:
            shutil.rmtree(SHARED / fingerprint(data), ignore_errors=True)


def test_a_squatted_socket_folder_is_passed_over(begun: Path) -> None:
    """Somebody else made our folder first, open to all or as a link: ours gets the next name."""
    user = server_user()
    first = likely_socket_folder(begun, user)
    for squat in (lambda: first.mkdir(mode=0o777) or first.chmod(0o777), lambda: first.symlink_to("/tmp")):
        squat()
        try:
            with Cluster(begun) as cluster, psycopg.connect(cluster.url()):
                chosen = likely_socket_folder(begun, user)
                assert chosen != first
                assert str(chosen) in cluster.url()
        finally:
            first.unlink() if first.is_symlink() else first.rmdir()


def test_when_every_name_is_taken_it_says_so(data: Path) -> None:
    """Nobody's folder is used."""
    user = server_user()
    first = likely_socket_folder(data, user)
    names = [first, *(first.with_name(f"{first.name}-{number}") for number in range(1, ATTEMPTS))]
    for name in names:
        name.mkdir()
        name.chmod(0o755)
    try:
        with pytest.raises(UnsafeFolder, match=first.name):
            socket_folder(data, user)
    finally:
        for name in names:
            name.rmdir()
