"""Signing twice at the same instant, on real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.acceptance import actions
from baoxiu.flow.acceptance.models import Acceptance
from tests.journey import DRAWN, Journey

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_signature_counts(journey: Journey) -> None:
    """RQ-ACC-01, O05: on the technician's phone and on the own page at once."""
    sheet, at = journey.presented(), journey.tick()
    both = Barrier(2)

    def sign(who: Actor) -> Acceptance | IllegalMove:
        try:
            both.wait(timeout=10)
            return actions.sign(
                sheet,
                signer="Alice",
                signature_data_url=DRAWN,
                document_hash=sheet.document_hash,
                by=who,
                at=at,
            )
        except IllegalMove as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(sign, [journey.actor("bo"), journey.customer]))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Acceptance", "IllegalMove"]
    assert Acceptance.objects.count() == Event.objects.filter(kind="acceptance.signed").count() == 1
    assert journey.fresh().stage == "settling"
