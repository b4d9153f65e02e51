"""Damage at the customer's, and how often one visit was enough."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.visits import actions, queries
from baoxiu.flow.visits.models import Visit
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_apologise_and_pay_the_price(visit_journey: Journey) -> None:
    """RQ-VIS-07, M13: at the customer's, with the apology; compensated once, by who supervises."""
    visit_journey.accepted()
    bo, mo = visit_journey.actor("bo"), visit_journey.actor("mo")
    visit = visit_journey.booked()
    given = {"what": "茶几玻璃划伤", "apologised": True}
    with pytest.raises(actions.NotThere):
        actions.note_damage(visit, **given, by=bo, at=visit_journey.tick())
    visit = actions.arrive(visit, by=bo, at=visit_journey.tick())
    for wrong in ({"what": " "}, {"apologised": False}):
        with pytest.raises(actions.DamageUnclear):
            actions.note_damage(visit, **given | wrong, by=bo, at=visit_journey.tick())
    made = actions.note_damage(visit, **given, by=bo, at=visit_journey.tick())
    paid = {"value": Decimal("180.00"), "paid_to": "Alice"}
    with pytest.raises(NotAllowed):
        actions.compensate(made, **paid, by=bo, at=visit_journey.tick())
    for short in ({"value": Decimal(0)}, {"paid_to": " "}):
        with pytest.raises(actions.CompensationUnclear):
            actions.compensate(made, **paid | short, by=mo, at=visit_journey.tick())
    made = actions.compensate(made, **paid, by=mo, at=visit_journey.tick())
    assert (made.value, made.paid_to) == (Decimal(180), "Alice")
    with pytest.raises(actions.CompensatedAlready):
        actions.compensate(made, **paid, by=mo, at=visit_journey.tick())
    assert Event.objects.get(kind="visits.damage_compensated").data["amount"] == "180.00"


def test_first_time_fix(visit_journey: Journey) -> None:
    """RQ-APT-07: orders done with one visit, of all that were visited and done; second visits with their causes."""
    visit_journey.accepted()
    visit = visit_journey.arrived()
    since, until = visit_journey.cast.at, visit_journey.now
    mo = visit_journey.actor("mo")
    assert queries.first_time_fix(mo, since=since, until=until).share_percent == ""
    Visit.objects.filter(pk=visit.pk).update(stage="finished", second_visit_cause="缺配件")
    type(visit_journey.order).objects.filter(pk=visit_journey.order.pk).update(
        handed_over_at=visit_journey.now, outcome="repaired"
    )
    found = queries.first_time_fix(mo, since=since, until=until)
    assert (found.done, found.at_once, found.share_percent) == (1, 1, "100.0")
    visit.pk, visit.stage = None, "finished"
    visit.save()
    found = queries.first_time_fix(mo, since=since, until=until)
    assert (found.at_once, found.share_percent, found.causes) == (0, "0.0", [("缺配件", 1)])
