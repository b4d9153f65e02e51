"""Data directories for clusters of their own."""

import contextlib
import gettext
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from baoxiu.config import words
from baoxiu.config.environment import Environment, read
from baoxiu.config.postgres import Cluster
from baoxiu.config.postgres.place import SHARED
from baoxiu.config.postgres.server_user import server_user
from baoxiu.config.postgres.socket_folder import fingerprint, likely_socket_folder


@contextlib.contextmanager
def data_directory() -> Iterator[Path]:
    """A data directory that the server's user reaches (pytest's own folders are closed to it)."""
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-operations-"))
    folder.chmod(0o711)
    data = folder / "data"
    try:
        yield data
    finally:
        with contextlib.suppress(OSError):
            Cluster(data).stop()
        shutil.rmtree(likely_socket_folder(data, server_user()), ignore_errors=True)
        shutil.rmtree(SHARED / fingerprint(data), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in the language of the code."""
    monkeypatch.setattr(words, "_catalogue", gettext.NullTranslations)


@pytest.fixture
def data() -> Iterator[Path]:
    """One data directory."""
    with data_directory() as path:
        yield path


@pytest.fixture(scope="session")
def _as_made() -> Iterator[Path]:
    """A data directory whose server ran once and has nothing in it."""
    with data_directory() as path:
        with Cluster(path):
            pass
        yield path


@pytest.fixture
def begun(data: Path, _as_made: Path) -> Path:
    """One data directory with a cluster: copied in a tenth of the time that it takes to make one."""
    subprocess.run(["cp", "-a", str(_as_made), str(data)], check=True)
    return data


@pytest.fixture
def other_data() -> Iterator[Path]:
    """A second data directory."""
    with data_directory() as path:
        yield path


@pytest.fixture
def environment_of() -> Callable[[Path], Environment]:
    """The environment of an installation in a data directory, with a database of its own."""
    return lambda data: read({"BAOXIU_DATA": str(data), "BAOXIU_DATABASE_ROLE": "owner"})
