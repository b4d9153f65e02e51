"""A client that another program generates from the document speaks with the door (RQ-INT-12)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIHandler

from baoxiu.core import clock
from baoxiu.core.events import outbox
from baoxiu.core.files.tests.videos import mp4
from baoxiu.flow import next_steps
from baoxiu.web.api.api import api
from baoxiu.web.api.tests.conftest import BASE, Programs
from baoxiu.web.api.tests.test_care import LETTER
from baoxiu.web.api.tests.test_openapi import references
from tests.cast import Cast

PACKAGE = "generated_client"
USED = (
    "/requests", "/requests/{number}/accept", "/orders", "/orders/{number}/assign", "/requests/{number}/take",
    "/requests/{number}/files", "/requests/{number}/files/{file_id}", "/opinions", "/opinions/{opinion_id}/give",
    "/customers/{number}/planned-contacts", "/planned-contacts/{planned_id}/hold",
    "/incoming-letters", "/incoming-letters/{number}/decision",
)  # fmt: skip


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


class Speaker:
    """Calls the functions of the package, each as the person named."""

    def __init__(self, package: str, app: WSGIHandler, program: Programs) -> None:
        self.package, self.app, self.program = package, app, program

    def call(self, person: str, tag: str, operation: str, *path: Any, **given: Any) -> Any:
        """The answer, read by the package."""
        client = import_module(self.package).AuthenticatedClient(
            base_url="http://testserver",
            token=self.program(person).token,
            httpx_args={"transport": import_module("httpx").WSGITransport(self.app)},
        )
        function = import_module(f"{self.package}.api.{tag}.{operation}").sync
        answer = function(*path, client=client, **given)
        outbox.drain(next_steps.follow)
        return answer

    def write(self, person: str, tag: str, operation: str, *path: Any, body: Any) -> Any:
        """Under a new key."""
        return self.call(person, tag, operation, *path, body=body, idempotency_key=str(uuid4()))


def _send_a_video(package: str, speaker: Speaker, number: str) -> None:
    models, types = import_module(f"{package}.models"), import_module(f"{package}.types")
    sent = types.File(payload=BytesIO(mp4()), file_name="x.mp4", mime_type="video/mp4")
    body = models.FilesSendToRequestBody(file=sent)
    video = speaker.write("ava", "files", "files_send_to_request", number, body=body)
    assert video.mime == "video/mp4"
    (listed,) = speaker.call("ava", "files", "files_list_of_request", number).items
    assert listed == video


def test_from_the_request_to_the_assigned_order(
    client: str, app: WSGIHandler, cast: Cast, program: Programs, report: dict[str, Any]
) -> None:
    """RQ-INT-12, RQ-INT-01, RQ-DSP-02, and beside it what departments and clerks do (RQ-TRI-05, RQ-REV-05, RQ-REG-05)."""
    models = import_module(f"{client}.models")
    speaker = Speaker(client, app, program)
    call, write = speaker.call, speaker.write
    made = write("ava", "requests", "requests_submit", body=models.Report.from_dict(report))
    assert isinstance(made, models.Submitted), made
    taken = write("ava", "requests", "teams_take", made.number, body=models.Nothing())
    assert (type(taken), taken.number) == (models.RequestStage, made.number)
    _send_a_video(client, speaker, made.number)
    assert call("ava", "requests", "opinions_list_opinions", request=made.number).items == []
    accepted = write("ava", "requests", "requests_accept", made.number, body=models.Acceptance(severity=2))
    assert accepted.stage.code == "accepted"
    (order,) = call("dana", "orders", "orders_list_orders", request=made.number).items
    assert (order.contact.name, order.technician.code) == ("Alice", cast.ben.number), "the best by rule"
    choice = models.Choice(technician=cast.bo.number, reason="熟客")
    assigned = write("dana", "orders", "orders_assign", order.number, body=choice)
    assert (assigned.stage.code, assigned.technician.code) == ("assigned", cast.bo.number)
    wrong = write("dana", "orders", "orders_assign", "WX0", body=choice)
    assert (type(wrong), wrong.code) == (models.Problem, "not_found")
    _look_after(models, write, cast)


def _look_after(models: Any, write: Any, cast: Cast) -> None:
    """A planned contact is held, and a letter decided on."""
    soon = models.NextContact(topic="滤网更换", planned_at=clock.now() + timedelta(days=1))
    planned = write("ava", "customers", "care_plan_contact", cast.alice.number, body=soon)
    held = write(
        "ava", "customers", "care_hold_contact", planned.id, body=models.TalkHeld(outcome="需要两套")
    )
    assert (held.stage.code, held.outcome) == ("held", "需要两套")
    letter = models.NewIncomingLetter.from_dict(LETTER)
    came = write("ava", "followups", "incoming_letters_register_incoming", body=letter)
    said = models.LetterDecision(decision="同意退货")
    done = write("mo", "followups", "incoming_letters_decide_letter", came.number, body=said)
    assert (done.stage.code, done.decided_by) == ("decided", "Mo")
