"""Every write happens once, however often it is sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from pydantic import BaseModel

from baoxiu.basics.accounts.actions import issue_token
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.numbers.models import Series
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.work_orders.actions import create
from baoxiu.web.api.idempotency import exactly_once
from baoxiu.web.api.models import IdempotentWrite
from baoxiu.web.api.tests.conftest import Program, Programs
from tests.cast import Cast


class Word(BaseModel):
    """An answer."""

    word: str


def test_a_write_needs_a_key(program: Programs, report: dict[str, Any]) -> None:
    ava = program("ava")
    for key in ("", "x" * 81, "键", "a b"):
        answer = ava.post("/requests", report, **{"Idempotency-Key": key})
        assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert not RepairRequest.objects.exists()


def test_a_repeat_gets_the_same_answer(program: Programs, report: dict[str, Any]) -> None:
    ava, key = program("ava"), str(uuid4())
    first = ava.post("/requests", report, key=key)
    again = ava.post("/requests", report, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "Idempotent-Replay" not in first.headers
    assert again.headers["Idempotent-Replay"] == "true"
    assert RepairRequest.objects.count() == 1


def test_a_verb_repeated_is_not_refused(program: Programs, report: dict[str, Any]) -> None:
    """The second acceptance of a reviewer would be an illegal move; a repeat of the first is not."""
    ava, key = program("ava"), "accept-1"
    path = f"/requests/{ava.done('/requests', report)['number']}/accept"
    assert ava.done(path, {}, key=key)["stage"]["code"] == "accepted"
    assert ava.done(path, {}, key=key)["stage"]["code"] == "accepted"
    other = ava.post(path, {}, key="accept-2")
    assert (other.status_code, other.json()["code"]) == (409, "already_reviewed")
    assert Review.objects.count() == 1


def test_a_key_names_one_write(program: Programs, report: dict[str, Any]) -> None:
    ava, key = program("ava"), str(uuid4())
    number = ava.done("/requests", report, key=key)["number"]
    for path, body in (("/requests", report | {"fault_text": "漏水"}), (f"/requests/{number}/accept", {})):
        answer = ava.post(path, body, key=key)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_used")
    assert RepairRequest.objects.get().stage == "submitted"


def test_keys_of_other_tokens_are_others(program: Programs, report: dict[str, Any]) -> None:
    program("ava").done("/requests", report, key="1")
    program("mo").done("/requests", report, key="1")
    assert RepairRequest.objects.count() == 2


def test_a_refusal_is_not_stored(program: Programs, report: dict[str, Any]) -> None:
    """Whoever mends the request may keep the key."""
    ava, key = program("ava"), str(uuid4())
    assert ava.post("/requests", report | {"phone": "12"}, key=key).status_code == 422
    assert not IdempotentWrite.objects.exists()
    ava.done("/requests", report, key=key)
    assert ava.post("/requests/BX0/accept", {}, key="404").status_code == 404
    assert IdempotentWrite.objects.count() == 1


def test_what_an_action_keeps_although_it_refuses_stays(cast: Cast, program: Programs) -> None:
    """Nobody fits: the order stays where it is, and that it was tried is on record (RQ-DSP-01)."""
    ava = program("ava")
    request = {
        "family": cast.family.code, "fault_text": "x", "phone": "13900139999", "contact_name": "Zoe",
        "mode": "send_in",
    }  # fmt: skip
    cast.bo.user.technician.skills.all().delete()
    cast.ben.skills.all().delete()
    cast.wen.skills.all().delete()
    number = ava.done("/requests", request)["number"]
    ava.done(f"/requests/{number}/accept", {})
    order = _order(number)
    answer = program("dana").post(f"/orders/{order}/assign", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_candidate")
    assert Event.objects.filter(kind="dispatch.not_possible").exists()


def _order(number: str) -> str:
    row = RepairRequest.objects.get(number=number)
    return create(row, by=SYSTEM, at=row.submitted_at).number


@pytest.mark.django_db(transaction=True)
def test_eight_at_the_same_instant_are_one(program: Programs, report: dict[str, Any]) -> None:
    token, key = program("ava").token, str(uuid4())

    def send(_number: int) -> Any:
        try:
            return Program(token, Client()).post("/requests", report, key=key)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replay" in answer.headers for answer in answers) == 7
    assert RepairRequest.objects.count() == 1
    assert Event.objects.filter(kind="intake.submitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_ends_between_our_look_and_our_lock_was_first(cast: Cast, rf: RequestFactory) -> None:
    """Then nothing of our own effect stays, and the answer is theirs."""
    token, _raw = issue_token(cast.user("ava"), "program", ["api.use"], by=SYSTEM, at=cast.at)
    request: Any = rf.post(
        "/api/v1/things", "{}", content_type="application/json", headers={"Idempotency-Key": "1"}
    )
    request.token_hash, request.at, request.actor = token.token_hash, cast.at, cast.actor("ava")

    def first() -> None:
        made = sha256(f"POST {request.path}\n".encode())
        made.update(b"{}")
        try:
            IdempotentWrite.objects.create(
                token=token, key="1", method="POST", path=request.path, fingerprint=made.hexdigest(), status=201,
                answer='{"word":"first"}', created_at=cast.at,
            )  # fmt: skip
        finally:
            connection.close()

    def late(_request: Any) -> Word:
        Series.objects.create(code="late", period="261102", last=1)
        with ThreadPoolExecutor(1) as other:  # it has not waited for our lock
            other.submit(first).result()
        return Word(word="late")

    answer = exactly_once(late, 201)(request)
    assert (answer.status_code, answer.content) == (201, b'{"word":"first"}')
    assert answer.headers["Idempotent-Replay"] == "true"
    assert not Series.objects.exists()
