"""The backup of each night: the files of the firm and its customers are kept electronically (RQ-CUS-11)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from baoxiu.config.archive.restore import check
from baoxiu.config.environment import Environment
from baoxiu.config.nightly import back_up_tonight, night_of
from baoxiu.config.postgres import ClusterTrouble

NIGHT = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
"""02:30 of the second of March in Shanghai."""
EnvironmentOf = Callable[[Path], Environment]


@pytest.mark.parametrize(
    ("minutes", "night"), [(-1, date(2026, 3, 1)), (0, date(2026, 3, 2)), (1439, date(2026, 3, 2))]
)
def test_a_night_begins_at_half_past_two(minutes: int, night: date) -> None:
    """Chinese time, whatever the machine's."""
    assert night_of(NIGHT + timedelta(minutes=minutes)) == night


def test_without_a_folder_nothing_happens(data: Path, environment_of: EnvironmentOf) -> None:
    """The default: no server is asked."""
    assert back_up_tonight(environment_of(data), at=NIGHT) is None


def test_one_backup_a_night_and_the_newest_are_kept(
    begun: Path, environment_of: EnvironmentOf, tmp_path: Path
) -> None:
    """Whole, as the worker's role, once; older ones go, other files stay."""
    folder = tmp_path / "safe"
    environment = replace(environment_of(begun), backup_folder=folder, backup_keep=2, database_role="app")
    with environment.cluster:
        made = [back_up_tonight(environment, at=NIGHT + timedelta(days=day)) for day in (0, 0, 1)]
        assert made == [folder / "baoxiu-2026-03-02.tar", None, folder / "baoxiu-2026-03-03.tar"]
        for name in ("baoxiu-before-the-move.tar", "baoxiu-2026-03-01.tar.part"):
            (folder / name).touch()
        back_up_tonight(environment, at=NIGHT + timedelta(days=2))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["baoxiu-2026-03-03.tar", "baoxiu-2026-03-04.tar", "baoxiu-before-the-move.tar"]
    assert check(folder / names[0]).with_files


def test_a_failed_backup_removes_no_older_one(
    begun: Path, environment_of: EnvironmentOf, tmp_path: Path
) -> None:
    """It says why, and the next time tries again."""
    (tmp_path / "baoxiu-2026-03-01.tar").touch()
    environment = replace(environment_of(begun), backup_folder=tmp_path, backup_keep=1, pg_bin=tmp_path)
    other = environment_of(begun)
    with other.cluster, pytest.raises(ClusterTrouble):
        back_up_tonight(environment, at=NIGHT)
    missing = replace(environment, backup_folder=tmp_path / "not" / "there")
    with pytest.raises(FileNotFoundError):
        back_up_tonight(missing, at=NIGHT)
    assert [path.name for path in tmp_path.iterdir()] == ["baoxiu-2026-03-01.tar"]
