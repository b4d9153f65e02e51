"""What is sent must be readable, and what is answered too: problem details in the caller's language."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.tests.conftest import BASE, Programs

JUNK = (
    b"{", b"[]", b'"text"', b"nonsense", b'{"severity": NaN}', b'{"severity": Infinity}', b"\xff\xfe",
    b'{"severity": 1e999}', b'{"severity": 1, "severity": 2}', b'{"severity": "\\u0000"}',
    b'{"severity": "\\ud800"}', b'{"\\u0000": 1}', b"[" * 5000, b'{"severity":' * 200 + b"1" + b"}" * 200,
    b'{"severity": ' + b"9" * 6000 + b"}", b'{"severity": 9223372036854775808}', b'{"severity": null}',
    b"null", b'{"severity": {"a": 1}}', b'{"severity": 1.5}',
)  # fmt: skip


@pytest.mark.parametrize("body", JUNK)
def test_junk_is_refused_and_changes_nothing(program: Programs, report: dict[str, Any], body: bytes) -> None:
    ava = program("ava")
    number = ava.done("/requests", report)["number"]
    answer = ava.post(f"/requests/{number}/accept", body)
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert RepairRequest.objects.get().stage == "submitted"


def test_unknown_fields_are_refused(program: Programs, report: dict[str, Any]) -> None:
    ava = program("ava")
    answer = ava.post("/requests", report | {"colour": "blue"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["colour"])
    assert ava.get("/requests", colour="blue").json()["errors"].keys() == {"colour"}
    assert not RepairRequest.objects.exists()


def test_a_problem_says_what_is_wrong_at_each_field(program: Programs, report: dict[str, Any]) -> None:
    ava = program("ava")
    wrong = report | {"phone": "12", "service": "magic", "purchased_on": "yesterday", "acknowledged": "yes"}
    found = ava.post("/requests", wrong, **{"Accept-Language": "en"}).json()
    assert found["type"] == "urn:baoxiu:problem:invalid_input"
    assert found["status"] == 422
    assert set(found["errors"]) == {"service", "purchased_on", "acknowledged"}
    assert found["errors"]["service"].startswith("One of these")
    fields = ava.post("/requests", report | {"phone": "12", "family": ""}).json()["errors"]
    assert set(fields) == {"phone", "family"}


def test_the_language_is_the_callers(program: Programs) -> None:
    ava = program("ava")
    chinese = ava.post("/requests", {"colour": 1})
    assert (chinese.headers["Content-Language"], chinese.json()["title"]) == ("zh-hans", "内容缺失或有误")
    english = ava.post("/requests", {"colour": 1}, **{"Accept-Language": "en-GB,en;q=0.9,zh;q=0.1"})
    assert (english.headers["Content-Language"], english.json()["title"]) == (
        "en",
        "Something is missing or wrong",
    )
    assert {"Accept-Language", "Authorization"} <= set(english.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("family", "no-such"), ("fault", "no-such"), ("customer", "K404"), ("outlet", "X9"),
        ("wish_from", "2026-03-02T09:00:00"), ("wish_from", "9999-12-31T23:59:59-12:00"), ("wish_from", 1e18),
        ("purchased_on", "0000-00-00"), ("purchased_on", 20260302), ("lat", 1e300), ("lat", "NaN"),
        ("client_key", "1"), ("fault_text", "x" * 5000), ("phone", "+" * 90), ("email", "a@b@c"),
        ("external_ref", "x" * 81), ("contact_name", 7), ("language", "tlh"), ("channel", "archive"),
    ],
)  # fmt: skip
def test_no_value_breaks_it(program: Programs, report: dict[str, Any], field: str, value: Any) -> None:
    answer = program("ava").post("/requests", report | {field: value})
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"]


def test_odd_addresses_are_problems_too(program: Programs, client: Client) -> None:
    ava = program("ava")
    for path in ("/nothing", "/", "/requests/", "/requests/BX%00", "/units/%00", "/forms/no-such"):
        answer = ava.client.get(BASE + path, headers=ava.headers())
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json"), path
    assert client.post(f"{BASE}/nothing", content_type="application/json").status_code == 404
    put = ava.client.put(f"{BASE}/requests", "{}", content_type="application/json", headers=ava.headers())
    assert (put.status_code, put.json()["code"]) == (405, "method_not_allowed")
    assert put.headers["Allow"] == "GET, POST" or put.headers["Allow"] == "POST, GET"
    assert ava.client.get(f"{BASE}/requests?phone=%00", headers=ava.headers()).status_code == 400
    for filters in ({"stage": "x"}, {"cursor": 0}, {"cursor": 2**80}, {"limit": 1000}, {"since": "2026"}):
        assert ava.get("/requests", **filters).status_code == 422, filters


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_end_of_time_are_refused(program: Programs, day: str) -> None:
    """The day before or after them does not exist for a computer."""
    mo = program("mo")
    assert mo.get("/calls", until=day).json()["errors"].keys() == {"until"}
    campaign = {"title": "x", "kind": "free", "text": "y", "starts_on": day}
    assert mo.post("/campaigns", campaign).json()["errors"].keys() == {"starts_on"}
    assert mo.post(f"/sampling-draws/{day}/draw").status_code == 404


def test_other_formats_and_large_bodies_are_refused(program: Programs) -> None:
    ava = program("ava")
    form = ava.client.post(f"{BASE}/requests", {"a": "b"}, headers=ava.headers())
    assert form.status_code == 415
    assert ava.post("/requests", json.dumps({"fault_text": "x" * 1_100_000})).status_code == 413


def test_a_mistake_of_ours_is_answered_without_its_trace(
    program: Programs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: Any, **_more: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("baoxiu.web.api.resources.registers.me", broken)
    answer = program("ava").get("/me")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert "secret" not in answer.content.decode()
    assert "GET /api/v1/me" in caplog.text
