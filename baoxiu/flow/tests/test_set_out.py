"""Prepared before setting out, and what the way cost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.forms import VISIT_END, VISIT_START
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.visits import actions
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.policies import PER_KILOMETRE, READY_REQUIRED
from baoxiu.flow.visits.rules import travel_cost
from tests.journey import STARTING, Journey

pytestmark = pytest.mark.django_db

SAFE = {"belt": "yes", "measures": "yes", "second": "李师傅", "photo": "1"}


@pytest.fixture
def visit(visit_journey: Journey) -> Visit:
    """Agreed for this afternoon."""
    visit_journey.accepted()
    return visit_journey.booked()


def go(journey: Journey, visit: Visit) -> Visit:
    """Bo leaves."""
    return actions.set_out(visit, by=journey.actor("bo"), at=journey.tick())


def confirm(journey: Journey, visit: Visit, form: str = "height_ready", **answers: str) -> None:
    """Bo fills a checklist."""
    given = SAFE | answers if form == "height_ready" else STARTING
    actions.fill_checklist(visit, form=form, answers=given, by=journey.actor("bo"), at=journey.tick())


def test_not_before_address_parts_and_tools_are_checked(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-03: the list in order, and checked again after a failed item; a firm may choose to do without."""
    with pytest.raises(actions.NotReady):
        go(visit_journey, visit)
    visit_journey.ready(visit, parts="fail")
    with pytest.raises(actions.NotReady):
        go(visit_journey, visit)
    visit_journey.ready(visit, materials="铜管2米", special_tools="真空泵、压力表")
    assert go(visit_journey, visit).stage == "travelling"


def test_a_firm_may_choose_to_do_without_the_list(visit_journey: Journey, visit: Visit) -> None:
    """RQ-APT-03."""
    now = visit_journey.tick()
    choose(READY_REQUIRED, value=False, valid_from=now, by=SYSTEM, at=now)
    assert go(visit_journey, visit).stage == "travelling"


def test_work_at_height_only_with_belt_measures_and_photo(visit_journey: Journey) -> None:
    """RQ-VIS-05: asked at the booking; neither on the way nor at the door before its safety is confirmed."""
    order, bo = visit_journey.accepted(), visit_journey.actor("bo")
    start = visit_journey.tick(hours=2)
    hours = {"start": start, "end": visit_journey.tick(hours=2), "agreed_with": "Alice"}
    visit = actions.book(order, **hours, at_height=True, by=bo, at=order.created_at)
    visit_journey.ready(visit)
    for step in (actions.set_out, actions.arrive):
        with pytest.raises(actions.HeightUnsafe):
            step(visit, by=bo, at=visit_journey.tick())
    confirm(visit_journey, visit, belt="no")
    with pytest.raises(actions.HeightUnsafe):
        go(visit_journey, visit)
    confirm(visit_journey, visit)
    assert go(visit_journey, visit).at_height


def test_height_found_by_the_assessment_stops_the_work(visit_journey: Journey) -> None:
    """RQ-VIS-05: what only the assessment shows is confirmed before the repair begins."""
    order, bo = visit_journey.accepted(), visit_journey.actor("bo")
    visit = visit_journey.arrived()
    visit_journey.assessed(at_height=True)
    visit_journey.quoted()
    with pytest.raises(actions.HeightUnsafe):
        repairs.start(order, by=bo, at=visit_journey.tick())
    confirm(visit_journey, visit)
    repairs.start(order, by=bo, at=visit_journey.tick())
    assert Event.objects.filter(kind="visits.height_flagged").count() == 1


def test_the_conduct_lists_ask_for_care() -> None:
    """RQ-VIS-13: protection and care before the work, clean and undamaged after it; damage opens a task and is kept
    (``test_note_damage``)."""
    items = {row["key"]: row for form in (VISIT_START, VISIT_END) for row in form.fields}
    assert {"protection", "carrying", "permission", "clean", "no_damage", "damage_note"} <= items.keys()
    assert items["no_damage"]["opens_task"]


@pytest.mark.parametrize(
    ("kilometres", "rate", "fares", "amount"),
    [("0", "0.80", "12.00", "12.00"), ("6.5", "0.80", "0", "5.20"), ("0.1", "0.35", "0", "0.04")],
)
def test_what_a_way_costs(kilometres: str, rate: str, fares: str, amount: str) -> None:
    """RQ-VIS-14: kilometres at the rate, rounded to the fen, and the fares."""
    assert travel_cost(Decimal(kilometres), Decimal(rate), Decimal(fares)) == Decimal(amount)


def test_the_cost_of_a_visit(visit_journey: Journey, visit: Visit) -> None:
    """RQ-VIS-14: kept by who made the way, at the firm's rate of the day; noted again, the newest holds."""
    bo, now = visit_journey.actor("bo"), visit_journey.tick()
    choose(PER_KILOMETRE, value="0.80", valid_from=now, by=SYSTEM, at=now)
    way = {"kilometres": Decimal("6.5"), "fares": Decimal(10)}
    with pytest.raises(actions.NoVisitMade):
        actions.note_cost(visit, **way, by=bo, at=visit_journey.tick())
    visit = actions.arrive(visit, by=bo, at=visit_journey.tick())
    for wrong in ({"kilometres": Decimal(-1)}, {"fares": Decimal("0.001")}, dict.fromkeys(way, Decimal(0))):
        with pytest.raises(actions.CostUnclear):
            actions.note_cost(visit, **way | wrong, by=bo, at=visit_journey.tick())
    with pytest.raises(NotAllowed):
        actions.note_cost(visit, **way, by=visit_journey.actor("ben"), at=visit_journey.tick())
    assert actions.note_cost(visit, **way, by=bo, at=visit_journey.tick()).amount == Decimal("15.20")
    actions.note_cost(visit, **way | {"fares": Decimal(0)}, note="骑车", by=bo, at=visit_journey.tick())
    visit.refresh_from_db()
    assert (visit.cost.amount, visit.cost.note) == (Decimal("5.20"), "骑车")
