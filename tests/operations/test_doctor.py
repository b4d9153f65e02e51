"""`baoxiu doctor`: plain words about what is wrong, each with its remedy."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from baoxiu.basics.accounts.models import User
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.models import KnownYear
from baoxiu.config.built_in import load_built_in_data
from baoxiu.config.doctor import database, machine
from baoxiu.config.doctor.finding import Level, examine
from baoxiu.config.environment import Environment, read
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.actions import record
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.files.models import StoredFile

HERE = read({})


def test_a_file_that_others_can_read(data: Path, environment_of: Callable[[Path], Environment]) -> None:
    """Keys must be private; the remedy is the command that mends it."""
    environment = environment_of(data)
    assert environment.secret_key
    assert machine.secrets_private(environment).level is Level.GOOD
    (data / "secret-key").chmod(0o644)
    finding = machine.secrets_private(environment)
    assert finding.level is Level.BAD
    assert finding.remedy == f"chmod 600 {data / 'secret-key'}"


def test_no_mail_server_is_a_warning() -> None:
    """Works without, but somebody should know."""
    assert machine.mail(read({})).level is Level.WARNING
    assert machine.mail(read({"BAOXIU_MAIL_URL": "smtps://mail.example.com"})).level is Level.GOOD


def test_an_address_that_only_this_machine_can_open() -> None:
    """Customers' links would not work."""
    assert machine.address(read({})).level is Level.WARNING
    assert machine.address(read({"BAOXIU_URL": "https://bx.example.com"})).level is Level.GOOD


def test_a_check_that_fails_is_a_finding() -> None:
    """One broken check does not hide the others."""

    def explodes(_environment: Environment) -> None:
        raise RuntimeError("boom")

    (finding,) = examine([explodes], HERE)  # type: ignore[list-item]
    assert finding.level is Level.BAD
    assert "boom" in finding.what


@pytest.mark.django_db
def test_a_fresh_installation_has_nothing_wrong() -> None:
    """After the built-in data no check is bad."""
    load_built_in_data(at=clock.now())
    OutboxEntry.objects.update(handled_at=clock.now())
    findings = examine(database.BASIC + database.CONTENT, HERE)
    assert [finding for finding in findings if finding.level is Level.BAD] == []


@pytest.mark.django_db
def test_built_in_data_is_loaded_once() -> None:
    """A second start adds nothing."""
    load_built_in_data(at=clock.now())
    years = KnownYear.objects.count()
    load_built_in_data(at=clock.now())
    assert KnownYear.objects.count() == years >= 10


@pytest.mark.django_db
def test_missing_roles() -> None:
    """An installation without its roles cannot be used."""
    assert database.built_in(HERE).level is Level.BAD


@pytest.mark.django_db
def test_a_stuck_outbox() -> None:
    """Next steps that do not follow are the first thing to know."""
    user = User.objects.create_user("bo", name="Bo", created_at=clock.now())
    record("accounts.tested", user, by=SYSTEM, at=clock.now())
    assert database.outbox(HERE).level is Level.GOOD
    OutboxEntry.objects.update(attempts=8, last_error="Traceback\nKeyError: 'x'")
    finding = database.outbox(HERE)
    assert finding.level is Level.BAD
    assert "KeyError: 'x'" in finding.what


@pytest.mark.django_db
def test_failed_notices() -> None:
    """With the reason of the last one."""
    Notice.objects.create(
        code="x", channel="mail", language="en", subject="s", body="b", created_at=clock.now(), key="k",
        state=Notice.State.FAILED, last_error="550 no such user",
    )  # fmt: skip
    finding = database.notices(HERE)
    assert finding.level is Level.WARNING
    assert "550 no such user" in finding.what


@pytest.mark.django_db
def test_a_missing_file() -> None:
    """A row without its bytes."""
    StoredFile.objects.create(purpose="proof", subject_kind="x", subject_id=1, size=1, at=clock.now())
    assert database.files(HERE).level is Level.BAD


@pytest.mark.django_db
def test_a_clock_that_went_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest event lies in the future."""
    user = User.objects.create_user("bo", name="Bo", created_at=clock.now())
    record("accounts.tested", user, by=SYSTEM, at=clock.now())
    assert database.wall_clock(HERE).level is Level.GOOD
    earlier = clock.now() - timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: earlier)
    assert database.wall_clock(HERE).level is Level.BAD
