"""One file that holds everything, and brings everything back."""

import datetime
import os
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from baoxiu.config.archive.failures import BadArchive
from baoxiu.config.archive.restore import check, is_empty, restore_backup
from baoxiu.config.archive.write import write_backup
from baoxiu.config.environment import Environment

AT = datetime.datetime(2026, 3, 1, 4, 0, tzinfo=datetime.UTC)
PHOTO = os.urandom(300_000)
EnvironmentOf = Callable[[Path], Environment]


def _nothing(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def _filled(environment: Environment) -> None:
    with psycopg.connect(environment.url_for("owner")) as connection:
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('洗衣机不脱水')")
    folder = environment.data / "files" / "ab"
    folder.mkdir(parents=True)
    (folder / "abcdef").write_bytes(PHOTO)
    (folder / "unfinished.part").write_bytes(b"x")


def _backup(environment: Environment, target: Path) -> None:
    with environment.cluster:
        _filled(environment)
        write_backup(environment, target, at=AT, progress=_nothing)


def test_everything_comes_back(
    begun: Path, other_data: Path, environment_of: EnvironmentOf, tmp_path: Path
) -> None:
    """Rows and files of one installation stand in another one, byte for byte."""
    target = tmp_path / "all.tar"
    _backup(environment_of(begun), target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    empty = environment_of(other_data)
    with empty.cluster:
        assert is_empty(empty)
        restore_backup(empty, target, check(target), _nothing)
        assert not is_empty(empty)
        with psycopg.connect(empty.url_for("owner")) as connection:
            assert connection.execute("SELECT name FROM kept").fetchone() == ("洗衣机不脱水",)
    assert (other_data / "files" / "ab" / "abcdef").read_bytes() == PHOTO
    assert not list(other_data.rglob("*.part"))


def test_a_restore_replaces_what_was_there(
    begun: Path, environment_of: EnvironmentOf, tmp_path: Path
) -> None:
    """Tables and files that came after the backup are gone after it."""
    target = tmp_path / "all.tar"
    environment = environment_of(begun)
    with environment.cluster:
        _filled(environment)
        write_backup(environment, target, at=AT, progress=_nothing)
        with psycopg.connect(environment.url_for("owner")) as connection:
            connection.execute("CREATE TABLE later (n int)")
            connection.execute("DELETE FROM kept")
        (begun / "files" / "later").write_bytes(b"x")
        restore_backup(environment, target, check(target), _nothing)
        with psycopg.connect(environment.url_for("owner")) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)
            assert connection.execute("SELECT to_regclass('later')").fetchone() == (None,)
    assert not (begun / "files" / "later").exists()


def test_a_damaged_file_is_refused_with_its_reason(
    begun: Path, environment_of: EnvironmentOf, tmp_path: Path
) -> None:
    """Cut off anywhere, one byte changed, or no backup at all: refused before anything is touched."""
    whole = tmp_path / "all.tar"
    _backup(environment_of(begun), whole)
    content = whole.read_bytes()
    broken = tmp_path / "broken.tar"
    for length in (0, 100, 700, len(content) // 2, len(content) - 11_000):
        broken.write_bytes(content[:length])
        with pytest.raises(BadArchive, match="not a whole backup"):
            check(broken)
    place = content.index(PHOTO[:64])
    broken.write_bytes(content[:place] + b"\0" + content[place + 1 :])
    with pytest.raises(BadArchive, match="files/ab/abcdef"):
        check(broken)
    with pytest.raises(BadArchive, match="no backup file"):
        check(tmp_path / "missing.tar")
    with tarfile.open(broken, "w") as archive:
        archive.add(__file__, arcname="other")
    with pytest.raises(BadArchive, match="not a whole backup"):
        check(broken)


def test_a_failed_backup_leaves_no_file(begun: Path, environment_of: EnvironmentOf, tmp_path: Path) -> None:
    """Nothing lies under the final name unless it is whole."""
    environment = environment_of(begun)
    with environment.cluster, pytest.raises(BadArchive):
        write_backup(environment, tmp_path / "missing" / "all.tar", at=AT, progress=_nothing)
    assert list(tmp_path.iterdir()) == []


def _command(environment: Environment, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environ |= {"BAOXIU_DATA": str(environment.data), "BAOXIU_LANGUAGE": "en"}
    command = [sys.executable, "-m", "baoxiu.config.cli", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True)


def test_the_commands(begun: Path, environment_of: EnvironmentOf, tmp_path: Path) -> None:
    """`backup --to` writes; `restore` refuses a damaged file and an installation that is not empty."""
    environment = environment_of(begun)
    with environment.cluster:
        _filled(environment)
    target = tmp_path / "all.tar"
    written = _command(environment, "backup", "--to", str(target))
    assert written.returncode == 0
    assert "written and verified" in written.stdout
    refused = _command(environment, "restore", str(target))
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    target.write_bytes(target.read_bytes()[:5000])
    damaged = _command(environment, "restore", "--force", str(target))
    assert damaged.returncode == 1
    assert "not a whole backup" in damaged.stderr
    assert "Traceback" not in damaged.stderr + refused.stderr
    assert (begun / "files" / "ab" / "abcdef").read_bytes() == PHOTO
