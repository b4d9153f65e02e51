"""A whole repair in warranty, by programs alone: from the report to the follow-up call."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.web.api.tests.conftest import Program, Programs
from tests.cast import Cast
from tests.journey import CHECKED, CONTENT, DRAWN, INSPECTED, LEAVING, READY, STARTING


class Clock:
    """The time the door sees."""

    def __init__(self, cast: Cast) -> None:
        self.now = cast.at

    def __call__(self) -> Any:
        self.now += timedelta(minutes=1)
        return self.now

    def forward(self, **more: int) -> None:
        """Later."""
        self.now += timedelta(**more)


@pytest.fixture
def watch(cast: Cast, program: Programs, monkeypatch: pytest.MonkeyPatch) -> Clock:  # noqa: ARG001
    """Monday, 2 March 2026, and on."""
    kept = Clock(cast)
    monkeypatch.setattr("baoxiu.web.api.door.clock", type("Kept", (), {"now": staticmethod(kept)}))
    return kept


def after(answer: Any) -> Any:
    """The answer, when everything that follows from it has happened."""
    outbox.drain(next_steps.follow)
    return answer


def follow(program: Program, answer: Any, verb: str, body: Any = None) -> Any:
    """Take the step that the answer offers under this verb."""
    (path,) = {step["path"] for step in answer["next"] if step["verb"] == verb}
    return after(program.done(path, body))


def test_from_the_report_to_the_follow_up_call(
    cast: Cast, program: Programs, report: dict[str, Any], watch: Clock
) -> None:
    """RQ-INT-01, RQ-TRI-06, RQ-WAR-10, RQ-DSP-06, RQ-APT-01, RQ-VIS-11, RQ-QC-03, RQ-ACC-01, RQ-REV-01."""
    ava, dana, bo, iris = (program(name) for name in ("ava", "dana", "bo", "mo"))
    told = after(ava.done("/requests", report | {"mode": "on_site", "acknowledged": True}))
    assert "/r/" in told["link"]
    assert told["stage"]["code"] == "submitted"
    _asked_and_supplemented(ava, told)
    told = follow(ava, told, "accept", {"severity": 3})
    assert told["stage"]["label"] == "已受理"
    (number,) = ava.get(f"/requests/{told['number']}").json()["orders"]
    path = f"/orders/{number}"
    after(dana.done(f"{path}/assign", {"technician": cast.bo.number, "reason": "熟客"}))

    order = bo.get(path).json()
    assert (order["stage"]["code"], order["assignment"]["technician"]["name"]) == ("assigned", "Bo")
    assert order["verdict"]["stage"] == "counter"
    follow(bo, order, "accept")
    _visited_and_assessed(bo, path, watch)
    _repaired(bo, path)
    follow(iris, iris.get(path).json(), "pass_inspection", {"answers": INSPECTED})
    _signed(bo, path)

    order = ava.get(path).json()
    assert (order["stage"]["code"], order["outcome"]) == ("closed", "repaired")
    assert order["settlement"]["owed"] == "0.00"
    assert bo.get(path).json()["contact"]["masked"]
    _called(ava, order, watch)
    _chained(ava, path)


def _asked_and_supplemented(ava: Program, told: Any) -> None:
    asked = follow(ava, told, "ask_for_more", {"missing": ["brand"], "text": "请问是什么品牌？"})
    assert asked["stage"]["code"] == "information_missing"
    back = follow(ava, asked, "supplement", {"text": "华北牌", "changes": {"brand": "华北"}})
    assert back["stage"]["code"] == "submitted"
    assert ava.get(f"/requests/{told['number']}").json()["brand"] == "华北"


def _visited_and_assessed(bo: Program, path: str, watch: Clock) -> None:
    after(bo.done(f"{path}/contacts", {"reached": True, "note": "约好下午"}))
    start = watch.now + timedelta(hours=3)
    window = {
        "start": start.isoformat(),
        "end": (start + timedelta(hours=2)).isoformat(),
        "agreed_with": "Alice",
    }
    visit = after(bo.done(f"{path}/visits", window))
    later = start + timedelta(hours=1)
    moved = {
        "start": later.isoformat(),
        "end": (later + timedelta(hours=2)).isoformat(),
        "agreed_with": "Alice",
    }
    visit = follow(bo, visit, "reschedule", moved | {"reason": "客户临时有事"})
    watch.forward(hours=3)
    after(bo.done(f"/visits/{visit['id']}/checklist", {"form": "visit_ready", "answers": READY}))
    visit = follow(bo, visit, "set_out", {})
    at_door = {"lat": 34.79, "lng": 113.67, "device_at": watch.now.isoformat()}
    visit = follow(bo, visit, "arrive", at_door)
    here = f"/visits/{visit['id']}"
    assert after(bo.done(f"{here}/checklist", {"form": "visit_start", "answers": STARTING}))["passed"]
    found = {"fault_nature": "启动电容失效", "cause_class": "process_defect", "repairable": True}
    told = follow(bo, bo.get(path).json(), "assess", found)
    assert told["service_class"] == "free"
    assert bo.get(path).json()["verdict"]["result"] == "covered"


def _repaired(bo: Program, path: str) -> None:
    prices = bo.get("/price-list", family="air_conditioner").json()["lines"]
    (capacitor,) = (line["id"] for line in prices if line["code"] == "AC-P-CAP")
    quote = after(bo.done(f"{path}/quotes", {"plan": "更换启动电容", "lines": [{"price_line": capacitor}]}))
    assert (quote["total_customer"], quote["total_company"]) == ("0.00", "45.00")
    order = bo.get(path).json()
    said = {"agreed": True, "name": "Alice", "way": "on_site", "document_hash": quote["document_hash"]}
    told = follow(bo, order, "consent", said) if quote["stage"]["code"] == "sent" else order
    assert follow(bo, told, "start")["stage"]["code"] == "in_repair"
    part = {"quote_line": quote["lines"][0]["id"], "old_serial": "A1", "new_serial": "B2"}
    assert after(bo.done(f"{path}/parts", part))["name"] == "启动电容"
    told = after(bo.done(f"{path}/steps", {"text": "更换电容，试机正常"}))
    told = follow(bo, told, "self_check", {"answers": CHECKED})
    assert told["stage"]["code"] == "inspecting"
    visit = bo.get(path).json()["visits"][-1]
    after(bo.done(f"/visits/{visit['id']}/checklist", {"form": "visit_end", "answers": LEAVING}))
    assert follow(bo, visit, "finish", {"report": "已修好"})["stage"]["code"] == "finished"


def _signed(bo: Program, path: str) -> None:
    sheet = after(bo.done(f"{path}/acceptance"))
    wrong = {"signer": "Alice", "document_hash": "0" * 64, "signature_data_url": DRAWN}
    assert bo.post(f"{path}/acceptance/sign", wrong).status_code == 409
    signed = wrong | {"document_hash": sheet["document_hash"]}
    told = follow(bo, bo.get(path).json(), "accept_work", signed)
    assert told["stage"]["code"] == "settling"


def _called(ava: Program, order: Any, watch: Clock) -> None:
    (call,) = ava.get("/followups").json()["items"]
    assert call["order"] == order["number"]
    early = ava.post(f"/followups/{call['id']}/answer", {"answers": CONTENT})
    assert (early.status_code, early.json()["code"]) == (409, "call_too_early")
    assert ava.get("/followups", due="true").json()["items"] == []
    watch.forward(days=8)
    (call,) = ava.get("/followups", due="true", stage="planned").json()["items"]
    assert follow(ava, call, "note_no_answer", {"note": "占线"})["stage"]["code"] == "planned"
    answered = follow(ava, call, "record_answer", {"answers": CONTENT})
    assert (answered["stage"]["code"], answered["satisfied"]) == ("answered", True)


def _chained(ava: Program, path: str) -> None:
    told = ava.get(f"{path}/events", limit=200).json()
    assert told["intact"]
    kinds = [event["kind"] for event in told["items"]]
    assert kinds[0] == "intake.submitted"
    assert {"acceptance.signed", "settlement.settled", "order.closed", "followups.answered"} <= set(kinds)
    (arrived,) = (event for event in told["items"] if event["kind"] == "visits.arrived")
    assert arrived["device_at"]
    chained = [event for event in told["items"] if event["hash"]]
    assert all(now["prev_hash"] == before["hash"] for before, now in pairwise(chained))


@pytest.mark.usefixtures("watch")
def test_a_paid_repair_is_paid_once(cast: Cast, program: Programs, report: dict[str, Any]) -> None:
    """RQ-QUO-07, RQ-FEE-05: consent by phone, a transfer that is sent twice, and never more than is owed."""
    ava, dana, bo, mo = (program(name) for name in ("ava", "dana", "bo", "mo"))
    number = after(ava.done("/requests", report))["number"]
    after(ava.done(f"/requests/{number}/accept", {}))
    path = f"/orders/{ava.get(f'/requests/{number}').json()['orders'][0]}"
    dana.done(f"{path}/assign", {"technician": cast.bo.number})
    bo.done(f"{path}/accept-job")
    bo.done(f"{path}/assessment", {"fault_nature": "进水", "cause_class": "misuse", "repairable": True})
    line = {"kind": "part", "name": "主板", "unit_price": "360.50", "price_reason": "目录外配件"}
    quote = bo.done(f"{path}/quotes", {"plan": "更换主板", "lines": [line]})
    assert quote["total_customer"] == "360.50"
    said = {"name": "Alice", "way": "phone", "document_hash": quote["document_hash"]}
    assert ava.post(f"{path}/quotes/9/consent", said | {"agreed": True}).status_code == 404
    ava.done(f"{path}/quotes/1/consent", said | {"agreed": True})
    bo.done(f"{path}/start", {})
    assert bo.post(f"{path}/parts", {"quote_line": 2**62}).status_code == 409
    bo.done(f"{path}/self-check", {"answers": CHECKED})
    failed = mo.post(f"{path}/inspection", {"answers": INSPECTED | {"safety": "fail"}})
    assert failed.json()["errors"].keys() == {"rework_reason"}
    after(mo.done(f"{path}/inspection", {"answers": INSPECTED}))
    sheet = bo.get(path).json()["acceptance"]
    assert bo.post(f"{path}/settlement/settle").status_code == 409
    signed = {"signer": "Alice", "typed": True, "document_hash": sheet["document_hash"]}
    after(bo.done(f"{path}/acceptance/sign", signed))
    assert bo.post(f"{path}/settlement/settle").status_code == 409
    paid = {"method": "transfer", "amount": "360.50", "reference": "T1"}
    for _again in range(2):
        assert bo.done(f"{path}/settlement/payments", paid, key="pay")["owed"] == "0.00"
    assert bo.post(f"{path}/settlement/payments", paid).json()["errors"].keys() == {"amount"}
    after(bo.done(f"{path}/settlement/settle"))
    assert ava.get(path).json()["stage"]["code"] == "closed"
