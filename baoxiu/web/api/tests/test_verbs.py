"""Every verb of the flow has its address here, and the rarer ones work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.customers.models import KEY_LIST
from baoxiu.basics.travel.rules.coordinates import from_gcj02
from baoxiu.core import clock
from baoxiu.core.clock import legal_date
from baoxiu.flow.assistance.lifecycle import ASSISTANCE
from baoxiu.flow.campaigns.models import CAMPAIGN, CONTACT
from baoxiu.flow.followups.models import CUSTOMER_FILE, FOLLOWUP, INCOMING_LETTER, PLANNED_CONTACT
from baoxiu.flow.inspection.models import SamplingDraw
from baoxiu.flow.intake.lifecycle import OPINION, REQUEST
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.satisfaction.models import ASK, REMARK, ROUND
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.api.answers import (
    assistance,
    campaigns,
    care,
    followups,
    incoming_letters,
    key_lists,
    opinions,
    orders,
    requests,
    satisfaction,
    visits,
)
from baoxiu.web.api.api import routes
from baoxiu.web.api.tests.conftest import Programs
from tests.cast import Cast
from tests.journey import DRAWN, Journey

PICTURE = {"name": "x.png", "content": DRAWN.partition(",")[2]}
ELSEWHERE = {
    "refuse_quote": "orders/{number}/quotes/{version}/consent",
    "consent": "orders/{number}/quotes/{version}/consent",
    "fail_sample": "orders/{number}/sample-inspection",
    "reopen": "",  # follows from another repair of the same product
    "conclude": "",  # an import alone, of orders that ended in another system
    "close": "orders/{number}/close",  # a request closes with its last order
    "give_up": "",  # what follows from the calls that were put off
    "drop_entry": "key-lists/{list_id}/entries/{entry_id}/drop",
}
"""Moves whose address is not in the table of their case."""


@pytest.mark.parametrize(
    ("lifecycle", "paths", "base"),
    [
        (REQUEST, requests.PATHS, "requests/{number}"),
        (OPINION, opinions.PATHS, "opinions/{opinion_id}"),
        (ORDER, orders.PATHS, "orders/{number}"),
        (VISIT, visits.VISIT_PATHS, "visits/{visit_id}"),
        (FOLLOWUP, followups.PATHS, "followups/{followup_id}"),
        (ASSISTANCE, assistance.PATHS, "assistance/{assistance_id}"),
        (ROUND, satisfaction.ROUND_PATHS, "satisfaction-rounds/{number}"),
        (ASK, satisfaction.ASK_PATHS, "satisfaction-asks/{ask_id}"),
        (REMARK, satisfaction.REMARK_PATHS, "remarks/{number}"),
        (CAMPAIGN, campaigns.CAMPAIGN_PATHS, "campaigns/{number}"),
        (CONTACT, campaigns.CONTACT_PATHS, "campaigns/{number}/contacts/{contact_id}"),
        (INCOMING_LETTER, incoming_letters.PATHS, "incoming-letters/{number}"),
        (PLANNED_CONTACT, care.PLANNED_PATHS, "planned-contacts/{planned_id}"),
        (CUSTOMER_FILE, {"make_file": "file"}, "customers/{number}"),
        (KEY_LIST, key_lists.PATHS, "key-lists/{list_id}"),
    ],
)
def test_every_move_has_its_address(lifecycle: Any, paths: dict[str, str], base: str) -> None:
    known = set(routes())
    for move in lifecycle.moves:
        path = f"{base}/{paths[move.verb]}" if move.verb in paths else ELSEWHERE[move.verb]
        assert not path or f"POST /{path}" in known, move.verb


def test_the_desk_at_work_on_an_order(program: Programs, journey: Journey) -> None:
    """RQ-WO-03, RQ-WAR-11, RQ-CMP-01, RQ-REV-14, RQ-EXE-05: what is noted beside the way of an order."""
    journey.in_repair()
    order = f"/orders/{journey.order.number}"
    ava, bo, mo = program("ava"), program("bo"), program("mo")
    assert ava.done(f"{order}/items", {"text": "清洗滤网"})["text"] == "清洗滤网"
    judged = mo.done(f"{order}/verdict", {"stage": "diagnosis", "cause": "misuse"})
    assert judged["result"] == "not_covered"
    refused = mo.post(f"{order}/verdict/merits", {"free": True, "note": "老客户"})
    assert refused.status_code == 409
    noted = ava.done(f"{order}/complaints", {"text": "来晚了"})
    (listed,) = mo.get("/complaints", order=journey.order.number, source="desk").json()["items"]
    assert listed == noted
    letter = {"kind": "notice", "way": "sms", "text": "停机通知", "sent_on": str(legal_date(clock.now()))}
    assert ava.done(f"{order}/letters", letter)["text"] == "停机通知"
    assert len(ava.get("/letters", kind="notice").json()["items"]) == 1
    assert ava.get("/letters", kind="reply").json()["items"] == []
    assert bo.done(f"{order}/photos", PICTURE)["mime"] == "image/png"
    assert ava.post(f"{order}/settlement").status_code in (403, 409)
    assert ava.post(f"{order}/close", {"confirmation": "phone"}).status_code == 409
    assert ava.post(f"{order}/re-repair", {"reason": "又坏了"}).status_code == 409


def test_a_new_link_kills_the_old_one(program: Programs, report: dict[str, Any]) -> None:
    """RQ-SEC-01."""
    ava = program("ava")
    made = ava.done("/requests", report)
    renewed = ava.done(f"/requests/{made['number']}/renew-link")
    assert renewed["link"] != made["link"]


def test_a_position_comes_in_the_coordinates_of_a_map(program: Programs, report: dict[str, Any]) -> None:
    """RQ-DSP-03: GCJ-02 is turned into WGS-84."""
    ava = program("ava")
    made = ava.done("/requests", report)
    ava.done(f"/requests/{made['number']}/position", {"lat": 34.7892, "lng": 113.6826, "datum": "gcj02"})
    row = RepairRequest.objects.get(number=made["number"])
    assert (row.lat, row.lng) == pytest.approx(from_gcj02((34.7892, 113.6826)))
    wrong = ava.post(f"/requests/{made['number']}/position", {"lat": 91, "lng": 113, "datum": "mars"})
    assert wrong.json()["errors"].keys() == {"lat", "datum"}


def test_a_sample_is_drawn_when_its_day_is_over(program: Programs, cast: Cast) -> None:
    """RQ-QC-11: the seed stays hidden until then."""
    today = legal_date(clock.now())
    for day in (today, today - timedelta(days=1)):
        SamplingDraw.objects.create(day=day, seed="s", commitment="c", committed_at=cast.at)
    iris = program("mo")
    assert {row["seed"] for row in iris.get("/sampling-draws").json()["items"]} == {""}
    assert iris.post(f"/sampling-draws/{today}/draw").status_code == 409
    assert iris.done(f"/sampling-draws/{today - timedelta(days=1)}/draw")["seed"] == "s"
    assert iris.post("/sampling-draws/2020-01-01/draw").status_code == 404
    assert iris.post("/sampling-draws/yesterday/draw").status_code == 404
