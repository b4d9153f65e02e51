"""The dispatch board's answers: the days as one document, verdicts, verbs, the tray; who may."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.planning.actions import move_visit, place_order
from baoxiu.flow.planning.models import Draft, PlanBook, PlannedVisit
from baoxiu.flow.planning.tests.test_place_order import by_the_plan, new_order
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.board.asked import outlets_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BOARD = "/desk/dispatch/board/"
WEEK = {"day": "2026-03-02", "days": "7"}


@pytest.fixture
def orders(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[WorkOrder]:
    """Two in the plan, the third is nobody's."""
    monkeypatch.setattr("baoxiu.core.clock.now", lambda: cast.at)
    by_the_plan(cast)
    made = [new_order(cast) for _number in range(3)]
    for order in made[:2]:
        place_order(order, by=SYSTEM, at=cast.at)
        order.refresh_from_db()
    return made


def signed_in(client: Client, cast: Cast, name: str) -> Client:
    """A person at the desk."""
    client.force_login(cast.user(name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def does(client: Client, verb: str, **given: object) -> Any:
    """A verb as the script sends it."""
    return client.post(f"{BOARD}{verb}/", {**WEEK, **given})


def lead(order: WorkOrder) -> PlannedVisit:
    """Its place in the plan."""
    return PlannedVisit.objects.get(order=order, role="lead")


def test_the_board_shows_moves_and_takes_back(orders: list[WorkOrder], cast: Cast, client: Client) -> None:
    """RQ-DSP-02, RQ-DSP-05, RQ-DSP-06: one document; the cost before; a stale page hears so; undo; out; pinned; why nobody."""
    dana = signed_in(client, cast, "dana")
    assert dana.get(BOARD, WEEK).status_code == 200
    seen = dana.get(f"{BOARD}days.json", WEEK).json()
    stops = {stop["n"]: stop for row in seen["rows"] for stop in row["stops"]}
    assert set(stops) == {order.number for order in orders[:2]}
    assert [one["n"] for one in seen["unserved"]] == [orders[2].number]
    assert (seen["totals"]["unserved"], seen["undo"], seen["tray"]) == (1, False, None)
    to_bo = {"technician": cast.bo.pk, "day_to": "2026-03-04", "order": orders[0].number}
    verdict = dana.get(f"{BOARD}verdict/{orders[0].number}/", WEEK | to_bo).json()
    assert (verdict["refused"], verdict["minutes"] > 0) == ([], True)
    moved = does(dana, "move", seen=seen["version"], **to_bo).json()
    assert (moved["said"]["minutes"], lead(orders[0]).technician) == (verdict["minutes"], cast.bo)
    move_visit(orders[0], technician_id=cast.ben.pk, day=lead(orders[0]).day, by=cast.actor("mo"), at=cast.at)
    stale = does(dana, "move", seen=moved["board"]["version"], **to_bo)
    assert (stale.status_code, stale.json()["code"]) == (409, "plan_changed")
    assert does(dana, "undo").json()["code"] == "plan_changed"
    assert does(dana, "out", order=orders[1].number).status_code == 200
    assert not PlannedVisit.objects.filter(order=orders[1]).exists()
    assert does(dana, "undo").status_code == 200
    assert does(dana, "pin", order=orders[1].number, value="1").status_code == 200
    assert lead(orders[1]).pinned
    assert (
        does(dana, "move", technician=cast.wen.pk, day_to="2026-03-04", order=orders[1].number).status_code
        == 409
    )
    assert does(dana, "move", order=orders[1].number).status_code == 422
    why = dana.get(f"{BOARD}why/{orders[2].number}/").json()
    assert set(why["free"]) <= {"Bo", "Ben"}


def test_a_tray_on_the_board(orders: list[WorkOrder], cast: Cast, client: Client) -> None:
    """RQ-DSP-06: tried, compared, discarded, then published; the plan waits until then."""
    dana = signed_in(client, cast, "dana")
    tried = {"tried": "1", "technician": cast.bo.pk, "day_to": "2026-03-04", "order": orders[0].number}
    assert does(dana, "open", tried="1").json()["board"]["tray"]["changes"] == 0
    shown = does(dana, "try", **tried).json()["board"]
    assert (shown["tray"]["changes"], lead(orders[0]).technician) == (1, cast.ben)
    assert does(dana, "discard").status_code == 200
    for verb in ("publish", "discard"):
        again = does(dana, verb, tried="1")
        assert (again.status_code, again.json()["code"]) == (409, "tray_closed")
    does(dana, "open")
    does(dana, "try", **tried)
    assert dana.get(f"{BOARD}verdict/{orders[1].number}/", WEEK | tried).json()["refused"] == []
    assert does(dana, "publish").json()["board"]["tray"] is None
    assert (lead(orders[0]).technician, Draft.objects.exists()) == (cast.bo, False)


def test_the_pages_beside_it(orders: list[WorkOrder], cast: Cast, client: Client) -> None:
    """RQ-DSP-01, RQ-DSP-02, RQ-DSP-10: capacity, fairness, team leader, the decision and the same made again."""
    dana = signed_in(client, cast, "dana")
    assignment = live_assignment(orders[0])
    assert assignment is not None
    decision = dana.get(f"/desk/dispatch/decisions/{assignment.pk}/?replay=1").content.decode()
    assert "结果一致" in decision
    assert "Ben" in decision
    for page in ("capacity", "fairness", "leading"):
        assert "Ben" in (said := dana.get(f"/desk/dispatch/{page}/").content.decode()) or "空调" in said
    answer = dana.post(
        f"/desk/dispatch/leading/{assignment.pk}/back/", {"reason": "今天生病，来不了"}, follow=True
    )
    assert "已收回" in answer.content.decode(), [str(m) for m in answer.context["messages"]]
    assignment.refresh_from_db()
    assert assignment.state == "declined"


@pytest.mark.parametrize(("name", "page"), [("ava", 200), ("bo", 403), ("wang", 200)])
def test_who_may(orders: list[WorkOrder], cast: Cast, client: Client, name: str, page: int) -> None:
    """RQ-SEC-06: without the right no page; another outlet's people see neither plan nor order."""
    other = signed_in(client, cast, name)
    assert other.get(BOARD).status_code == page
    assert does(other, "pin", order=orders[0].number, value="1").status_code in (403, 404)
    seen = other.get(f"{BOARD}why/{orders[0].number}/").status_code
    assert seen == 200 if name == "ava" else seen in (403, 404)
    assert not lead(orders[0]).pinned


def test_the_board_opens_where_most_is_to_be_done(
    orders: list[WorkOrder], cast: Cast, client: Client
) -> None:
    """RQ-DSP-02: of several outlets with a plan, also where another one comes before it."""
    mo = signed_in(client, cast, "mo")
    for outlet in Outlet.objects.exclude(pk=cast.outlet.pk):
        PlanBook.objects.create(outlet=outlet)
        Outlet.objects.filter(pk=outlet.pk).update(code=f"0{outlet.code}")
    assert len(outlets_of(cast.actor("mo"))) > 1
    seen = mo.get(f"{BOARD}days.json", WEEK).json()
    assert {stop["n"] for row in seen["rows"] for stop in row["stops"]} == {one.number for one in orders[:2]}
