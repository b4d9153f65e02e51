"""The worked example in ``docs/api.md`` is run as it stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings

from baoxiu.basics.webhooks.rules import is_genuine
from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.web.api.api import routes
from baoxiu.web.api.tests.conftest import BASE, Program, Programs
from tests.cast import Cast

PAGE = Path(settings.BASE_DIR).parent / "docs" / "api.md"
BLOCK = re.compile(r"^```http\n(.*?)\n```\n+```json\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
NAME = re.compile(r"\$(\w+)")


def test_from_the_request_to_the_settlement(cast: Cast, program: Programs) -> None:
    """RQ-INT-01, RQ-QUO-07, RQ-ACC-01, RQ-FEE-05, RQ-FEE-07, RQ-INT-12: and then another program is told."""
    people = {"AGENT": "ava", "DISPATCHER": "dana", "TECHNICIAN": "bo", "MANAGER": "mo", "ADMIN": "root"}
    programs = {name: program(person) for name, person in people.items()}
    known = {"BO": cast.bo.number}
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert len(blocks) > 15
    for asked, shown in blocks:
        answer = _sent(programs, asked, known)
        outbox.drain(next_steps.follow)
        assert answer.status_code in (200, 201), (asked, answer.content.decode())
        _compare(json.loads(shown), answer.json(), known, asked)


def test_what_it_names_exists() -> None:
    named = set(re.findall(r"^(GET|POST) (/api/v1/[^\s?]+)", PAGE.read_text("utf-8"), re.MULTILINE))
    known = {re.sub(r"\{\w+\}", "*", route) for route in routes()}
    for method, path in named:
        form = re.sub(r"/quotes/1", "/quotes/*", NAME.sub("*", path.removeprefix(BASE)))
        assert f"{method} {form}" in known, path


def test_the_signature_it_shows_is_ours() -> None:
    """RQ-INT-12: whoever writes a receiver compares with it."""
    table = dict(re.findall(r"^\| `?([a-z-]+)`? \| `(.+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE))
    sent = {name: table[name] for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}
    assert is_genuine(table["secret"], sent, table["body"], now=int(table["webhook-timestamp"]))


def _sent(programs: dict[str, Program], asked: str, known: dict[str, str]) -> Any:
    head, _blank, body = asked.partition("\n\n")
    first, authorization = head.split("\n")
    method, path = NAME.sub(lambda name: str(known[name[1]]), first).split(" ")
    sender = programs[authorization.rpartition("$")[2]]
    content = NAME.sub(lambda name: str(known[name[1]]), body)
    if method == "GET":
        return sender.client.get(path, headers=sender.headers())
    return sender.post(path.removeprefix(BASE), content or None)


def _compare(shown: Any, found: Any, known: dict[str, str], where: str) -> None:
    """What is shown is there; a name that is new is kept."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            _compare(value, found[key], known, f"{where}\n→ {key}")
    elif isinstance(shown, list):
        assert len(shown) == len(found), where
        for one, other in zip(shown, found, strict=True):
            _compare(one, other, known, where)
    elif isinstance(shown, str) and shown.startswith("$"):
        assert known.setdefault(shown[1:], found) == found, where
    else:
        assert shown == found, where
