"""What a dispatcher does on the board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from baoxiu.basics.technicians.actions import add_absence, set_areas
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.kept import Kept
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.planning import actions
from baoxiu.flow.planning.actions.drafts import open_draft
from baoxiu.flow.planning.models import Draft, PlannedVisit, Staffing
from baoxiu.flow.planning.queries.drafts import compare
from baoxiu.flow.planning.tests.test_place_order import new_order, planned
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 3, 4)


@pytest.fixture
def orders(cast: Cast) -> list[WorkOrder]:
    """Two in the plan."""
    made = planned(cast)
    Kept.forget_all()
    return made


def where(order: WorkOrder) -> tuple[object, ...]:
    """Who comes on which day, as which."""
    found = row(order)
    return found.technician, found.day, found.place


def row(order: WorkOrder) -> PlannedVisit:
    """Its place in the plan."""
    return PlannedVisit.objects.get(order=order, role="lead")


def taken(order: WorkOrder, cast: Cast) -> None:
    """The technician takes the job."""
    assignment = live_assignment(order)
    assert assignment is not None
    dispatch.accept(assignment, by=cast.actor(assignment.technician.name.lower()), at=cast.at)
    order.refresh_from_db()


def test_a_visit_is_dragged_to_somebody_else_and_back(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-06: the order goes with it, by hand; what it costs is said; undo puts the days back."""
    order, dana, before = orders[0], cast.actor("dana"), [where(one) for one in orders]
    found = actions.move_visit(order, technician_id=cast.bo.pk, day=WEDNESDAY, by=dana, at=cast.at)
    assert found.added
    assert found.terms["moved"] == 30 * 60
    assert (row(order).technician, row(order).day, row(order).place) == (cast.bo, WEDNESDAY, 0)
    order.refresh_from_db()
    assignment = live_assignment(order)
    assert assignment is not None
    assert (order.technician, assignment.how) == (cast.bo, "manual")
    actions.undo(cast.outlet, by=dana, at=cast.at)
    assert [where(one) for one in orders] == before
    with pytest.raises(actions.NothingToUndo):
        actions.undo(cast.outlet, by=dana, at=cast.at)


