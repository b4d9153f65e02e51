"""Bytes that no row names go after a day; everything else stays."""

import os
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from baoxiu.core.files.jobs import remove_orphans
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.storage import path_of

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OLD = timedelta(hours=25)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def written(file_id: uuid.UUID, variant: str = "", *, age: timedelta = OLD) -> Path:
    """Bytes of that age on the disk."""
    path = path_of(file_id, variant)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    moment = (AT - age).timestamp()
    os.utime(path, (moment, moment))
    return path


def row(file_id: uuid.UUID) -> None:
    """A row of that file."""
    StoredFile.objects.create(id=file_id, subject_kind="approval", subject_id=1, size=1, by_name="", at=AT)


@pytest.mark.django_db
def test_what_a_rollback_left_behind_goes() -> None:
    """The file, its small variant and a half-written one; a kept file keeps both."""
    kept, lost = uuid.uuid4(), uuid.uuid4()
    for _n in range(3):
        row(uuid.uuid4())
    row(kept)
    stays = [written(kept), written(kept, "thumb")]
    goes = [written(lost), written(lost, "thumb"), written(kept, "part")]
    assert remove_orphans(at=AT) == 3
    assert all(path.exists() for path in stays)
    assert not any(path.exists() for path in goes)
    assert remove_orphans(at=AT) == 0


@pytest.mark.django_db
def test_an_upload_in_progress_is_spared() -> None:
    """Its row may not be committed yet."""
    row(uuid.uuid4())
    young = [written(uuid.uuid4(), age=timedelta(hours=23)), written(uuid.uuid4(), "part", age=timedelta(0))]
    assert remove_orphans(at=AT) == 0
    assert all(path.exists() for path in young)


@pytest.mark.django_db
def test_foreign_names_stay() -> None:
    """What we did not write we do not remove."""
    row(uuid.uuid4())
    foreign = written(uuid.uuid4()).rename(path_of(uuid.uuid4()).parent.parent / "note.txt")
    inside = written(uuid.uuid4()).rename(foreign.parent / "ab.txt")
    assert remove_orphans(at=AT) == 0
    assert foreign.exists()
    assert inside.exists()


@pytest.mark.django_db
def test_a_folder_of_another_database_is_left_alone() -> None:
    """More orphans than rows: somebody has connected the wrong database."""
    row(uuid.uuid4())
    files = [written(uuid.uuid4()) for _n in range(2)]
    assert remove_orphans(at=AT) == 0
    assert all(path.exists() for path in files)


@pytest.mark.django_db
def test_no_folder_yet() -> None:
    """Nobody has uploaded anything."""
    assert remove_orphans(at=AT) == 0
