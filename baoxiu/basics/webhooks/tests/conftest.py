"""A receiver on this machine, and events that may leave the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from baoxiu.basics.webhooks.actions import queue, register
from baoxiu.basics.webhooks.kinds import PUBLIC
from baoxiu.basics.webhooks.models import Webhook
from baoxiu.basics.webhooks.policies import ALLOW_PRIVATE
from baoxiu.basics.webhooks.tests.receiver import Receiver
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.actions import record
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from tests.cast import AT, Cast

type Happens = Callable[..., Event]


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two public kinds; ``test.secret`` is none."""
    monkeypatch.setitem(PUBLIC, "test.happened", ("number", "outlet_id"))
    monkeypatch.setitem(PUBLIC, "trial.ended", ("number",))


@pytest.fixture
def own_network(cast: Cast, settings: Any) -> None:  # noqa: ARG001
    """A firm that lets webhooks into its own network; DEBUG allows http to this machine."""
    settings.DEBUG = True
    before = AT - timedelta(days=1)
    choose(ALLOW_PRIVATE, value=True, valid_from=before, by=SYSTEM, at=before)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Takes what comes, or answers as it is told."""
    with Receiver() as server:
        yield server
        server.shutdown()


@pytest.fixture
def happens(cast: Cast, published: None) -> Happens:  # noqa: ARG001
    """``happens("test.happened", number="1")``: an event with its next step."""

    def made(kind: str = "test.happened", **data: Any) -> Event:
        with transaction.atomic():
            event = record(kind, cast.outlet, by=SYSTEM, at=AT, **data)
            queue(event)
        return event

    return made


@pytest.fixture
def webhook(own_network: None, published: None, receiver: Receiver) -> Webhook:  # noqa: ARG001
    """One that hears of everything."""
    return register("Stock", url=receiver.url, by=SYSTEM, at=AT)
