"""Two answers to one quote at the same instant, on real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links
from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.repairs import actions
from baoxiu.flow.repairs.models import Consent, Quote
from tests.journey import Journey

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_consents_counts(journey: Journey) -> None:
    """RQ-QUO-07: the customer by the link and the agent on the phone; who comes second hears why not."""
    journey.accepted()
    journey.assessed(cause_class="misuse")
    quote, at = journey.quoted(journey.listed("AC-L1")), journey.tick()
    both, answers = Barrier(2), [(journey.customer, "link"), (journey.actor("ava"), "phone")]

    def answer(who: Actor, way: str) -> Quote | IllegalMove:
        try:
            both.wait(timeout=10)
            return actions.agree(
                quote, name="Alice", way=way, document_hash=quote.document_hash, by=who, at=at
            )
        except IllegalMove as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda given: answer(*given), answers))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["IllegalMove", "Quote"]
    assert Consent.objects.count() == Event.objects.filter(kind="repairs.agreed").count() == 1
    assert journey.fresh().stage == "ready"
    assert not list(broken_links(journey.order.chain))
