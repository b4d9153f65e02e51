"""A program with a token: what the tests of this door speak through."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client

from baoxiu.basics.accounts.actions import issue_token
from baoxiu.basics.accounts.queries import rights_held
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from tests.cast import ALICE_ADDRESS, Cast

BASE = "/api/v1"


@dataclass
class Program:
    """Sends requests as one account."""

    token: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **filters: Any) -> Any:
        """Read."""
        return self.client.get(BASE + path, filters, headers=self.headers())

    def post(self, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> Any:
        """Write; each call with its own key unless one is given."""
        content = body if isinstance(body, str | bytes) else json.dumps(body) if body is not None else b""
        named = {"Idempotency-Key": key or str(uuid.uuid4())} | headers
        return self.client.post(
            BASE + path, content, content_type="application/json", headers=self.headers() | named
        )

    def upload(self, path: str, file: Any, *, key: str | None = None, **parts: Any) -> Any:
        """Send a file, as a browser would."""
        named = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self.client.post(BASE + path, {"file": file, **parts}, headers=self.headers() | named)

    def headers(self) -> dict[str, str]:
        """Who it is."""
        return {"Authorization": f"Bearer {self.token}"}

    def done(self, path: str, body: Any = None, **more: Any) -> Any:
        """A write that must succeed; its answer."""
        response = self.post(path, body, **more)
        assert response.status_code in (200, 201), response.content.decode()
        return response.json()


type Programs = Callable[..., Program]


@pytest.fixture
def program(cast: Cast) -> Programs:
    """``program("ava")`` with all rights of the account, ``program("ava", "intake.see")`` with less."""

    def made(name: str, *scopes: str) -> Program:
        user = cast.user(name)
        _token, raw = issue_token(user, "test", scopes or rights_held(user), by=SYSTEM, at=clock.now())
        return Program(raw)

    return made


@pytest.fixture
def app() -> Iterator[WSGIHandler]:
    """The house as a server sees it; the test's connection outlives a request."""
    ends = (request_started, request_finished)
    for one in ends:
        one.disconnect(close_old_connections)
    yield get_wsgi_application()
    for one in ends:
        one.connect(close_old_connections)


@pytest.fixture
def report(cast: Cast) -> dict[str, Any]:
    """Alice's report of her air conditioner."""
    return {
        "family": cast.family.code,
        "fault": cast.fault.code,
        "fault_text": "不制冷",
        "contact_name": "Alice",
        "phone": "13800138000",
        "division_code": ALICE_ADDRESS.division_code,
        "address": ALICE_ADDRESS.detail,
        "serial": cast.unit.serial,
        "mode": "carry_in",
    }