def test_a_hard_rule_refuses_with_its_sentence(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-05: who is away does not come; who is not of the outlet is not in the plan."""
    dana = cast.actor("dana")
    add_absence(cast.bo, cast.at, cast.at + timedelta(days=3), by=SYSTEM, at=cast.at)
    with pytest.raises(actions.PlanBroken, match="Bo"):
        actions.move_visit(orders[0], technician_id=cast.bo.pk, day=WEDNESDAY, by=dana, at=cast.at)
    with pytest.raises(actions.NotPlanned):
        actions.move_visit(orders[0], technician_id=cast.wen.pk, day=WEDNESDAY, by=dana, at=cast.at)
    assert row(orders[0]).technician == cast.ben


def test_a_sick_day_is_mended_by_hand(cast: Cast) -> None:
    """RQ-APT-04, RQ-DSP-02: a drop is judged by what it makes worse; nothing new goes to somebody who is away."""
    first, second, third = planned(cast, 3)
    dana, times = cast.actor("dana"), (row(second).start, row(second).end)
    assert {row(one).technician for one in (first, second)} == {cast.ben}
    waiting, day = new_order(cast), row(first).day
    add_absence(cast.ben, cast.at - timedelta(hours=1), cast.at + timedelta(days=2), by=SYSTEM, at=cast.at)
    to_bo = {"technician_id": cast.bo.pk, "day": day, "by": dana, "at": cast.at}
    assert actions.move_visit(first, **to_bo).possible
    assert row(first).technician == cast.bo
    assert (row(second).technician, (row(second).start, row(second).end)) == (cast.ben, times)
    for order in (first, waiting):
        with pytest.raises(actions.PlanBroken, match="Ben"):
            actions.move_visit(order, technician_id=cast.ben.pk, day=day, by=dana, at=cast.at)
    for order in (second, third):
        if row(order).technician == cast.ben:
            actions.move_visit(order, **to_bo)
    assert not PlannedVisit.objects.filter(technician=cast.ben).exists()


def test_pinned_and_locked_stay(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-06: until somebody frees them."""
    order, dana = orders[0], cast.actor("dana")
    to_bo = {"technician_id": cast.bo.pk, "day": WEDNESDAY, "by": dana, "at": cast.at}
    actions.pin(order, by=dana, at=cast.at)
    with pytest.raises(actions.PlanBroken):
        actions.move_visit(order, **to_bo)
    actions.pin(order, pinned=False, by=dana, at=cast.at)
    actions.lock_visit(order, by=dana, at=cast.at)
    with pytest.raises(actions.PlanBroken):
        actions.move_visit(order, **to_bo)
    actions.lock_visit(order, locked=False, by=dana, at=cast.at)
    assert actions.move_visit(order, **to_bo).possible
    with pytest.raises(actions.NotPlanned):
        actions.pin(new_order(cast), by=dana, at=cast.at)


def test_taken_out_of_the_plan_and_back(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-06: to the list of what nobody has; undo brings it back."""
    order, dana, before = orders[0], cast.actor("dana"), where(orders[0])
    actions.unplan(order, by=dana, at=cast.at)
    assert not PlannedVisit.objects.filter(order=order).exists()
    with pytest.raises(actions.NotPlanned):
        actions.unplan(order, by=dana, at=cast.at)
    actions.undo(cast.outlet, by=dana, at=cast.at)
    assert where(order) == before


def test_two_people_come_together(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-04: one leads, the other helps, at the same time."""
    actions.staff(orders[0], people=2, by=cast.actor("dana"), at=cast.at)
    both = PlannedVisit.objects.filter(order=orders[0]).order_by("role")
    assert [one.role for one in both] == ["helper", "lead"]
    assert len({one.start for one in both}) == 1
    assert {one.technician for one in both} == {cast.bo, cast.ben}
    with pytest.raises(InvalidInput):
        actions.staff(orders[0], people=3, by=cast.actor("dana"), at=cast.at)
    assert Staffing.objects.get().people == 2


def test_the_told_window_moves_only_when_the_customer_is_told(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-APT-04: the visit is rescheduled, and a fact tells the customer."""
    order, dana = orders[0], cast.actor("dana")
    start = row(order).start
    PlannedVisit.objects.filter(pk=row(order).pk).update(
        told_from=start, told_until=start + timedelta(hours=1)
    )
    taken(order, cast)
    visit = actions.book_told(order, by=SYSTEM, at=cast.at)
    assert visit is not None
    to_wednesday = {"technician_id": cast.ben.pk, "day": WEDNESDAY, "by": dana, "at": cast.at}
    with pytest.raises(actions.PlanBroken):
        actions.move_visit(order, **to_wednesday)
    actions.move_visit(order, **to_wednesday, window_too=True)
    told = row(order)
    assert told.told_from is not None
    assert told.told_until is not None
    assert told.told_from <= told.start <= told.told_until
    visit = Visit.objects.get(order=order, stage="booked")
    assert (visit.window_start, visit.window_end) == (told.told_from, told.told_until)
    assert Event.objects.get(kind="planning.window_moved").data["order_id"] == order.pk


def test_a_tray_is_tried_compared_and_published(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-06: nothing happens before; other days may change meanwhile; the same ones may not."""
    dana, mo = cast.actor("dana"), cast.actor("mo")
    draft = open_draft(cast.outlet, by=dana, at=cast.at)
    assert open_draft(cast.outlet, by=dana, at=cast.at) == draft
    for order in orders:
        actions.try_change(draft, order, technician_id=cast.bo.pk, day=WEDNESDAY, by=dana, at=cast.at)
        draft.refresh_from_db()
    seen = compare(draft, at=cast.at)
    assert {one.order.pk for one in seen.rows} == {order.pk for order in orders}
    assert (seen.refused, len(seen.told)) == ((), 0)
    assert seen.terms["moved"] == (0, 2 * 30 * 60)
    assert row(orders[0]).technician == cast.ben
    with pytest.raises(NotAllowed):
        actions.publish_draft(draft, by=mo, at=cast.at)
    actions.publish_draft(draft, by=dana, at=cast.at)
    assert [row(order).technician for order in orders] == [cast.bo, cast.bo]
    assert not Draft.objects.exists()


def test_who_was_overtaken_hears_of_it(orders: list[WorkOrder], cast: Cast) -> None:
    """Two dispatchers at one day: nothing is lost."""
    dana, mo = cast.actor("dana"), cast.actor("mo")
    draft = open_draft(cast.outlet, by=dana, at=cast.at)
    actions.try_change(draft, orders[0], technician_id=cast.bo.pk, day=WEDNESDAY, by=dana, at=cast.at)
    actions.move_visit(orders[1], technician_id=cast.bo.pk, day=WEDNESDAY, by=mo, at=cast.at)
    with pytest.raises(actions.PlanChanged):
        actions.publish_draft(draft, by=dana, at=cast.at)
    actions.discard_draft(draft, by=dana, at=cast.at)
    actions.move_visit(orders[0], technician_id=cast.bo.pk, day=WEDNESDAY, by=dana, at=cast.at)
    with pytest.raises(actions.ChangedSince):
        actions.undo(cast.outlet, by=mo, at=cast.at)


@pytest.mark.parametrize("end", [actions.publish_draft, actions.discard_draft])
def test_a_tray_is_closed_once(end: Callable[..., object], orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-06: whoever has it open in another window, too, hears that it is gone, and nothing happens twice."""
    dana = cast.actor("dana")
    draft = open_draft(cast.outlet, by=dana, at=cast.at)
    actions.try_change(draft, orders[0], technician_id=cast.bo.pk, day=WEDNESDAY, by=dana, at=cast.at)
    other = Draft.objects.select_related("book__outlet").get(pk=draft.pk)
    end(draft, by=dana, at=cast.at)
    told = Event.objects.count()
    for close in (actions.publish_draft, actions.discard_draft):
        with pytest.raises(actions.TrayClosed):
            close(other, by=dana, at=cast.at)
    with pytest.raises(actions.TrayClosed):
        actions.try_change(other, orders[1], technician_id=cast.bo.pk, day=WEDNESDAY, by=dana, at=cast.at)
    assert Event.objects.count() == told


def test_who_was_put_elsewhere_meanwhile_stays_there(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02: neither a tray nor undo brings back an order that stood nowhere and has got a place from others since."""
    order, dana, mo = orders[0], cast.actor("dana"), cast.actor("mo")
    to_bo: dict[str, Any] = {"technician_id": cast.bo.pk, "day": WEDNESDAY, "at": cast.at}
    actions.unplan(order, by=dana, at=cast.at)
    draft = open_draft(cast.outlet, by=dana, at=cast.at)
    actions.try_change(draft, order, **to_bo, by=dana)
    thursday = WEDNESDAY + timedelta(days=1)
    actions.move_visit(order, technician_id=cast.bo.pk, day=thursday, by=mo, at=cast.at)
    with pytest.raises(actions.PlanChanged):
        actions.publish_draft(draft, by=dana, at=cast.at)
    with pytest.raises(actions.ChangedSince):
        actions.undo(cast.outlet, by=dana, at=cast.at)
    assert where(order) == (cast.bo, thursday, 0)


def test_sick_leave_is_planned_around(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02: what Ben had goes to Bo; shown first, then published."""
    dana = cast.actor("dana")
    add_absence(cast.ben, cast.at, cast.at + timedelta(days=20), by=SYSTEM, at=cast.at)
    draft = actions.replan_for(cast.outlet, actions.Happening("absent"), by=dana, at=cast.at)
    assert {one.technician_id for one in compare(draft, at=cast.at).rows} == {cast.bo.pk}
    assert row(orders[0]).technician == cast.ben
    actions.publish_draft(draft, by=dana, at=cast.at)
    assert [row(order).technician for order in orders] == [cast.bo, cast.bo]
    assert Event.objects.filter(kind="planning.changed").latest("pk").data["why"] == "absent"
    with pytest.raises(actions.UnknownCause):
        actions.replan_for(cast.outlet, actions.Happening("rain"), by=dana, at=cast.at)


def test_a_missing_part_waits_for_its_day(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-APT-04, RQ-APT-07: not before the part is there."""
    dana, there = cast.actor("dana"), cast.at + timedelta(days=2)
    what = actions.Happening("part_missing", [orders[0].pk], not_before=there)
    draft = actions.replan_for(cast.outlet, what, by=dana, at=cast.at)
    actions.publish_draft(draft, by=dana, at=cast.at)
    assert row(orders[0]).start >= there
    assert row(orders[1]).start < there


def test_what_finds_no_place_is_told(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02: the dispatchers hear of an order that nobody can come to any more."""
    for technician in (cast.bo, cast.ben):
        add_absence(technician, cast.at, cast.at + timedelta(days=20), by=SYSTEM, at=cast.at)
    dana = cast.actor("dana")
    draft = actions.replan_for(cast.outlet, actions.Happening("absent"), by=dana, at=cast.at)
    assert {one.technician_id for one in compare(draft, at=cast.at).rows} == {None}
    actions.publish_draft(draft, by=dana, at=cast.at)
    told = Event.objects.filter(kind="planning.left_out").values_list("subject_id", flat=True)
    assert set(told) == {order.pk for order in orders}


def test_an_urgent_order_comes_first(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-01: today, whoever has to make room; shown first."""
    assert len(orders) == 2
    dana, urgent = cast.actor("dana"), new_order(cast)
    add_absence(cast.bo, cast.at, cast.at + timedelta(days=9), by=SYSTEM, at=cast.at)
    what = actions.Happening("urgent", [urgent.pk])
    draft = actions.replan_for(cast.outlet, what, by=dana, at=cast.at)
    actions.publish_draft(draft, by=dana, at=cast.at)
    assert (row(urgent).technician, row(urgent).day) == (cast.ben, cast.at.date())


def test_who_is_late_keeps_the_others_waiting_as_little_as_can_be(
    orders: list[WorkOrder], cast: Cast
) -> None:
    """RQ-APT-04, RQ-EXE-09: what was told and cannot be kept goes where it costs least, and the customer is told."""
    order, dana = orders[0], cast.actor("dana")
    told = cast.at, cast.at + timedelta(hours=1)
    PlannedVisit.objects.filter(pk=row(order).pk).update(told_from=told[0], told_until=told[1])
    late = cast.at + timedelta(hours=2)
    draft = actions.replan_for(cast.outlet, actions.Happening("late"), by=dana, at=late)
    actions.publish_draft(draft, by=dana, at=late)
    new = row(order)
    assert new.start >= late
    assert new.told_from is not None
    assert new.told_until is not None
    assert new.told_from <= new.start <= new.told_until
    assert not Event.objects.get(kind="planning.window_moved").data["booked"]


def test_the_plan_follows_what_happens_outside(orders: list[WorkOrder], cast: Cast) -> None:
    """A cancelled order leaves its place, one given by hand goes along."""
    dana = cast.actor("dana")
    assert not actions.follow_order(orders[1], by=SYSTEM, at=cast.at)
    work_orders.cancel(orders[0], reason="客户取消", by=dana, at=cast.at)
    assert actions.follow_order(orders[0], by=SYSTEM, at=cast.at)
    assert not PlannedVisit.objects.filter(order=orders[0]).exists()
    dispatch.assign(orders[1], cast.bo, by=dana, at=cast.at)
    assert actions.follow_order(orders[1], by=SYSTEM, at=cast.at)
    assert row(orders[1]).technician == cast.bo
    assert not actions.follow_order(new_order(cast, mode="carry_in"), by=SYSTEM, at=cast.at)


def test_a_second_visit_gets_a_place_of_its_own(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-APT-07: nobody was in; the visit booked anew stands in the plan at its new time, the first one's place does not hold it."""
    order, ben = orders[0], cast.actor("ben")
    assignment = live_assignment(order)
    assert assignment is not None
    dispatch.accept(assignment, by=ben, at=cast.at)
    first = row(order)
    window = {"start": first.start, "end": first.start + timedelta(hours=2), "agreed_with": "Alice"}
    visit = visits.book(order, **window, by=ben, at=cast.at)
    visit = visits.arrive(visit, by=ben, at=first.start)
    later = first.start + timedelta(minutes=10)
    visits.report_no_access(visit, reason="nobody_in", by=ben, at=later)
    tomorrow = later + timedelta(days=1)
    again = {"start": tomorrow, "end": tomorrow + timedelta(hours=2), "agreed_with": "Alice"}
    visits.book(order, **again, by=ben, at=later)
    actions.follow_order(order, by=SYSTEM, at=later)
    assert tomorrow <= row(order).start <= tomorrow + timedelta(hours=2)


def test_who_gave_it_back_is_not_sent_again(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02: the plan finds somebody else."""
    assignment = live_assignment(orders[0])
    assert assignment is not None
    dispatch.decline(assignment, reason="没有备件", by=cast.actor("ben"), at=cast.at)
    orders[0].refresh_from_db()
    actions.place_order(orders[0], by=SYSTEM, at=cast.at)
    assert row(orders[0]).technician == cast.bo


def test_an_order_goes_to_another_outlet(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-WO-12: to its best technician and into its plan; nobody fits: it stays."""
    order, dana = orders[0], cast.actor("dana")
    given = {"reason": "就近服务", "by": dana, "at": cast.at}
    with pytest.raises(dispatch.NoCandidate):
        actions.transfer(order, cast.other_outlet, **given)
    order.refresh_from_db()
    assert (order.outlet, row(order).book.outlet) == (cast.outlet, cast.outlet)
    set_areas(cast.wen, [], by=SYSTEM, at=cast.at)
    made = actions.transfer(order, cast.other_outlet, **given)
    assert (made.technician, row(order).technician, row(order).book.outlet) == (
        cast.wen,
        cast.wen,
        cast.other_outlet,
    )
    with pytest.raises(InvalidInput):
        actions.transfer(made.order, cast.other_outlet, **given)
    orders[1].stage = "in_repair"
    orders[1].save()
    with pytest.raises(actions.TooLate):
        actions.transfer(orders[1], cast.other_outlet, **given)


def test_the_whole_plan_is_made_anew(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-10: what stands in nobody's day yet is planned as well; what is best already stays."""
    assert {one.stage for one in orders} == {"assigned"}
    third = new_order(cast)
    changes = actions.optimise(cast.outlet, rounds=50, by=cast.actor("dana"), at=cast.at)
    assert row(third).technician in (cast.bo, cast.ben)
    assert any(str(third.pk) in one.after for one in changes)


@pytest.mark.parametrize("name", ["ava", "wang"])
def test_not_for_others(orders: list[WorkOrder], cast: Cast, name: str) -> None:
    """RQ-SEC-06: without the right, or another outlet's."""
    given = {"by": cast.actor(name), "at": cast.at}
    with pytest.raises(NotAllowed):
        actions.move_visit(orders[0], technician_id=cast.bo.pk, day=WEDNESDAY, **given)
    with pytest.raises(NotAllowed):
        actions.undo(cast.outlet, **given)
    with pytest.raises(NotAllowed):
        open_draft(cast.outlet, **given)
    with pytest.raises(NotAllowed):
        actions.replan_for(cast.outlet, actions.Happening("late"), **given)
    with pytest.raises(NotAllowed):
        actions.unplan(orders[0], **given)
    with pytest.raises(NotAllowed):
        actions.pin(orders[0], **given)
    with pytest.raises(NotAllowed):
        actions.optimise(cast.outlet, **given)
    with pytest.raises(NotAllowed):
        actions.transfer(orders[0], cast.other_outlet, reason="就近", **given)
    with pytest.raises(NotAllowed):
        actions.staff(orders[0], **given)
