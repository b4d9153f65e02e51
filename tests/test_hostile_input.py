"""Hostile rows C01–C13, D01, D02, F01, J03: what is sent is data, whatever it looks like."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from baoxiu.core.files.models import StoredFile
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.tests.conftest import BASE, Program, Programs, program, report
from tests.journey import Journey

__all__ = ["program", "report"]
SQL = ("' OR 1=1--", "1; SELECT pg_sleep(5)", "\\'; DROP TABLE accounts_user;--", '"}]}')
TEMPLATES = "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {% debug %}"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """Own folders."""
    settings.FILES_DIR = settings.STATIC_ROOT = tmp_path


class Statements:
    """What is sent to the database as a statement, apart from its values."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.statements.append(str(sql))
        return execute(sql, *rest)


@pytest.mark.parametrize("text", SQL)
def test_c01_sql_is_a_text(program: Programs, report: dict[str, Any], text: str) -> None:
    """C01: in values, names, filters, paths and headers; it never becomes a part of a statement."""
    ava, seen = program("ava"), Statements()
    with connection.execute_wrapper(seen):
        _send_everywhere(ava, report, text)
    assert len(seen.statements) > 10
    assert not [statement for statement in seen.statements if text in statement]


def _send_everywhere(ava: Program, report: dict[str, Any], text: str) -> None:
    number = ava.done("/requests", report | {"fault_text": text})["number"]
    assert ava.get(f"/requests/{number}").json()["fault_text"] == text
    assert ava.post("/requests", report | {text: 1}).status_code == 422
    assert ava.get("/requests", stage=text).status_code == 422
    assert ava.get("/requests", outlet=text).json()["items"] == []
    assert ava.get("/requests", **{text: "1"}).status_code == 422
    assert ava.get(f"/units/{text.replace('/', '')}").status_code == 404
    odd = {"Authorization": f"Bearer {text}", "Accept-Language": text}
    assert ava.client.get(f"{BASE}/me", headers=odd).status_code == 401


def test_c02_c03_what_was_written_is_shown_as_it_was(journey: Journey, client: Client) -> None:
    """C02, C03: no template and no script comes alive on the customer's page or at the desk."""
    journey.accepted()
    request = journey.order.request
    RepairRequest.objects.filter(pk=request.pk).update(
        fault_text=TEMPLATES + SCRIPT, contact_name=SCRIPT[:40]
    )
    client.force_login(journey.cast.user("ava"), backend="django.contrib.auth.backends.ModelBackend")
    for path in (f"/r/{token_for(request)}/", f"/desk/requests/{request.number}/"):
        answer = client.get(path)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "49" not in page.partition("${")[2][:20]
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert "{{7*7}}" in page


def test_c05_too_much_is_refused(program: Programs) -> None:
    """C05: size, depth, width, doubled names, numbers that are none (see also ``test_format``)."""
    ava = program("ava")
    bodies = (
        b'{"a": "' + b"x" * 10_000_000 + b'"}', b"[" * 10_000 + b"]" * 10_000,
        json.dumps({"devices": [{}] * 100_000}).encode(), b'{"phone": 1, "phone": 2}', b'{"lat": 1e400}',
        b'{"lat": NaN}', b'{"lat": -Infinity}',
    )  # fmt: skip
    assert {ava.post("/requests", body).status_code for body in bodies} <= {400, 413, 422}


@pytest.mark.parametrize(
    "amount", ["１２３", "١٢", "0x10", "-1", "0.005", "999999999999999", "1e99", "", " ", "NaN", "12,5", "0"]
)
def test_c06_only_amounts_are_amounts(program: Programs, journey: Journey, amount: str) -> None:
    """C06: what is no amount of yuan and fen is refused with a sentence, and nothing is booked."""
    sheet = journey.prepared(journey.paid_line(), cause_class="misuse")
    given = {"method": "cash", "amount": amount}
    answer = program("fin").post(f"/orders/{journey.order.number}/settlement/payments", given)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["amount"])
    assert not sheet.payments.exists()


def test_c07_texts_are_kept_and_nul_is_not(program: Programs, report: dict[str, Any]) -> None:
    """C07: four-byte Chinese, families of emoji, directions and full width are kept; NUL and halves are refused."""
    ava = program("ava")
    text = "𠮷野家 👨‍👩‍👧 \u202eabc\u200b ＡＢ１２"
    number = ava.done("/requests", report | {"fault_text": text})["number"]
    kept = ava.get(f"/requests/{number}").json()["fault_text"]
    assert set("𠮷野家👨👩👧ＡＢ１２") <= set(kept)
    assert "\u202e" not in kept, "nothing turns the line around"
    for bad in (b'{"fault_text": "\\u0000"}', b'{"fault_text": "\\ud800"}', b'{"fault_text": "\xff"}'):
        assert ava.post("/requests", bad).status_code == 400
    assert ava.get("/requests", external_ref="a\x00b").status_code == 400
    assert ava.get("/units/ＫＦ３５２５０６０００１２７").status_code == 200


