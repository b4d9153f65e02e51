"""Satisfaction rounds, remarks and campaigns, over the interface."""

from __future__ import annotations

from datetime import timedelta

from baoxiu.core import clock
from baoxiu.core.clock import legal_date
from baoxiu.web.api.tests.conftest import Programs
from tests.cast import Cast
from tests.journey import Journey

MARKS = {"product": 5, "repair": 5, "attitude": 4, "speed": 4, "overall": 5, "suggestion": "周末也上门"}


def test_a_round_is_asked_and_closed(program: Programs, journey: Journey) -> None:
    """RQ-SAT-02, RQ-SAT-03, RQ-SAT-04, RQ-SAT-06: every score stands beside its response rate."""
    journey.signed()
    ava, mo = program("ava"), program("mo")
    period = {"title": "三月调查", "first": "2026-03-01", "last": "2026-03-31", "most": 10}
    assert ava.post("/satisfaction-rounds", period).status_code == 403
    made = mo.done("/satisfaction-rounds", period)
    path = f"/satisfaction-rounds/{made['number']}"
    (asked,) = ava.get(f"{path}/asks").json()["items"]
    assert (asked["order"], {one["verb"] for one in asked["next"]}) == (
        journey.order.number,
        {"answer", "decline"},
    )
    answered = ava.done(f"/satisfaction-asks/{asked['id']}/answer", {"answers": MARKS})
    assert (answered["stage"]["code"], answered["next"]) == ("answered", [])
    assert ava.post(f"/satisfaction-asks/{asked['id']}/decline", {}).status_code == 409
    measure = {"weak_point": "及时性", "text": "增派人手", "department": "dispatcher", "due_on": "2199-01-01"}
    assert mo.post(f"{path}/measures", measure | {"department": "nobody"}).status_code == 422
    noted = mo.done(f"{path}/measures", measure)
    mo.done(f"{path}/measures/{noted['id']}/finish", {"outcome": "已增派"})
    shown = mo.get(path).json()
    assert shown["figures"] | {"averages": {}} == {
        "asked": 1, "answered": 1, "response_rate": "100.0", "content_share": "100.0", "score": "4.60", "averages": {},
    }  # fmt: skip
    assert shown["measures"][0]["outcome"] == "已增派"
    assert mo.done(f"{path}/close", {"finding": "满意"})["next"] == []
    assert [one["number"] for one in ava.get("/satisfaction-rounds").json()["items"]] == [made["number"]]


def test_a_remark_is_given_and_solved(program: Programs) -> None:
    """RQ-SAT-05, RQ-SAT-07."""
    fin, ava = program("fin"), program("ava")
    heard = {"kind": "discontent", "form": "oral", "source": "财务", "text": "发票太慢"}
    assert fin.post("/remarks", heard | {"order": "WX0"}).json()["errors"].keys() == {"order"}
    number = fin.done("/remarks", heard)["number"]
    assert fin.post(f"/remarks/{number}/give", {"department": "finance"}).status_code == 403
    assert ava.done(f"/remarks/{number}/give", {"department": "finance"})["department"] == "finance"
    assert program("dana").get(f"/remarks/{number}").status_code in (403, 404)
    assert fin.done(f"/remarks/{number}/solve", {"outcome": "改为当日开票"})["stage"]["code"] == "solved"
    assert [one["number"] for one in fin.get("/remarks", stage="solved").json()["items"]] == [number]


def test_a_campaign_is_told_by_phone_and_letter(program: Programs, cast: Cast) -> None:
    """RQ-REV-15, RQ-REV-13, RQ-REV-14."""
    mo, ava = program("mo"), program("ava")
    today = legal_date(clock.now())
    plan = {
        "title": "免费清洗", "kind": "free", "text": "免费清洗滤网", "starts_on": str(today + timedelta(days=40)),
        "family": cast.family.code, "division_code": "410100",
    }  # fmt: skip
    assert mo.post("/campaigns", plan | {"clerk": "mo"}).json()["errors"].keys() == {"clerk"}
    assert mo.post("/campaigns", plan | {"starts_on": str(today)}).status_code == 422
    path = f"/campaigns/{mo.done('/campaigns', plan)['number']}"
    (contact,) = ava.get(f"{path}/contacts").json()["items"]
    assert (contact["customer"], contact["phone"]) == (cast.alice.number, "+8613800138000")
    told = f"{path}/contacts/{contact['id']}"
    assert ava.done(f"{told}/call", {"result": "no_answer"})["stage"]["code"] == "to_call"
    assert ava.done(f"{told}/call", {"result": "reach", "letter": True})["letter_due_at"]
    assert ava.done(f"{told}/letter", {"way": "post", "sent_on": str(today)})["letter_by"] == "Ava"
    finished = mo.done(f"{path}/finish", {"result": "到店38台"})
    assert (finished["progress"]["reached"], finished["progress"]["letters_sent"]) == (1, 1)
    assert program("wang").get(path).status_code in (403, 404)
