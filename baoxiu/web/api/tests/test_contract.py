"""The door keeps what its document promises, whatever is sent (RQ-INT-12, RQ-SEC-06).

Schemathesis makes the requests from ``/api/v1/openapi.json``: what fits the document and what does not, mostly to things
that are there. No answer may be a mistake of ours, and none may differ from the document. The same requests come in every
run; ``CONTRACT_EXAMPLES=100`` sends so many of both kinds to each operation, other ones each time (see docs/api.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.stateful import run_state_machine_as_test

from baoxiu.web.api.tests.conftest import BASE
from baoxiu.web.api.tests.world import World, empty_world, small_world, whole_world
from tests.cast import Cast
from tests.journey import Journey

MANY = int(os.environ.get("CONTRACT_EXAMPLES", "0"))
ONLY = os.environ.get("CONTRACT_ONLY", "")
STEP = 2
"""Without ``CONTRACT_EXAMPLES`` one request goes to every second operation; every other one does not fit the document."""
IF = ("If-Match", "If-None-Match")
AS_BOUNDED = settings(
    max_examples=MANY or 2, stateful_step_count=8, derandomize=not MANY, deadline=None, database=None,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def world(cast: Cast, journey: Journey) -> World:
    """An order in repair; with ``CONTRACT_EXAMPLES`` something of everything."""
    return whole_world(cast, journey) if MANY else small_world(cast, journey)


@pytest.fixture
def schema(app: WSGIHandler, db: None) -> Any:  # noqa: ARG001
    """The document. Schemathesis is imported here: it takes too long for every process that only looks for tests."""
    return import_module("schemathesis").openapi.from_wsgi(f"{BASE}/openapi.json", app)


def checks() -> list[Any]:
    """No mistake of ours; status, headers, kind and shape of the answer as the document says."""
    promised = import_module("schemathesis.specs.openapi.checks")
    return [
        import_module("schemathesis.checks").not_a_server_error,
        promised.status_code_conformance,
        promised.content_type_conformance,
        promised.response_schema_conformance,
        promised.response_headers_conformance,
    ]


def test_every_operation_keeps_its_promise(world: World, schema: Any) -> None:
    """RQ-INT-12, RQ-SEC-06: each example in a transaction of its own that is undone."""
    modes = import_module("schemathesis").GenerationMode
    lies: list[str] = []
    for number, found in enumerate(islice(schema.get_all_operations(), 0, None, 1 if MANY else STEP)):
        operation = found.ok()
        usual = modes.NEGATIVE if number % 2 else modes.POSITIVE
        if ONLY in operation.label:
            for mode in modes if MANY else (usual,):
                _try(operation.as_strategy(generation_mode=mode), world, lies)
    assert not lies, "\n\n".join(lies)


def _try(strategy: Any, world: World, lies: list[str]) -> None:
    wanted = checks()

    @settings(AS_BOUNDED, max_examples=MANY or 1)
    @given(case=strategy)
    def one(case: Any) -> None:
        _point(case, world)
        with transaction.atomic():
            response = case.call(headers=_headers(case.method, world.token))
            transaction.set_rollback(True)
        try:
            case.validate_response(response, checks=wanted)
        except Exception as lie:
            lies.append(f"{case.operation.label} {case.body!r:.300}\n{lie!s:.1500}")

    one()


def _headers(method: str, token: str) -> dict[str, str]:
    key = {"Idempotency-Key": str(uuid4())} if method == "POST" else {}
    return {"Authorization": f"Bearer {token}"} | key


def _point(case: Any, world: World) -> None:
    """Let most examples name what is there."""
    chance = Random(repr((case.path, case.path_parameters, case.body)))
    below = case.path.removeprefix(BASE)
    first = below.partition("{")[2].partition("}")[0]
    things = world.things.get(below.partition("{")[0])
    if first and things and chance.random() < 0.9:
        case.path_parameters[first] = chance.choice(things)
    for name in set(case.path_parameters or {}) - {first}:
        if world.below.get(name):
            case.path_parameters[first], case.path_parameters[name] = chance.choice(world.below[name])
    if isinstance(case.body, dict):
        _say(case.body, world, chance.random)
    if chance.random() < 0.8:
        for name in IF:
            case.headers.pop(name, None)


def _say(body: dict[str, Any], world: World, chance: Callable[[], float]) -> None:
    for name in set(body) & set(world.words):
        words = world.words[name]
        if words and chance() < 0.8:
            body[name] = words[int(chance() * len(words))]


def test_one_answer_leads_to_the_next_request(cast: Cast, schema: Any) -> None:
    """Requests follow from answers: what was made is shown, changed and ended (RQ-INT-12)."""
    world, wanted = empty_world(cast), checks()

    class Following(schema.as_state_machine()):  # type: ignore[misc]
        """Calls with the token, and compares with the document."""

        def before_call(self, case: Any) -> None:
            """Values that fit, where the answer before did not name them."""
            if isinstance(case.body, dict):
                _say(case.body, world, Random(repr(case.body)).random)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            """Who it is."""
            return {"headers": _headers(case.method, world.token)}

        def validate_response(self, response: Any, case: Any, **more: Any) -> None:  # noqa: ARG002
            """As for a single request."""
            case.validate_response(response, checks=wanted)

    run_state_machine_as_test(Following, settings=AS_BOUNDED)