def test_c10_nobody_writes_the_log(program: Programs, report: dict[str, Any], caplog: Any) -> None:
    """C10: line ends and colours of a caller make no line of their own."""
    ava = program("ava")
    with caplog.at_level("DEBUG"):
        ava.post("/requests", report | {"phone": "1\n2026-01-01 INFO paid \x1b[31m"})
        ava.get("/units/x%0a2026-01-01 INFO paid")
    assert not [row for row in caplog.records if "\n2026-01-01" in row.getMessage()]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "..\\\\x", "/etc/passwd", "%00"]
)
def test_c11_names_are_no_paths(program: Programs, journey: Journey, name: str) -> None:
    """C11: a name that climbs leads nowhere."""
    journey.accepted()
    ava = program("ava")
    for path in (f"/orders/{journey.order.number}/documents/{name}", f"/forms/{name}", f"/orders/{name}"):
        assert ava.get(path).status_code == 404, path
    assert Client().get(f"/static/{name}").status_code == 404


def test_c12_odd_requests_are_refused(program: Programs, report: dict[str, Any], settings: Any) -> None:
    """C12: unknown methods, doubled filters, a foreign host: links name the configured one."""
    ava = program("ava")
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "BREW"):
        answer = ava.client.generic(method, f"{BASE}/requests", headers=ava.headers())
        assert answer.status_code == 405, method
    assert ava.client.get(f"{BASE}/requests?limit=1&limit=2", headers=ava.headers()).status_code == 422
    made = ava.post("/requests", report, Host="evil.example")
    assert made.status_code == 400 or made.json()["link"].startswith(settings.PUBLIC_URL)


def test_c13_a_search_is_for_words(program: Programs, journey: Journey) -> None:
    """C13: regular expressions, wildcards and ten thousand words are words."""
    journey.accepted()
    client = Client()
    client.force_login(journey.cast.user("ava"), backend="django.contrib.auth.backends.ModelBackend")
    for text in ("(a+)+$" * 50, "%", "_%_%", "词 " * 3_000, "\\"):
        assert client.get("/desk/search/", {"q": text}).status_code in (200, 400, 414), text[:9]
    assert program("ava").get("/customers", phone="%").status_code == 422


def test_c13_what_takes_too_long_is_stopped_and_told(
    journey: Journey, program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C13: a question that does not end ends; page, part of a page and API say so in plain words."""

    def endless(*_given: Any, **_more: Any) -> Any:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 20")
            cursor.execute("SELECT pg_sleep(60)")

    client = Client()
    client.force_login(journey.cast.user("ava"), backend="django.contrib.auth.backends.ModelBackend")
    monkeypatch.setattr("baoxiu.web.desk.search.found", endless)
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.get("/desk/search/", {"q": "x", "part": 1}, headers=headers)
        assert answer.status_code == 503
        assert "请缩小范围" in answer.content.decode()
    monkeypatch.setattr("baoxiu.web.api.resources.customers.customers", endless)
    told = program("ava").get("/customers", phone="13800138000")
    assert (told.status_code, told.json()["code"]) == (503, "took_too_long")


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>", b"<?php system($_GET[0]); ?>", b"", b"PK\x03\x04" + b"\0" * 40,
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', b"GIF89a/*<script>*/=1;alert(1)",
        b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>", _png(30_000, 30_000),
    ],
)  # fmt: skip
def test_d01_d02_a_file_is_what_it_contains(
    program: Programs, report: dict[str, Any], content: bytes
) -> None:
    """D01, D02: neither name nor declared type counts, and a bomb is not opened."""
    ava = program("ava")
    path = f"/requests/{ava.done('/requests', report)['number']}/photos"
    answer = ava.post(path, {"name": "x.jpg", "content": base64.b64encode(content).decode()})
    if answer.status_code == 201:
        assert answer.json()["mime"] == "application/pdf"
        return
    assert answer.status_code in (409, 413, 422)
    assert not StoredFile.objects.exists()


def test_f01_the_same_key_with_other_words_is_refused(program: Programs, report: dict[str, Any]) -> None:
    """F01: one request, and the same answer however often it is sent (eight at once: ``test_idempotency``)."""
    ava = program("ava")
    answers = [ava.post("/requests", report, key="k") for _n in range(10)]
    assert len({answer.content for answer in answers}) == 1
    assert ava.post("/requests", report | {"wish": "快"}, key="k").status_code == 422
    assert RepairRequest.objects.count() == 1


def test_j03_the_time_of_a_device_is_a_claim(program: Programs, visit_journey: Journey) -> None:
    """J03: the server says when it was; what the phone says is kept beside it."""
    visit_journey.accepted()
    visit = visit_journey.booked()
    bo = program("bo")
    visit_journey.ready(visit)
    bo.done(f"/visits/{visit.pk}/set-out", {"device_at": "1999-01-01T00:00:00-05:00"})
    visit.refresh_from_db()
    assert visit.set_out_at is not None
    assert visit.set_out_at.year > 2000
    assert bo.post(f"/visits/{visit.pk}/arrive", {"device_at": "9999-12-31T23:59:59Z"}).status_code == 422
