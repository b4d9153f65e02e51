"""Money received."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.settlement import actions, queries
from baoxiu.flow.settlement.models import Payment, Settlement
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(journey: Journey) -> Settlement:
    """Alice owes 165 yuan."""
    return journey.prepared(journey.listed("AC-L1"), journey.listed("AC-P-CAP"), cause_class="misuse")


def pay(journey: Journey, sheet: Settlement, amount: str, **more: Any) -> Payment:
    """Alice pays Bo."""
    given = {"method": "cash", "client_key": uuid4(), "by": journey.actor("bo"), "at": journey.tick()}
    return actions.record_payment(sheet, amount=Decimal(amount), **(given | more))


def test_in_parts_up_to_what_is_owed(journey: Journey, sheet: Settlement) -> None:
    """RQ-FEE-05, RQ-FEE-07: cash or transfer."""
    pay(journey, sheet, "100")
    pay(journey, sheet, "65.00", method="transfer", reference="微信 4200001")
    assert queries.open_sum(sheet) == 0
    assert [row.method for row in queries.payments(sheet)] == ["cash", "transfer"]
    last = Event.objects.filter(kind="settlement.paid").latest("id").data
    assert (last["amount"], last["open"], last["reference"]) == ("65.00", "0.00", "微信 4200001")


def test_never_above_what_is_owed(journey: Journey, sheet: Settlement) -> None:
    """Standards.md 4.5: paid is at most the total."""
    pay(journey, sheet, "100")
    with pytest.raises(actions.TooMuch) as refused:
        pay(journey, sheet, "65.01")
    assert "65.00" in str(refused.value)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001"])
def test_amounts_are_positive_and_in_fen(journey: Journey, sheet: Settlement, amount: str) -> None:
    """Standards.md 4.4 C06."""
    with pytest.raises(InvalidInput):
        pay(journey, sheet, amount)


def test_a_repeated_key_changes_nothing(journey: Journey, sheet: Settlement) -> None:
    """Every write carries the client's key; another payment under it is refused."""
    key = uuid4()
    first = pay(journey, sheet, "50", client_key=key)
    assert pay(journey, sheet, "50", client_key=key) == first
    assert Payment.objects.count() == Event.objects.filter(kind="settlement.paid").count() == 1
    with pytest.raises(actions.OtherPayment):
        pay(journey, sheet, "51", client_key=key)


def test_known_ways_only_and_not_by_others(journey: Journey, sheet: Settlement) -> None:
    """RQ-FEE-07, RQ-SEC-06."""
    with pytest.raises(InvalidInput):
        pay(journey, sheet, "1", method="shells")
    for by in (journey.actor("ben"), journey.actor("ava"), journey.customer):
        with pytest.raises(NotAllowed):
            pay(journey, sheet, "1", by=by)


def test_settled_when_everything_is_paid(journey: Journey, sheet: Settlement) -> None:
    """RQ-FEE-05, M07: the technician collects on site when finished; nothing stays owed."""
    bo = journey.actor("bo")
    pay(journey, sheet, "164.99")
    with pytest.raises(actions.StillOwed) as refused:
        actions.settle(sheet, by=bo, at=journey.tick())
    assert "0.01" in str(refused.value)
    pay(journey, sheet, "0.01")
    assert list(queries.unsettled(bo)) == [sheet]
    settled = actions.settle(sheet, by=bo, at=journey.tick())
    assert (settled.settled_by, journey.fresh().stage) == ("Bo", "settled")
    assert not queries.unsettled(bo)
    assert Event.objects.get(kind="settlement.settled").data["open"] == "0.00"
    with pytest.raises(actions.AlreadySettled):
        actions.settle(sheet, by=bo, at=journey.tick())
    with pytest.raises(actions.AlreadySettled):
        pay(journey, sheet, "1")


def test_nothing_owed_is_settled_at_once(journey: Journey) -> None:
    """Appendix e2: charge = 0."""
    sheet = journey.prepared()
    with pytest.raises(NotAllowed):
        actions.settle(sheet, by=journey.actor("iris"), at=journey.tick())
    actions.settle(sheet, by=journey.actor("bo"), at=journey.tick())
    assert journey.fresh().stage == "settled"
