"""Worn parts, and the way to an exchange."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions
from baoxiu.flow.repairs.models import ExchangeRoute, Measurement
from baoxiu.flow.repairs.rules import exchange_ground, share_of
from tests.journey import CHECKED, Journey

HALF = Decimal("0.5")


def measure(journey: Journey, remedies: dict[str, str] | None = None, **answers: str) -> list[Measurement]:
    """Bo measures."""
    at = journey.tick()
    return actions.measure(
        journey.order, answers=answers, remedies=remedies or {}, by=journey.actor("bo"), at=at
    )


@pytest.mark.django_db
def test_beyond_the_limit_it_is_repaired_or_replaced(journey: Journey) -> None:
    """RQ-EXE-04: value, limit and action are kept; the self-check waits until it was measured within its limit."""
    journey.in_repair()
    with pytest.raises(actions.NothingMeasured):
        measure(journey, remark="无")
    with pytest.raises(actions.RemedyMissing) as refused:
        measure(journey, insulation="8.5", earth="0.3")
    assert set(refused.value.fields) == {"remedy_earth"}
    assert not Measurement.objects.exists()
    _sound, worn = measure(journey, {"earth": "replace"}, insulation="8.5", earth="0.3")
    assert (worn.value, worn.item.most, worn.passed, worn.remedy) == ("0.3", "0.1", False, "replace")
    assert Event.objects.get(kind="repairs.measured").data["failed"] == ["earth"]
    bo = journey.actor("bo")
    with pytest.raises(inspection.WornPart):
        inspection.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    measure(journey, earth="0.05")
    assert inspection.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick()).passed
    journey.fresh()
    with pytest.raises(actions.NotInRepair):
        measure(journey, earth="0.05")


@pytest.mark.parametrize(
    ("repairable", "cost", "price", "ground"),
    [
        (False, None, None, "beyond_repair"),
        (True, "500", "1000", "too_dear"),
        (True, "499.99", "1000", ""),
        (True, "500", None, ""),
        (True, "500", "0", ""),
        (True, None, "1000", ""),
    ],
)
def test_when_a_repair_makes_no_sense(
    repairable: bool, cost: str | None, price: str | None, ground: str
) -> None:
    """RQ-ASM-05."""
    dear, worth = (Decimal(sum) if sum else None for sum in (cost, price))
    assert exchange_ground(repairable, dear, worth, HALF) == ground
    assert share_of(Decimal(333), Decimal(1000)) == 33


@pytest.mark.django_db
def test_too_dear_goes_the_way_of_an_exchange(journey: Journey) -> None:
    """RQ-ASM-05: compared by the firm's share, decided by who decides claims, and the customer knows."""
    journey.accepted()
    mo, told = journey.actor("mo"), {"told": "Alice"}

    def route(**more: Any) -> ExchangeRoute:
        return actions.route_to_exchange(journey.order, **{**told, **more}, by=mo, at=journey.tick())

    with pytest.raises(actions.NotBeyondRepair):
        route()
    journey.assessed(cost_sensible=False)
    for wrong in ({}, {"repair_cost": Decimal(400), "product_price": Decimal(1000)}):
        with pytest.raises(actions.NotDear):
            route(**wrong)
    prices = {"repair_cost": Decimal(800), "product_price": Decimal(1000)}
    with pytest.raises(actions.NobodyTold):
        route(**prices, told=" ")
    with pytest.raises(NotAllowed):
        actions.route_to_exchange(journey.order, **told, by=journey.actor("bo"), at=journey.tick())
    made = route(**prices, note="压缩机已停产")
    assert (made.ground, made.told) == ("too_dear", "Alice")
    kept = Decision.objects.get(pk=made.decision_id)
    assert (kept.inputs["repair_cost"], "repairs.dear_share" in kept.policies) == ("800", True)
    with pytest.raises(actions.RoutedAlready):
        route(**prices)


@pytest.mark.django_db
def test_beyond_repair_needs_no_prices(journey: Journey) -> None:
    """RQ-ASM-05."""
    journey.accepted()
    journey.assessed(repairable=False)
    made = actions.route_to_exchange(journey.order, told="Alice", by=journey.actor("mo"), at=journey.tick())
    assert made.ground == "beyond_repair"
