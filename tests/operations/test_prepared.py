"""What one start has prepared, the next one need not; but only where nothing has changed."""

import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from baoxiu.basics.accounts.models import Role
from baoxiu.config import prepared
from baoxiu.config.built_in import load_built_in_data
from baoxiu.config.environment import Environment, current
from baoxiu.config.prepared import code_fingerprint, kept_welcome, remember
from baoxiu.core import clock
from tests.cast import Cast

CODE = "code"


@pytest.fixture
def here(transactional_db: None, cast: Cast, tmp_path: Path) -> Environment:  # noqa: ARG001
    """The test's database with a data directory of its own, prepared once with the demo."""
    load_built_in_data(at=clock.now())
    environment = replace(
        current(), data=tmp_path, given_database_url=_address(connection.settings_dict["NAME"])
    )
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    remember(environment, CODE, welcome="boss / secret\n")
    return environment


def _address(database: str) -> str:
    return urlsplit(current().url_for("owner"))._replace(path=f"/{database}").geturl()


def test_nothing_changed(here: Environment) -> None:
    """The demo's sign-ins are told again; without the demo there is nothing to tell."""
    assert kept_welcome(here, CODE, demo=True) == "boss / secret\n"
    assert kept_welcome(here, CODE, demo=False) == ""
    assert (here.data / prepared.NOTE).stat().st_mode & 0o077 == 0


def test_without_the_demo_its_sign_ins_are_not_known(here: Environment) -> None:
    """Whoever asks for the demo later gets it."""
    remember(here, CODE, welcome=None)
    assert kept_welcome(here, CODE, demo=False) == ""
    assert kept_welcome(here, CODE, demo=True) is None


def test_other_code(here: Environment) -> None:
    """A new version is prepared for."""
    assert kept_welcome(here, "newer", demo=False) is None


def test_rows_are_missing(here: Environment) -> None:
    """Built-in data comes back by itself."""
    Role.objects.filter(grants=None).delete()
    assert kept_welcome(here, CODE, demo=False) is None


def test_another_database(here: Environment) -> None:
    """A restored one has the same rows in other tables."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO before_restore")
        cursor.execute("CREATE TABLE django_migrations AS SELECT * FROM before_restore")
    try:
        assert kept_welcome(here, CODE, demo=False) is None
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE django_migrations")
            cursor.execute("ALTER TABLE before_restore RENAME TO django_migrations")


def test_an_empty_database(here: Environment) -> None:
    """It was never prepared."""
    other = replace(here, given_database_url=_address("postgres"))
    assert kept_welcome(other, CODE, demo=False) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"code": "code"}'])
def test_a_damaged_note(here: Environment, text: str) -> None:
    """It is as if there was none."""
    (here.data / prepared.NOTE).write_text(text)
    assert kept_welcome(here, CODE, demo=False) is None


def test_the_static_files_are_gone(here: Environment) -> None:
    """They are laid out again."""
    (here.data / "static" / "staticfiles.json").unlink()
    assert kept_welcome(here, CODE, demo=False) is None


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one source file, its bytes compiled, and a test."""
    for name in ("room/rules.py", "room/__pycache__/rules.pyc", "room/tests/test_rules.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(prepared, "PACKAGE", tmp_path)
    return tmp_path


def test_the_fingerprint_of_the_code(package: Path) -> None:
    """It changes with a source, the language and the year, but not with what is compiled or only tested."""
    at, environment = clock.now(), current()
    first = code_fingerprint(environment, at)
    (package / "room/__pycache__/rules.pyc").write_text("22")
    (package / "room/tests/test_rules.py").write_text("22")
    assert code_fingerprint(environment, at) == first
    assert code_fingerprint(environment, at.replace(year=at.year + 1, day=1)) != first
    assert code_fingerprint(replace(environment, language="en"), at) != first
    os.utime(package / "room/rules.py", ns=(1, 1))
    assert code_fingerprint(environment, at) != first


def test_a_password_is_no_part_of_it() -> None:
    """A changed password does not prepare anew, and no fingerprint can be searched for it."""
    one, other = (
        replace(current(), given_database_url=f"postgresql://o:{word}@h/d", given_app_database_url="")
        for word in ("one", "other")
    )
    at = clock.now()
    assert code_fingerprint(one, at) == code_fingerprint(other, at)
