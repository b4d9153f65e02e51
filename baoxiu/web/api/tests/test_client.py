"""A client that another program generates from the document speaks with the door (RQ-INT-12)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIHandler

from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.web.api.api import api
from baoxiu.web.api.tests.conftest import BASE, Programs
from baoxiu.web.api.tests.test_openapi import references
from tests.cast import Cast

PACKAGE = "generated_client"
USED = ("/requests", "/requests/{number}/accept", "/orders", "/orders/{number}/assign")


def document() -> dict[str, Any]:
    """What the journey needs of the OpenAPI document; to generate the whole takes four seconds."""
    whole: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    whole["paths"] = {f"{BASE}{path}": whole["paths"][f"{BASE}{path}"] for path in USED}
    known, waiting = whole["components"]["schemas"], [whole["paths"]]
    wanted: dict[str, Any] = {}
    while waiting:
        names = {one.rpartition("/")[2] for one in references(waiting.pop())} - set(wanted)
        wanted |= {name: known[name] for name in names}
        waiting += [known[name] for name in names]
    whole["components"]["schemas"] = wanted
    return whole


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[str]:  # noqa: ARG001
    """The name of the package, generated and ready to import.

    The generator is imported here: it takes too long for every process that only looks for tests.
    """
    source, package = tmp_path / "openapi.json", tmp_path / PACKAGE
    source.write_text(json.dumps(document()), "utf-8")
    generator, settings = (
        import_module("openapi_python_client"),
        import_module("openapi_python_client.config"),
    )
    how = settings.ConfigFile(post_hooks=[], package_name_override=PACKAGE)
    config = settings.Config.from_sources(how, settings.MetaType.NONE, source, "utf-8", False, package)
    assert generator.generate(config=config) == []
    monkeypatch.syspath_prepend(str(tmp_path))
    yield PACKAGE
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_from_the_request_to_the_assigned_order(
    client: str, app: WSGIHandler, cast: Cast, program: Programs, report: dict[str, Any]
) -> None:
    """RQ-INT-12, RQ-INT-01, RQ-DSP-02."""
    models = import_module(f"{client}.models")

    def call(person: str, tag: str, operation: str, *path: str, **given: Any) -> Any:
        speaker = import_module(client).AuthenticatedClient(
            base_url="http://testserver",
            token=program(person).token,
            httpx_args={"transport": import_module("httpx").WSGITransport(app)},
        )
        function = import_module(f"{client}.api.{tag}.{operation}").sync
        answer = function(*path, client=speaker, **given)
        outbox.drain(next_steps.follow)
        return answer

    def write(person: str, tag: str, operation: str, *path: str, body: Any) -> Any:
        return call(person, tag, operation, *path, body=body, idempotency_key=str(uuid4()))

    made = write("ava", "requests", "requests_submit", body=models.Report.from_dict(report))
    assert isinstance(made, models.Submitted), made
    accepted = write("ava", "requests", "requests_accept", made.number, body=models.Acceptance(severity=2))
    assert accepted.stage.code == "accepted"
    (order,) = call("dana", "orders", "orders_list_orders", request=made.number).items
    assert (order.contact.name, order.technician.code) == ("Alice", cast.ben.number), "the best by rule"
    choice = models.Choice(technician=cast.bo.number, reason="熟客")
    assigned = write("dana", "orders", "orders_assign", order.number, body=choice)
    assert (assigned.stage.code, assigned.technician.code) == ("assigned", cast.bo.number)
    wrong = write("dana", "orders", "orders_assign", "WX0", body=choice)
    assert (type(wrong), wrong.code) == (models.Problem, "not_found")
