"""Printed documents over the API."""

from __future__ import annotations

from baoxiu.web.api.tests.conftest import Programs
from tests.journey import Journey


def test_listed_and_printed(program: Programs, journey: Journey) -> None:
    journey.prepared()
    ava, path = program("ava"), f"/orders/{journey.order.number}/documents"
    items = ava.get(path).json()["items"]
    assert [one["code"] for one in items][-2:] == ["settlement_sheet", "warranty_card"]
    assert {len(one["event_hash"]) for one in items} == {64}
    answer = ava.get(items[0]["path"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "private, no-store"


def test_refused_and_foreign(program: Programs, journey: Journey) -> None:
    """RQ-SEC-06: prices need their right, another technician's order does not exist."""
    journey.prepared()
    path = f"/orders/{journey.order.number}/documents"
    dana = program("dana")
    assert "settlement_sheet" not in {one["code"] for one in dana.get(path).json()["items"]}
    refused = dana.get(f"{path}/settlement_sheet")
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert dana.get(f"{path}/nonsense").status_code == 404
    assert program("ben").get(path).status_code == 404
    assert program("ben").get(f"{path}/request_slip").status_code == 404
