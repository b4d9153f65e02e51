"""A dispatcher's days: what customers report stands in the plan at once; what goes wrong is planned anew, looked at and published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.technicians.actions import add_absence, set_areas
from baoxiu.basics.technicians.models import Certificate
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.models import PlannedVisit
from baoxiu.flow.planning.tests.test_place_order import by_the_plan
from baoxiu.flow.work_orders.models import WorkOrder
from tests.story.teller import Story

BOARD = "/desk/dispatch/board/"


class Desk:
    """The dispatcher's board in a browser."""

    def __init__(self, story: Story) -> None:
        self.story, self._client = story, Client()
        user = story.cast.user("dana")
        self._client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def does(self, verb: str, **given: object) -> Any:
        """A verb that must succeed, with all that follows; the board afterwards."""
        answer = self._client.post(f"{BOARD}{verb}/", given | self._where())
        assert answer.status_code == 200, answer.content.decode()
        self.story.happens()
        return answer.json()["board"]

    def is_refused(self, verb: str, **given: object) -> str:
        """A verb that must be refused; the problem's code."""
        answer = self._client.post(f"{BOARD}{verb}/", given | self._where())
        assert 400 <= answer.status_code < 500, answer.content.decode()
        return str(answer.json()["code"])

    def why(self, order: WorkOrder) -> Any:
        """Why nobody comes to it."""
        return self._client.get(f"{BOARD}why/{order.number}/", self._where()).json()

    def _where(self) -> dict[str, object]:
        return {"outlet": self.story.cast.outlet.pk, "day": "2026-03-02", "days": "7"}


@pytest.fixture
def desk(story: Story) -> Desk:
    """The firm has the running plan."""
    by_the_plan(story.cast)
    return Desk(story)


def reported(story: Story, number: int, severity: int = 2) -> WorkOrder:
    """Somebody reports a fault on the portal, the agent accepts."""
    story.reports(phone=f"1380013800{number}", contact_name=f"Customer {number}")
    case = RepairRequest.objects.latest("pk")
    story.does_any("ava", f"/requests/{case.number}/accept", {"severity": severity})
    return WorkOrder.objects.get(request=case)


def in_plan(order: WorkOrder) -> PlannedVisit:
    """Where whoever leads has it."""
    return PlannedVisit.objects.select_related("technician").get(order=order, role="lead")


def promised(story: Story, order: WorkOrder) -> tuple[datetime, datetime]:
    """The technician takes it and tells the customer the hour in which the plan has him there."""
    stands = in_plan(order)
    name = stands.technician.user.username
    story.does_any(name, f"/orders/{order.number}/accept-job")
    hour = stands.start, stands.start + timedelta(hours=1)
    said = {"start": hour[0].isoformat(), "end": hour[1].isoformat(), "agreed_with": "Alice"}
    story.does_any(name, f"/orders/{order.number}/visits", said)
    return hour


def told(order: WorkOrder) -> list[str]:
    """What the customer and the technicians have heard, in order; by whom of the staff it was heard."""
    rows = Notice.objects.filter(case=order.chain).order_by("pk").values_list("code", "user__username")
    return [f"{code}@{name}" if name else code for code, name in rows]


def test_ill_at_nine(story: Story, desk: Desk) -> None:
    """RQ-DSP-02, RQ-APT-04: his customers of the day get somebody else at the hour that they were told, once the dispatcher has
    looked at it; the sick one's jobs are nobody's in between, and the customer hears the new name."""
    orders = [reported(story, 1), reported(story, 2)]
    hours = [promised(story, order) for order in orders]
    assert {(in_plan(order).technician, in_plan(order).day.day) for order in orders} == {(story.cast.ben, 3)}
    story.watch.moment = story.watch().replace(day=3, hour=9, minute=0)
    add_absence(story.cast.ben, story.watch(), story.watch() + timedelta(days=3), by=SYSTEM, at=story.watch())
    tray = desk.does("replan", cause="absent", tried="1")["tray"]
    assert (tray["unserved"], sorted(tray["moved"])) == ([2, 0], sorted(one.number for one in orders))
    assert [in_plan(order).technician for order in orders] == [story.cast.ben] * 2
    desk.does("publish")
    after = [in_plan(order) for order in orders]
    assert [one.technician for one in after] == [story.cast.bo] * 2
    assert [(one.told_from, one.told_until) for one in after] == hours
    assert all(since <= one.start <= until for one, (since, until) in zip(after, hours, strict=True))
    known = told(orders[0])
    assert known[-1] == "job_new@bo"
    story.does_any("bo", f"/orders/{orders[0].number}/accept-job")
    assert "technician_assigned" in told(orders[0])[len(known) :]
    assert story.program("ben").get(f"/orders/{orders[0].number}").status_code == 404


