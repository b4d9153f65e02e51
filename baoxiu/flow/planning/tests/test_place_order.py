"""A new order in the running plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from baoxiu.basics.technicians.actions import add_absence, set_skill
from baoxiu.core.actors import SYSTEM
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import something_waits
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.queries import stored_sentences
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.planning import actions, queries
from baoxiu.flow.planning.jobs import AT_ONCE, IMPROVE, PATIENCE, improve_plans, newly_placed
from baoxiu.flow.planning.models import PlanBook, PlannedVisit
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast
from tests.stages import kept

pytestmark = pytest.mark.django_db


def by_the_plan(cast: Cast) -> None:
    """The firm has chosen the running plan."""
    choose("dispatch.engine", value="plan", valid_from=cast.at, by=SYSTEM, at=cast.at)


def new_order(cast: Cast, **more: Any) -> WorkOrder:
    """A job at Alice's that waits for a technician."""
    given = {
        "channel": "phone",
        "family": cast.family,
        "fault_text": "不制冷",
        "contact_name": "Alice",
        "phone": ALICE_PHONE,
        "division_code": ALICE_ADDRESS.division_code,
        "address": ALICE_ADDRESS.detail,
        "lat": ALICE_ADDRESS.lat,
        "lng": ALICE_ADDRESS.lng,
        "fault": cast.fault,
        "mode": "on_site",
    } | more
    request = intake.submit(RequestInput(**given), by=cast.actor("ava"), at=cast.at)
    if request.stage == "submitted":
        request = intake.accept(request, by=cast.actor("ava"), at=cast.at)
    return work_orders.create(request, by=SYSTEM, at=cast.at)


@kept
def planned(cast: Cast, count: int = 2, more: int = 0) -> list[WorkOrder]:
    """So many orders in the plan, and some that nobody has yet."""
    by_the_plan(cast)
    made = [new_order(cast) for _number in range(count + more)]
    for order in made[:count]:
        actions.place_order(order, by=SYSTEM, at=cast.at)
        order.refresh_from_db()
    return made


def test_an_order_gets_technician_and_place(cast: Cast) -> None:
    """RQ-DSP-01, RQ-DSP-03: an exact fit is best; the decision names the others with what they would have added."""
    by_the_plan(cast)
    order = new_order(cast)
    assignment = actions.place_order(order, by=SYSTEM, at=cast.at)
    assert assignment is not None
    assert (assignment.technician, assignment.how) == (cast.ben, Assignment.How.AUTOMATIC)
    row = PlannedVisit.objects.get()
    assert (row.order, row.role, row.technician, row.place) == (order, "lead", cast.ben, 0)
    assert row.end - row.start == timedelta(minutes=cast.fault.minutes)
    assert row.travel_s > 0
    decision = Decision.objects.get(kind="dispatch")
    assert decision.inputs["plan_version"] == 0
    assert len(decision.inputs["digest"]) == 64
    assert [one["name"] for one in decision.outputs["eligible"]] == ["Ben", "Bo"]
    assert {one["yuan"] > "0" for one in decision.outputs["eligible"]} == {True}
    assert stored_sentences(decision)
    again = queries.replay(decision)
    assert again is not None
    assert (again.same, list(again.now)) == (True, [cast.ben.pk, cast.bo.pk])
    event = Event.objects.get(kind="planning.changed")
    assert (event.data["cause"], event.data["version"], event.data["order_id"]) == ("placed", 1, order.pk)
    assert PlanBook.objects.get().version == 1


def test_the_plan_is_improved_around_new_orders(cast: Cast) -> None:
    """RQ-DSP-01: by a job; nothing changes where nothing is better, and what was told stays."""
    by_the_plan(cast)
    orders = [new_order(cast) for _number in range(3)]
    for order in orders:
        actions.place_order(order, by=SYSTEM, at=cast.at)
    OutboxEntry.objects.update(handled_at=cast.at)
    before = PlanBook.objects.get().version
    assert len(newly_placed(PlanBook.objects.get())) == 3
    better = improve_plans([cast.outlet.pk], lambda: cast.at)
    assert PlanBook.objects.get().version == before + better
    assert PlannedVisit.objects.count() == 3
    assert newly_placed(PlanBook.objects.get()) == []
    assert improve_plans([cast.other_outlet.pk], lambda: cast.at) == 0
    assert not jobs_waiting()


def jobs_waiting() -> int:
    """Improvements that are asked for."""
    return ProcrastinateJob.objects.filter(task_name=IMPROVE, status="todo").count()


