"""The desk in tests: the house's clock stands where the cast lives, and what follows, follows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from baoxiu.basics.accounts.actions import grant_role
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.outbox import drain
from baoxiu.core.kept import Kept
from baoxiu.core.policy.actions import choose
from baoxiu.flow.next_steps import follow
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast
from tests.stages import aside


@dataclass
class Clock:
    """The time of the house."""

    now: datetime

    def tick(self, **more: float) -> datetime:
        """Go on, by ten minutes unless told."""
        self.now += timedelta(**(more or {"minutes": 10}))
        return self.now


@dataclass
class Desk:
    """Somebody of the cast in front of the desk."""

    cast: Cast
    time: Clock
    client: Client

    def sign_in(self, name: str) -> Desk:
        """From now on this person sits here."""
        with aside():
            self.client.force_login(self.cast.user(name), backend="django.contrib.auth.backends.ModelBackend")
        return self

    def get(self, name: str, /, *args: Any, **query: Any) -> HttpResponse:
        """A page by the name of its address."""
        return self.client.get(reverse(f"desk:{name}", args=args), query)

    def post(self, name: str, /, *args: Any, **data: Any) -> HttpResponse:
        """A form sent; what follows from it has happened."""
        answer = self.client.post(reverse(f"desk:{name}", args=args), data)
        drain(follow)
        self.time.tick()
        return answer

    def step(self, order: WorkOrder, code: str, /, **data: Any) -> HttpResponse:
        """A step of the order page that must succeed."""
        answer = self.post("order_step", order.number, code, **data)
        assert answer.status_code == 302, sentences(answer)
        order.refresh_from_db()
        return answer


def sentences(answer: HttpResponse) -> str:
    """The errors on a page, for a failing test."""
    text = answer.content.decode()
    return "\n".join(part.split("</span>")[0] for part in text.split('class="error"')[1:]) or text[-3000:]


@pytest.fixture
def time(at: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands at the beginning of the cast."""
    made = Clock(at)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture
def desk(cast: Cast, time: Clock, client: Client) -> Desk:
    """The desk; nobody sits there yet. Bo may also look at it, as in a small firm."""
    grant_role(cast.user("bo"), "team_leader", cast.outlet, by=SYSTEM, at=cast.at)
    return Desk(cast, time, client)


@pytest.fixture
def queries_of(django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Any]:
    """``with queries_of(12): …``; on a busy machine, too, what is kept for a moment is not read again."""
    monkeypatch.setattr(Kept, "SECONDS", 3_600.0)
    return lambda most: django_assert_max_num_queries(most)


@pytest.fixture
def manual(cast: Cast) -> None:
    """The firm dispatches by hand."""
    choose("dispatch.mode", value="manual", valid_from=cast.at, by=SYSTEM, at=cast.at)
