"""The departments' review and the teams' queues at the desk, from the set-up to the decision."""

from __future__ import annotations

from typing import Any

from baoxiu.core.events.outbox import drain
from baoxiu.flow.intake.models import Opinion, RepairRequest, ReviewRoute, ServiceTeam
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.next_steps import follow
from baoxiu.web.desk.tests.conftest import Desk

ROUTE = {
    "route-name": "质量评审", "route-from_severity": "1", "route-is_active": "on",
    "route-role1": "inspector", "route-question1": "是否属于质量问题？",
    "route-role2": "finance", "route-question2": "费用由谁承担？",
}  # fmt: skip


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def test_a_route_from_the_set_up_to_the_decision(desk: Desk) -> None:
    """RQ-TRI-05: set up, seen on the request, answered on a page of its own, sent back, decided on at the end."""
    desk.sign_in("root")
    assert desk.post("route_new", **(ROUTE | {"route-question2": ""})).status_code == 422
    assert desk.post("route_new", **ROUTE).status_code == 302
    assert "是否属于质量问题" in text(desk.get("routes"))
    assert "质量评审" in text(desk.get("route", ReviewRoute.objects.get().pk))
    row = submitted(desk.cast)
    drain(follow)
    first, _second = Opinion.objects.order_by("position")
    desk.sign_in("iris")
    assert "空调不制冷" in text(desk.get("opinion", first.pk))
    assert desk.post("opinion_change", first.pk, "send_back", **{"send_back-reason": ""}).status_code == 422
    desk.post("opinion_change", first.pk, "send_back", **{"send_back-reason": "缺铭牌照片"})
    desk.sign_in("ava")
    page = text(desk.get("request", row.number))
    assert "缺铭牌照片" in page
    assert "request_accept" not in page
    assert desk.post("request_accept", row.number, **{"accept-severity": "2"}).status_code == 422
    assert (
        desk.post("request_route", row.number, "begin_route", **{"begin_route-severity": "2"}).status_code
        == 422
    )
    given = {"put_forward-addition": "照片已补", "put_forward-again_from": str(first.pk)}
    assert desk.post("request_route", row.number, "put_forward", **given).status_code == 302
    for name in ("iris", "fin"):
        asked = Opinion.objects.get(stage="asked")
        desk.sign_in(name).post("opinion_change", asked.pk, "give_opinion", **{"give_opinion-text": "同意"})
    assert desk.post("opinion_change", first.pk, "nothing").status_code in (403, 404)
    desk.sign_in("ava")
    assert desk.post("request_accept", row.number, **{"accept-severity": "2"}).status_code == 302


def test_a_team_and_its_queue(desk: Desk) -> None:
    """RQ-INT-15: members and services set up; mine, my teams', nobody's; taken, handed over."""
    desk.sign_in("root")
    ava = desk.cast.user("ava").pk
    team = {
        "team-name": "报修一组",
        "team-services": "repair",
        "team-members": str(ava),
        "team-is_active": "on",
    }
    assert desk.post("team_new", **team).status_code == 302
    assert "报修一组" in text(desk.get("teams"))
    assert desk.post("team", ServiceTeam.objects.get().pk, **(team | {"team-name": ""})).status_code == 422
    row = submitted(desk.cast)
    drain(follow)
    desk.sign_in("ava")
    found = {code: row.number in text(desk.get("requests", desk=code)) for code in ("mine", "team", "free")}
    assert found == {"mine": False, "team": True, "free": True}
    desk.post("request_work", row.number, "take")
    assert row.number in text(desk.get("requests", desk="mine"))
    mo = {"hand_over-whom": f"user:{desk.cast.user('mo').pk}"}
    assert desk.post("request_work", row.number, "hand_over", **mo).status_code == 302
    assert desk.post("request_work", row.number, "take").status_code == 422
    assert RepairRequest.objects.get(pk=row.pk).taken_by == desk.cast.user("mo")
