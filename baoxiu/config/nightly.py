"""The backup of each night."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from baoxiu.config.archive.write import write_backup
from baoxiu.config.environment import Environment
from baoxiu.core.clock import SHANGHAI

BACKUP_TIME = time(2, 30)
"""Chinese time. A machine that is off at night makes its backup when it is on again."""


def back_up_tonight(environment: Environment, *, at: datetime) -> Path | None:
    """Write the night's backup into BAOXIU_BACKUP_FOLDER unless it is there, and keep the newest BAOXIU_BACKUP_KEEP.

    Answers the new file, None when there was nothing to do. Raises BadArchive or OSError; then older ones stay.
    """
    folder = environment.backup_folder
    if folder is None:
        return None
    target = folder / f"baoxiu-{night_of(at).isoformat()}.tar"
    if target.exists():
        return None
    folder.mkdir(mode=0o700, exist_ok=True)
    write_backup(environment, target, at=at, progress=_in_silence)
    _keep_newest(folder, environment.backup_keep)
    return target


def night_of(at: datetime) -> date:
    """The Chinese date of the last backup time."""
    local = at.astimezone(SHANGHAI)
    return local.date() if local.time() >= BACKUP_TIME else local.date() - timedelta(days=1)


def _keep_newest(folder: Path, count: int) -> None:
    """Only files of our own nightly names are removed; the rest of one that was killed goes too."""
    for old in sorted(folder.glob("baoxiu-????-??-??.tar"))[:-count]:
        old.unlink(missing_ok=True)
    for rest in folder.glob("baoxiu-????-??-??.tar.part"):
        rest.unlink(missing_ok=True)


def _in_silence(_what: str, _done: int, _of: int) -> None:
    """Nobody looks at the progress."""
