"""Tokens, scopes, and what a caller may not see (RQ-SEC-01, RQ-SEC-06)."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from baoxiu.basics.accounts.actions import revoke_token
from baoxiu.basics.accounts.models import ApiToken
from baoxiu.basics.accounts.rights import RIGHTS
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.web.api.api import operations, routes
from baoxiu.web.api.entrance import TECHNICIAN
from baoxiu.web.api.tests.conftest import BASE, Program, Programs
from tests.cast import Cast


@pytest.mark.django_db
def test_without_a_token_nothing_opens(client: Client) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic YTpi"}):
        answer = client.get(f"{BASE}/me", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "unauthenticated"


def test_a_revoked_token_is_dead(program: Programs) -> None:
    ava = program("ava")
    assert ava.get("/me").status_code == 200
    revoke_token(ApiToken.objects.get(), by=SYSTEM, at=clock.now())
    assert ava.get("/me").status_code == 401


def test_a_token_does_what_its_scopes_say(program: Programs, report: dict[str, Any]) -> None:
    reader = program("ava", "intake.see")
    refused = reader.post("/requests", report)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert "intake.register" in refused.json()["detail"]
    assert reader.get("/requests").status_code == 200


def test_a_session_does_not_open_this_door(cast: Cast, client: Client) -> None:
    client.force_login(cast.user("mo"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"{BASE}/me").status_code == 401


def test_who_am_i(program: Programs) -> None:
    found = program("bo").get("/me").json()
    assert found["technician"]
    assert found["roles"] == ["technician"]
    assert not found["sees_all_outlets"]


def test_what_is_foreign_does_not_exist(program: Programs, report: dict[str, Any]) -> None:
    """Wang manages another outlet: the request is not there for him, neither to read nor to write."""
    number = program("ava").done("/requests", report)["number"]
    wang = program("wang")
    assert wang.get(f"/requests/{number}").status_code == 404
    assert wang.get("/requests").json()["items"] == []
    assert wang.post(f"/requests/{number}/accept", {}).status_code == 404
    assert wang.post("/visits/1/arrive", {}).status_code == 403
    assert program("bo").post("/visits/1/arrive", {}).status_code == 404
    assert program("bo").post("/visits/abc/arrive", {}).status_code == 404
    assert program("bo").post(f"/visits/{2**70}/arrive", {}).status_code == 404


def test_phone_numbers_are_masked_without_the_right(program: Programs, report: dict[str, Any]) -> None:
    """RQ-SEC-01: whoever may not see customers sees neither number nor street."""
    number = program("ava").done("/requests", report)["number"]
    masked = program("ava", "intake.see").get(f"/requests/{number}").json()["contact"]
    assert (masked["masked"], masked["phone"], masked["address"]) == (True, "138****8000", "")
    plain = program("ava", "intake.see", "customers.see").get("/requests").json()["items"][0]["contact"]
    assert (plain["masked"], plain["phone"]) == (False, "+8613800138000")


def test_the_end_of_a_number_finds_masked_customers(program: Programs) -> None:
    """O03: nobody collects numbers by their ends."""
    fin, ava = program("fin"), program("ava")
    (found,) = fin.get("/customers", phone="8000").json()["items"]
    assert found["contacts"][0]["phone"] == "138****8000"
    (whole,) = fin.get("/customers", phone="138 0013 8000").json()["items"]
    assert whole["contacts"][0]["phone"] == "+8613800138000"
    assert not ava.get("/customers", phone="8000").json()["masked"]
    assert ava.get("/customers", phone="800").status_code == 422
    assert ava.get("/customers", phone="Alice").status_code == 422
    assert program("ava", "intake.see").get("/customers", phone="8000").status_code == 403


def test_every_route_names_a_right() -> None:
    known = {*RIGHTS, TECHNICIAN}
    for route, right in routes().items():
        assert set(right.split("|")) <= known, route
    assert len(routes()) == sum(1 for _found in operations())


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_route_refuses_strangers(client: Client, method: str) -> None:
    for route in routes():
        verb, _blank, path = route.partition(" ")
        if verb.lower() == method:
            for name in ("{number}", "{visit_id}", "{followup_id}", "{version}", "{serial}", "{code}"):
                path = path.replace(name, "1")
            kind = MULTIPART_CONTENT if path.endswith("/files") else "application/json"
            answer = getattr(client, method)(BASE + path, content_type=kind)
            assert answer.status_code == 401, route


def test_a_token_without_any_scope_of_a_route_is_refused_everywhere(program: Programs) -> None:
    """Every route but those for any token."""
    nobody = program("root", "audit.see")
    for route, right in routes().items():
        verb, _blank, path = route.partition(" ")
        for name in ("{number}", "{visit_id}", "{followup_id}", "{version}", "{serial}", "{code}"):
            path = path.replace(name, "1")
        send = partial(nobody.upload, file="x") if path.endswith("/files") else partial(nobody.post, body={})
        answer = nobody.get(path) if verb == "GET" else send(path)
        assert (answer.status_code == 403) is (right != "api.use"), route


def test_an_account_that_is_closed_has_no_token(cast: Cast, program: Programs) -> None:
    ava: Program = program("ava")
    user = cast.user("ava")
    user.is_active = False
    user.save()
    assert ava.get("/me").status_code == 401
