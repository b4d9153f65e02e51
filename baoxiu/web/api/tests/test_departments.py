"""The departments' review and the teams' queues, over the interface."""

from __future__ import annotations

from typing import Any

from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.web.api.tests.conftest import Program, Programs
from tests.cast import Cast

ROUTE = {
    "name": "质量评审",
    "steps": [
        {"role": "service_manager", "question": "是否属于质量问题？"},
        {"role": "finance", "question": "费用由谁承担？"},
    ],
}


def reported(program: Program, report: dict[str, Any]) -> str:
    """The address of a new request, with what follows from it."""
    number = program.done("/requests", report)["number"]
    outbox.drain(next_steps.follow)
    return f"/requests/{number}"


def test_departments_are_asked_before_it_is_decided(program: Programs, report: dict[str, Any]) -> None:
    """RQ-TRI-05: set up, begun by itself, sent back, put forward from the first step on, given, decided on."""
    ava, mo, fin, root = (program(name) for name in ("ava", "mo", "fin", "root"))
    route = root.done("/review-routes", ROUTE)
    assert ava.get(f"/review-routes/{route['id']}").json() == route
    path = reported(ava, report)
    asked = {"request": path.rpartition("/")[2]}
    second, first = ava.get("/opinions", **asked).json()["items"]
    assert [row["stage"]["code"] for row in (first, second)] == ["asked", "planned"]
    assert ava.post(f"{path}/review-route", {"severity": 2}).json()["code"] == "illegal_move"
    give = f"/opinions/{first['id']}/give"
    assert fin.post(give, {"text": "否"}).status_code == 403, "another department is asked"
    mo.done(give, {"text": "是质量问题"})
    assert ava.post(f"{path}/accept", {}).json()["code"] == "route_running"
    back = fin.done(f"/opinions/{second['id']}/send-back", {"reason": "缺发票"})
    assert (back["stage"]["code"], back["others"][0]["text"]) == ("sent_back", "是质量问题")
    again = f"/opinions/{second['id']}/put-forward"
    assert ava.post(again, {"addition": "x", "position": 3}).json()["errors"].keys() == {"position"}
    anew = ava.done(again, {"addition": "发票已补", "position": 1})
    assert (anew["position"], anew["addition"], anew["stage"]["code"]) == (1, "发票已补", "asked")
    mo.done(f"/opinions/{anew['id']}/give", {"text": "维持"})
    (last,) = fin.get("/opinions", stage="asked", role="finance").json()["items"]
    assert [one["verb"] for one in last["next"]] == ["give_opinion", "send_back"]
    fin.done(f"/opinions/{last['id']}/give", {"text": "厂家承担"})
    assert ava.done(f"{path}/accept", {})["stage"]["code"] == "accepted"


def test_a_route_for_grave_faults_alone_is_begun_by_hand(program: Programs, report: dict[str, Any]) -> None:
    """RQ-TRI-05; what was changed meanwhile is seen first (E02), and what is foreign does not exist."""
    ava, root = program("ava"), program("root")
    route = root.done("/review-routes", ROUTE | {"from_severity": 3})
    path = reported(ava, report)
    assert ava.post(f"{path}/accept", {"severity": 3}).json()["code"] == "route_wanted"
    (first, _second) = ava.done(f"{path}/review-route", {"severity": 3})["opinions"]
    mo = program("mo")
    tag = mo.get(f"/opinions/{first['id']}").headers["ETag"]
    mo.done(f"/opinions/{first['id']}/give", {"text": "同意"}, **{"If-Match": tag})
    late = mo.post(f"/opinions/{first['id']}/send-back", {"reason": "x"}, **{"If-Match": tag})
    assert late.status_code == 412
    assert program("wang").get(f"/opinions/{first['id']}").status_code == 404
    change = f"/review-routes/{route['id']}/change"
    wrong = {"steps": [{"role": "agent", "question": "?"}]}
    assert root.post(change, ROUTE | wrong).json()["errors"].keys() == {"steps"}
    assert root.done(change, ROUTE | {"is_active": False})["is_active"] is False
    assert ava.post(change, ROUTE).status_code == 403


def test_requests_wait_in_the_queue_of_a_team(program: Programs, report: dict[str, Any], cast: Cast) -> None:
    """RQ-INT-15: queued by the service, taken, handed over; each queue is a filter."""
    ava, mo, root = (program(name) for name in ("ava", "mo", "root"))
    team = {"name": "报修一组", "members": ["ava"], "services": ["repair"]}
    assert root.post("/teams", team | {"members": ["bo"]}).json()["errors"].keys() == {"members"}
    made = root.done("/teams", team)
    path = reported(ava, report)
    number = path.rpartition("/")[2]
    found = {
        (name, queue): [one["number"] for one in who.get("/requests", queue=queue).json()["items"]]
        for name, who in (("ava", ava), ("mo", mo))
        for queue in ("mine", "team", "free")
    }
    assert [key for key, numbers in found.items() if number in numbers] == [
        ("ava", "team"), ("ava", "free"), ("mo", "free"),
    ]  # fmt: skip
    ava.done(f"{path}/take")
    assert mo.post(f"{path}/take").json()["code"] == "already_taken"
    over = f"{path}/hand-over"
    assert ava.post(over, {"agent": "bo"}).json()["errors"].keys() == {"agent"}
    assert ava.post(over, {"team": 9**9}).json()["errors"].keys() == {"team"}
    ava.done(over, {"agent": "mo", "note": "熟悉此客户"})
    shown = ava.get(path).json()
    assert (shown["taken_by"], shown["team"]) == ("mo", made["id"])
    assert len(ava.get("/requests", team=made["id"], customer=cast.alice.number).json()["items"]) == 1
    tag = ava.get(f"/teams/{made['id']}").headers["ETag"]
    change = f"/teams/{made['id']}/change"
    assert root.done(change, team | {"members": []}, **{"If-Match": tag})["members"] == []
    assert root.post(change, team, **{"If-Match": tag}).status_code == 412
    assert [one["name"] for one in ava.get("/teams").json()["items"]] == ["报修一组"]
