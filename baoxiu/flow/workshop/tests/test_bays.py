"""Bays given by rule and by hand, out of service, and given back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from baoxiu.core.actors import SYSTEM
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.planning.actions import NothingToUndo, PlanChanged
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop import actions, queries
from baoxiu.flow.workshop.jobs import give_bays
from baoxiu.flow.workshop.models import Bay, Stay
from tests.cast import Cast
from tests.stages import kept

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def a_bay(cast: Cast, name: str = "1号工位", **more: Any) -> Bay:
    """For everything, unless told."""
    data = actions.BayInput(outlet=cast.outlet, name=name, **more)
    return actions.put_bay(data, by=SYSTEM, at=cast.at)


@kept
def brought(cast: Cast, bays: int, units: int) -> list[WorkOrder]:
    """So many units on so many bays: the rest waits."""
    for number in range(bays):
        a_bay(cast, f"{number + 1}号工位")
    made = [new_order(cast, mode="carry_in") for _number in range(units)]
    for order in made:
        actions.receive(order, by=cast.actor("ava"), at=cast.at)
    return made


def stay(order: WorkOrder) -> Stay:
    """Its place in the workshop."""
    return Stay.objects.get(order=order)


def where(order: WorkOrder) -> tuple[str, datetime | None]:
    """Bay and beginning."""
    row = stay(order)
    return (row.bay.name if row.bay else "", row.start)


def test_a_unit_gets_the_bay_that_suits_and_is_free_first(cast: Cast) -> None:
    """RQ-APT-09: by product and difficulty; the decision names the others and why not; an event says it."""
    a_bay(cast, "冰箱工位", families=[cast.other_family])
    a_bay(cast, "简单工位", up_to_level=1)
    special = a_bay(cast, "空调工位", families=[cast.family])
    a_bay(cast, "通用工位")
    order = new_order(cast, mode="carry_in")
    actions.receive(order, by=cast.actor("ava"), at=cast.at)
    row = stay(order)
    assert (row.bay, row.start, row.end) == (special, cast.at, cast.at + timedelta(minutes=row.minutes))
    kept = Decision.objects.get(kind="bay")
    assert (kept.result, kept.reasons[0]["code"]) == (str(special.pk), "bay_first_free")
    whys = {one["name"]: one["why"] for one in kept.outputs["bays"]}
    assert whys == {"冰箱工位": "bay_family", "简单工位": "bay_level", "空调工位": "", "通用工位": ""}
    assert Event.objects.filter(kind__in=["workshop.received", "workshop.bay_given"]).count() == 2
    assert actions.receive(order, by=cast.actor("ava"), at=cast.at + HOUR) == row
    with pytest.raises(actions.NotInWorkshop):
        actions.receive(new_order(cast), by=cast.actor("ava"), at=cast.at)
    with pytest.raises(NotAllowed):
        actions.receive(order, by=cast.actor("charlie"), at=cast.at)


def test_without_a_bay_it_waits_and_the_next_one_comes_by_promise(cast: Cast) -> None:
    """RQ-APT-09: in the waiting area, first the one that was promised first; whoever gives a bay back makes room."""
    a_bay(cast, opens=cast.at.time(), closes=(cast.at + 2 * HOUR).time())
    first, *waiting = (new_order(cast, mode="carry_in") for _number in range(5))
    for order in (first, *waiting):
        actions.receive(order, by=cast.actor("ava"), at=cast.at)
    rows = queries.waiting_area(cast.outlet)
    assert 2 <= len(rows) < 5
    assert Event.objects.filter(kind="workshop.waits").count() == len(rows)
    urgent = rows[-1].order
    WorkOrder.objects.filter(pk=urgent.pk).update(due_at=cast.at + HOUR)
    actions.give_back(first, by=cast.actor("dana"), at=cast.at + timedelta(minutes=5))
    assert where(urgent)[1] is not None
    assert (stay(first).ended, stay(first).end) == ("given_back", cast.at + timedelta(minutes=5))
    tomorrow = cast.at + timedelta(days=1)
    assert give_bays(at=tomorrow) >= 1
    assert len(queries.waiting_area(cast.outlet)) < len(rows) - 1
    left = queries.waiting_area(cast.outlet)
    actions.leave(urgent, by=SYSTEM, at=tomorrow)
    assert [one.pk for one in queries.waiting_area(cast.outlet)] == [one.pk for one in left]


def test_units_are_moved_by_hand_and_back(cast: Cast) -> None:
    """RQ-APT-09, RQ-DSP-06: refused with the sentence where it cannot be; two people at one unit; undo puts it back."""
    one, other = brought(cast, bays=2, units=2)
    first, second = Bay.objects.order_by("name")
    dana, at = cast.actor("dana"), cast.at
    assert (where(one), where(other)) == (("1号工位", at), ("2号工位", at))
    seen = stay(one).version
    for bay, start, sentence in (
        (second, at, "2号工位"),
        (second, at - HOUR, "passed|过去"),
        (second, at + 11 * HOUR, "2号工位"),
    ):
        with pytest.raises(actions.BayTaken, match=sentence):
            actions.move_unit(one, bay, start, by=dana, at=at)
    found = actions.move_unit(one, second, at + 3 * HOUR, seen=seen, by=dana, at=at)
    assert (found.late, where(one)) == (0, ("2号工位", at + 3 * HOUR))
    with pytest.raises(PlanChanged):
        actions.move_unit(one, first, at + HOUR, seen=seen, by=cast.actor("mo"), at=at)
    actions.set_aside(one, by=dana, at=at)
    assert where(one) == ("", None)
    assert give_bays(at=at) == 0
    assert queries.last_move(cast.outlet, dana, at=at) is not None
    actions.undo(cast.outlet, by=dana, at=at)
    assert where(one) == ("2号工位", at + 3 * HOUR)
    actions.undo(cast.outlet, by=dana, at=at)
    assert where(one) == ("1号工位", at)
    with pytest.raises(NothingToUndo):
        actions.undo(cast.outlet, by=dana, at=at)
    with pytest.raises(NotAllowed):
        actions.move_unit(one, first, at + HOUR, by=cast.actor("bo"), at=at)


def test_the_database_forbids_two_on_one_bay(cast: Cast) -> None:
    """RQ-APT-09: whatever the code does."""
    one, other = brought(cast, bays=2, units=2)
    row, stands = stay(other), stay(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stay.objects.filter(pk=row.pk).update(bay=stands.bay, start=stands.start, end=stands.end)


def test_out_of_service(cast: Cast) -> None:
    """RQ-APT-09: who was to come gets another bay; who waits gets it when it is back."""
    (one,) = brought(cast, bays=2, units=1)
    first, second = Bay.objects.order_by("name")
    mo, at = cast.actor("mo"), cast.at
    actions.move_unit(one, first, at + 2 * HOUR, by=cast.actor("dana"), at=at)
    out = actions.take_out(first, at, at + timedelta(days=5), reason="升降台检修", by=mo, at=at)
    assert where(one) == ("2号工位", at)
    with pytest.raises(actions.BayTaken, match="1号工位"):
        actions.move_unit(one, first, at + HOUR, by=cast.actor("dana"), at=at)
    actions.bring_back(out, by=mo, at=at + HOUR)
    actions.move_unit(one, first, at + 2 * HOUR, by=cast.actor("dana"), at=at + HOUR)
    actions.leave(one, by=SYSTEM, at=at + 3 * HOUR)
    assert (stay(one).ended, stay(one).end) == ("worked", at + 3 * HOUR)
    with pytest.raises(actions.OutageEnds):
        actions.take_out(second, at, at, reason="x", by=mo, at=at)
    with pytest.raises(NotAllowed):
        actions.take_out(second, at, at + HOUR, reason="x", by=cast.actor("dana"), at=at)


def test_bays_are_set_up(cast: Cast) -> None:
    """RQ-APT-09: names once, both hours or none; a whole table at once; who is no manager may not."""
    a_bay(cast)
    with pytest.raises(actions.BayNameTaken):
        a_bay(cast)
    with pytest.raises(actions.BayHours):
        a_bay(cast, "2", opens=cast.at.time())
    rows = [
        actions.BayInput(outlet=cast.outlet, name=name, services=["repair"])
        for name in ("1号工位", "2号工位")
    ]
    assert actions.load_bays(rows, by=cast.actor("mo"), at=cast.at) == 2
    assert [bay.services for bay in queries.bays(cast.actor("mo"))] == [["repair"], ["repair"]]
    assert [hours for _day, _used, hours in queries.hours_of_bays(cast.outlet, at=cast.at, weeks=1)].count(
        0
    ) == 2
    with pytest.raises(NotAllowed):
        actions.put_bay(rows[0], by=cast.actor("ava"), at=cast.at)
