"""The same payment twice at the same instant, on real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection

from baoxiu.core.events.models import Event
from baoxiu.flow.settlement import actions, queries
from baoxiu.flow.settlement.models import Payment, Settlement
from tests.journey import Journey

pytestmark = pytest.mark.django_db(transaction=True)


def pay_at_once(journey: Journey, sheet: Settlement, keys: list[UUID]) -> list[Payment | actions.TooMuch]:
    """The whole sum, once per key, all at the same instant."""
    together, bo, at = Barrier(len(keys)), journey.actor("bo"), journey.tick()

    def pay(key: UUID) -> Payment | actions.TooMuch:
        try:
            together.wait(timeout=10)
            return actions.record_payment(
                sheet, method="cash", amount=Decimal(120), client_key=key, by=bo, at=at
            )
        except actions.TooMuch as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(keys)) as pool:
        return list(pool.map(pay, keys))


def test_a_double_tap_pays_once(journey: Journey) -> None:
    """RQ-FEE-07: the same key gives the same payment."""
    sheet = journey.prepared(journey.listed("AC-L1"), cause_class="misuse")
    first, second = pay_at_once(journey, sheet, [key := uuid4(), key])
    assert first == second
    assert Payment.objects.count() == Event.objects.filter(kind="settlement.paid").count() == 1


def test_two_payments_never_exceed_what_is_owed(journey: Journey) -> None:
    """Standards.md 4.5: paid is at most the total."""
    sheet = journey.prepared(journey.listed("AC-L1"), cause_class="misuse")
    outcomes = pay_at_once(journey, sheet, [uuid4(), uuid4()])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Payment", "TooMuch"]
    assert queries.open_sum(sheet) == 0
