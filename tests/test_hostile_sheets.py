"""Hostile rows C04, C08, C09, E07, F02, K01: what people write in cells, serials and phones; twice; no database."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection
from django.test import Client
from openpyxl import load_workbook
from psycopg.errors import DeadlockDetected

from baoxiu.basics.customers.models import Customer
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.tests.conftest import Programs, program, report
from tests.cast import Cast

__all__ = ["program", "report"]
BACKEND = "django.contrib.auth.backends.ModelBackend"
CELLS = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1+1", "000127")


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """Own folders."""
    settings.FILES_DIR = settings.STATIC_ROOT = tmp_path


@pytest.fixture
def desk(cast: Cast) -> Client:
    """The service manager's browser: a mistake of ours is answered, not raised."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.user("mo"), backend=BACKEND)
    return client


def test_c04_a_cell_is_what_was_written(program: Programs, report: dict[str, Any], desk: Client) -> None:
    """C04, C08: no name is a formula, no serial loses its zeros; what is a number or a time stays one."""
    ava = program("ava")
    for text in CELLS:
        ava.done(
            "/requests", report | {"fault_text": f"{text} x", "contact_name": text.strip(), "serial": text}
        )
    answer = desk.get("/desk/requests.xlsx", {"tab": "all"})
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}, "no formula anywhere"
    written = {cell.value for cell in cells if cell.data_type == "s"}
    assert {text.strip() for text in CELLS} <= written
    assert {"d"} <= {cell.data_type for cell in cells}


@pytest.mark.parametrize(
    "text", ["kf35 2506-000127", "KF352506000127", "ＫＦ３５－２５０６－０００１２７", " kf35.2506 000127"]
)
def test_c08_a_serial_is_found_however_it_is_typed(
    program: Programs, report: dict[str, Any], cast: Cast, text: str
) -> None:
    """C08, RQ-WO-10: case, width, blanks and hyphens do not count; what was typed is kept as it was."""
    made = RepairRequest.objects.get(
        number=program("ava").done("/requests", report | {"serial": text})["number"]
    )
    assert made.unit == cast.unit
    assert made.serial in (text, text.strip())


def test_c08_lookalikes_are_other_units(program: Programs, report: dict[str, Any]) -> None:
    """C08: O is not 0, and a zero in front counts."""
    for text in ("KF35 25O6-000127", "0KF35 2506-000127", "KF35 2506-00127"):
        number = program("ava").done("/requests", report | {"serial": text})["number"]
        assert RepairRequest.objects.get(number=number).unit is None, text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+86 138 0013 8000", "+8613800138000"), ("138-0013-8000", "+8613800138000"), ("１３８００１３８０００", "+8613800138000"),
        ("0371-66778899", "+8637166778899"), ("+1 212 555 0123", "+12125550123"),
    ],
)  # fmt: skip
def test_c09_a_phone_has_one_form(program: Programs, report: dict[str, Any], typed: str, kept: str) -> None:
    """C09: however it is typed, mobile, landline or foreign."""
    number = program("ava").done("/requests", report | {"phone": typed})["number"]
    assert RepairRequest.objects.get(number=number).phone == kept


def test_c09_two_people_on_one_landline_stay_two(program: Programs, report: dict[str, Any]) -> None:
    """C09: an office has one number and many customers."""
    for name in ("王先生", "李女士", "王先生"):
        program("ava").done("/requests", report | {"phone": "0371-66778899 ext 12", "contact_name": name})
    assert Customer.objects.filter(name__in=("王先生", "李女士")).count() == 2


def test_f02_a_repeat_without_its_key_is_seen(program: Programs, report: dict[str, Any]) -> None:
    """F02: a client that lost the answer sends it anew: both are there, each shows the other, nothing is merged."""
    ava = program("ava")
    first, second = (ava.done("/requests", report)["number"] for _time in range(2))
    assert first != second
    (found,) = ava.get(f"/requests/{second}/duplicates").json()["items"]
    assert found["number"] == first
    assert RepairRequest.objects.filter(stage="submitted").count() == 2


@contextmanager
def cut() -> Iterator[None]:
    """The database is away: every statement fails as it does on a dead connection."""

    def fails(_execute: Callable[..., Any], *_given: Any) -> Any:
        raise OperationalError("the connection is closed")

    with connection.execute_wrapper(fails):
        yield


def test_k01_without_a_database_people_are_told_when_to_come_again(
    program: Programs, report: dict[str, Any], desk: Client
) -> None:
    """K01: page, form and API answer 503 with a time to wait, without detail; then all goes on, and once."""
    ava = program("ava")
    ava.client.raise_request_exception = False
    key = str(uuid.uuid4())
    with cut():
        answers = [desk.get("/desk/requests/"), Client(raise_request_exception=False).get("/health/")]
        answers += [ava.get("/requests"), ava.post("/requests", report, key=key)]
    for answer in answers:
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5"), answer.content.decode()
        assert "connection is closed" not in answer.content.decode()
    assert answers[-1].json()["code"] == "unavailable"
    assert not RepairRequest.objects.exists()
    for _time in range(2):
        assert ava.post("/requests", report, key=key).status_code == 201
    assert RepairRequest.objects.count() == 1
    assert desk.get("/desk/requests/").status_code == 200


@contextmanager
def giving_way(times: int) -> Iterator[None]:
    """So many transactions are undone by the database for somebody else's, in the middle of their work."""
    left = [times]

    def undone(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if left[0] and "INSERT INTO" in sql and "events_event" in sql:
            left[0] -= 1
            raise OperationalError("deadlock detected") from DeadlockDetected()
        return execute(sql, *given)

    with connection.execute_wrapper(undone):
        yield


@pytest.mark.parametrize(("times", "status"), [(2, 201), (3, 503)])
def test_e07_a_write_of_a_program_is_tried_again(
    program: Programs, report: dict[str, Any], times: int, status: int
) -> None:
    """E07: the whole of it, three times at most; either all of it is there, once, or nothing."""
    ava = program("ava")
    ava.client.raise_request_exception = False
    with giving_way(times):
        assert ava.post("/requests", report, key="one").status_code == status
    assert (
        RepairRequest.objects.count() == Event.objects.filter(kind="intake.submitted").count() == (times == 2)
    )
    assert ava.post("/requests", report, key="one").status_code == 201
    assert RepairRequest.objects.count() == 1


def test_e07_a_page_is_tried_again_and_may_be_refused_then(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E07: done once; and where the other one has won meanwhile, his sentence is told."""
    with giving_way(1):
        assert desk.post("/language/", {"language": "en"}).status_code == 302
    assert Event.objects.filter(kind="accounts.language_changed").count() == 1
    others = [OperationalError("deadlock detected"), NotAllowed("已由他人处理")]
    others[0].__cause__ = DeadlockDetected()
    monkeypatch.setattr("baoxiu.web.shared.views.accounts.change_language", Mock(side_effect=others))
    answer = desk.post("/language/", {"language": "zh-hans"})
    assert answer.status_code == 403
    assert "已由他人处理" in answer.content.decode()