def test_in_a_rush_everybody_gets_an_answer_first(cast: Cast) -> None:
    """RQ-DSP-01: while next steps wait a plan waits for its improvement, for a minute at most; then a few orders at a time."""
    by_the_plan(cast)
    for _number in range(AT_ONCE + 2):
        actions.place_order(new_order(cast), by=SYSTEM, at=cast.at)
    assert something_waits()
    improve_plans([cast.outlet.pk], lambda: cast.at)
    book = PlanBook.objects.get()
    assert (book.improved_to, len(newly_placed(book)), jobs_waiting()) == (0, AT_ONCE, 1)
    improve_plans([cast.outlet.pk], lambda: cast.at + PATIENCE)
    book = PlanBook.objects.get()
    assert (len(newly_placed(book)), jobs_waiting()) == (2, 1)
    ProcrastinateJob.objects.all().delete()
    OutboxEntry.objects.update(handled_at=cast.at)
    improve_plans([cast.outlet.pk], lambda: cast.at)
    assert newly_placed(PlanBook.objects.get()) == []
    assert not jobs_waiting()


def test_a_later_choice_can_be_made_again(cast: Cast) -> None:
    """Every automatic decision can be replayed from what it kept, with what stood in the days."""
    by_the_plan(cast)
    add_absence(cast.bo, cast.at, cast.at + timedelta(hours=4), by=SYSTEM, at=cast.at)
    for _number in range(3):
        actions.place_order(new_order(cast), by=SYSTEM, at=cast.at)
    decisions = list(Decision.objects.filter(kind="dispatch", rule_set="plan"))
    assert [one.same for decision in decisions if (one := queries.replay(decision))] == [True] * 3
    set_skill(cast.bo, cast.family, 1, by=SYSTEM, at=cast.at)
    actions.place_order(new_order(cast), by=SYSTEM, at=cast.at)
    last = Decision.objects.filter(kind="dispatch", rule_set="plan").latest("pk")
    assert [(one["name"], one["codes"]) for one in last.outputs["rejected"]] == [("Bo", ["level_too_low"])]


def test_by_points_where_the_firm_wants_it(cast: Cast) -> None:
    """RQ-DSP-06: the setting decides; so does the mode of the work."""
    choose("dispatch.engine", value="score", valid_from=cast.at, by=SYSTEM, at=cast.at)
    assert actions.place_order(new_order(cast), by=SYSTEM, at=cast.at)
    by_the_plan(cast)
    assert actions.place_order(new_order(cast, mode="carry_in"), by=SYSTEM, at=cast.at)
    assert not PlannedVisit.objects.exists()


def test_nobody_is_asked_where_people_dispatch(cast: Cast) -> None:
    """RQ-DSP-06: by hand stays by hand."""
    by_the_plan(cast)
    choose("dispatch.mode", value="manual", valid_from=cast.at, by=SYSTEM, at=cast.at)
    assert actions.place_order(new_order(cast), by=SYSTEM, at=cast.at) is None
    assert Event.objects.filter(kind="dispatch.not_possible").exists()


def test_where_no_place_is_left_the_points_decide(cast: Cast) -> None:
    """RQ-DSP-05: nobody has the level that is needed, so the dispatcher is told."""
    by_the_plan(cast)
    for technician in (cast.bo, cast.ben):
        set_skill(technician, cast.family, 1, by=SYSTEM, at=cast.at)
    cast.fault.level = 2
    cast.fault.save()
    assert actions.place_order(new_order(cast), by=SYSTEM, at=cast.at) is None
    assert Event.objects.get(kind="dispatch.not_possible").data["why"] == "nobody"


def test_who_is_away_is_not_sent(cast: Cast) -> None:
    """RQ-DSP-01."""
    by_the_plan(cast)
    add_absence(cast.ben, cast.at, cast.at + timedelta(days=20), by=SYSTEM, at=cast.at)
    made = actions.place_order(new_order(cast), by=SYSTEM, at=cast.at)
    assert made is not None
    assert made.technician == cast.bo


def test_a_late_step_changes_nothing(cast: Cast) -> None:
    """What went on by hand meanwhile is left as it is."""
    by_the_plan(cast)
    order = new_order(cast)
    actions.place_order(order, by=SYSTEM, at=cast.at)
    assert actions.place_order(order, by=SYSTEM, at=cast.at) is None
    assert Assignment.objects.count() == 1


def test_not_for_others(cast: Cast) -> None:
    """RQ-SEC-06."""
    by_the_plan(cast)
    with pytest.raises(NotAllowed):
        actions.place_order(new_order(cast), by=cast.actor("charlie"), at=cast.at)