def test_an_urgent_order_on_a_full_day(story: Story, desk: Desk) -> None:
    """RQ-DSP-01: whoever is alone there makes room today; those who were told an hour keep it."""
    first = reported(story, 1)
    hour = promised(story, first)
    add_absence(story.cast.bo, story.watch(), story.watch() + timedelta(days=9), by=SYSTEM, at=story.watch())
    urgent = reported(story, 2, severity=3)
    tray = desk.does("replan", cause="urgent", order=urgent.number, tried="1")["tray"]
    assert (tray["refused"], tray["told"]) == ([], 0)
    desk.does("publish")
    stands = in_plan(urgent)
    assert (stands.technician, str(stands.day)) == (story.cast.ben, "2026-03-02")
    assert stands.start >= story.cast.at
    visit = first.visits.get()
    assert (visit.window_start, visit.window_end) == hour
    assert hour[0] <= in_plan(first).start <= hour[1]
    assert told(urgent)[-1] == "job_new@ben"


def test_a_job_for_two(story: Story, desk: Desk) -> None:
    """RQ-DSP-04: a helper comes at the same time; when he falls ill and nobody else is there, the dispatcher hears that it cannot be."""
    order = reported(story, 1)
    desk.does("staff", order=order.number, two="1")
    both = PlannedVisit.objects.filter(order=order)
    assert {one.technician for one in both} == {story.cast.bo, story.cast.ben}
    assert len({one.start for one in both}) == 1
    helper = both.get(role="helper").technician
    add_absence(helper, story.watch(), story.watch() + timedelta(days=20), by=SYSTEM, at=story.watch())
    tray = desk.does("replan", cause="absent", tried="1")["tray"]
    assert tray["unserved"] == [0, 1]
    desk.does("discard")
    assert PlannedVisit.objects.filter(order=order).count() == 2


def test_a_certificate_runs_out(story: Story, desk: Desk) -> None:
    """RQ-DSP-05: whose certificate does not hold on the day is not sent, not even by hand; when nobody's does, it waits with the
    reason."""
    ben, bo = story.cast.ben, story.cast.bo
    yesterday = story.cast.at.date() - timedelta(days=1)
    Certificate.objects.filter(technician=ben).update(expires_on=yesterday)
    order = reported(story, 1)
    assert in_plan(order).technician == bo
    to_ben = {"technician": ben.pk, "day_to": str(in_plan(order).day), "order": order.number}
    assert desk.is_refused("move", **to_ben) == "plan_broken"
    Certificate.objects.filter(technician=bo).update(expires_on=yesterday)
    waits = reported(story, 2)
    assert (waits.stage, waits.technician) == ("created", None)
    assert not PlannedVisit.objects.filter(order=waits).exists()
    why = desk.why(waits)
    assert why["free"] == []
    assert {name for name, sentences in why["against"] if "证书当天无效" in sentences[0]} == {"Ben", "Bo"}


def test_an_order_goes_over_to_another_outlet(story: Story, desk: Desk) -> None:
    """RQ-WO-12: it leaves the one plan and stands in the other; the one hears that it is gone, the other one and the customer who comes."""
    order = reported(story, 1)
    there = story.cast.other_outlet.pk
    gives = {"order": order.number, "outlet_to": there, "reason": "就近服务"}
    assert desk.is_refused("transfer", **gives) == "no_candidate"
    set_areas(story.cast.wen, [], by=SYSTEM, at=story.watch())
    assert desk.is_refused("transfer", **(gives | {"reason": ""})) == "invalid_input"
    desk.does("transfer", **gives)
    order.refresh_from_db()
    assert (order.outlet, order.technician) == (story.cast.other_outlet, story.cast.wen)
    assert in_plan(order).book.outlet == story.cast.other_outlet
    assert told(order)[-1] == "job_new@wen"
    assert story.program("wang").get(f"/orders/{order.number}").status_code == 200
    assert story.program("ben").get(f"/orders/{order.number}").status_code == 404
