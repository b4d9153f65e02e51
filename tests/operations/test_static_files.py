"""Static files are laid out once, and again when a source changes or a start was killed on the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baoxiu.config import static_files
from baoxiu.config.environment import Environment
from baoxiu.config.static_files import NOTE, collect_static


@pytest.fixture
def sources(settings: Any, tmp_path: Path) -> Path:
    """A folder with one script, and no application's files."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "app.js").write_text("let first = 1;\n")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return folder


@pytest.fixture
def here(data: Path, environment_of: Callable[[Path], Environment]) -> Environment:
    """An installation whose data directory is there."""
    data.mkdir()
    return environment_of(data)


def _scripts(environment: Environment) -> list[str]:
    return [path.read_text() for path in sorted((environment.data / "static").glob("app.*.js"))]


def test_a_second_preparation_touches_nothing(sources: Path, here: Environment) -> None:  # noqa: ARG001
    """The folder stays as it is, the time of every file included."""
    assert collect_static(here)
    before = {path: path.stat().st_mtime_ns for path in here.data.rglob("*") if path.suffix != ".lock"}
    assert not collect_static(here)
    assert before == {
        path: path.stat().st_mtime_ns for path in here.data.rglob("*") if path.suffix != ".lock"
    }
    assert (here.data / "static" / "staticfiles.json").is_file()


def test_a_changed_source_is_laid_out_anew(sources: Path, here: Environment) -> None:
    """A content of the same length and age, too; the old version is gone."""
    collect_static(here)
    (sources / "app.js").write_text("let first = 2;\n")
    assert collect_static(here)
    assert _scripts(here) == ["let first = 2;\n"]


def test_what_was_killed_on_the_way_is_laid_out_again(
    sources: Path, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder that counts is whole or old; a half one never counts as done."""
    collect_static(here)
    (sources / "app.js").write_text("let second;\n")

    def killed(*_given: Any, **_named: Any) -> None:
        (here.data / "static.part").mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(static_files, "call_command", killed)
    with pytest.raises(KeyboardInterrupt):
        collect_static(here)
    assert _scripts(here) == ["let first = 1;\n"]
    assert not (here.data / NOTE).exists()
    monkeypatch.undo()
    assert collect_static(here)
    assert _scripts(here) == ["let second;\n"]
    assert not (here.data / "static.part").exists()


def test_a_folder_that_somebody_removed_is_laid_out_again(sources: Path, here: Environment) -> None:  # noqa: ARG001
    """The note alone does not make a page."""
    collect_static(here)
    (here.data / "static").rename(here.data / "away")
    assert collect_static(here)
    assert len(_scripts(here)) == 1
