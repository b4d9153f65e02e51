"""Free windows, offers and the running plan, over the interface."""

from __future__ import annotations

import pytest

from baoxiu.basics.parts.actions import add_part
from baoxiu.basics.technicians.actions import set_skill
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.planning.tests.test_place_order import planned
from baoxiu.web.api.tests.conftest import Programs
from tests.cast import Cast


@pytest.mark.django_db
def test_a_window_is_shown_held_and_booked(
    program: Programs, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RQ-APT-01, RQ-DSP-02, RQ-DSP-03: what is free, what is kept, what is told, and the plan that comes of it."""
    monkeypatch.setattr("baoxiu.core.clock.now", lambda: cast.at)
    other = planned(cast, 1, 1)[1].number
    dana, tuesday = program("dana"), "2026-03-03T00:00:00+08:00"
    offers = dana.get(f"/orders/{other}/offers").json()
    assert {one["technician"]["name"] for one in offers["offers"]} == {"Bo", "Ben"}
    assert set(offers["offers"][0]) == {"technician", "start", "minutes", "yuan"}
    set_skill(cast.ben, cast.family, 0, by=SYSTEM, at=cast.at)
    offers = dana.get(f"/orders/{other}/offers").json()
    assert [one["technician"]["name"] for one in offers["offers"]] == ["Bo"]
    assert [one["technician"]["name"] for one in offers["against"]] == ["Ben"]
    assert str(cast.family) in offers["against"][0]["reasons"][0]
    first = dana.get(f"/orders/{other}/windows", since=tuesday, limit=1).json()["items"][0]
    wanted = {"technician": first["technician"]["code"], "start": first["start"], "end": first["end"]}
    assert dana.post(f"/orders/{other}/hold", wanted | {"technician": "x"}).status_code == 422
    held = dana.done(f"/orders/{other}/hold", wanted)
    assert (held["order"], held["start"]) == (other, first["start"])
    assert dana.done(f"/orders/{other}/release")["number"] == other
    assert dana.post(f"/orders/{other}/book-window", {"agreed_with": "Alice"}).json()["code"] == "slot_taken"
    dana.done(f"/orders/{other}/hold", wanted)
    booked = dana.done(f"/orders/{other}/book-window", {"agreed_with": "Alice"})
    assert (booked["told_from"], booked["told_until"]) == (first["start"], first["end"])
    set_skill(cast.ben, cast.family, 3, by=SYSTEM, at=cast.at)
    plan = dana.get("/plan", outlet=cast.outlet.code, day="2026-03-03").json()
    stops = {stop["order"]: stop for day in plan["days"] for stop in day["stops"]}
    assert stops[other]["told_from"] == first["start"]
    assert (plan["day"], plan["unserved"], plan["broken"]) == ("2026-03-03", [], [])
    assert dana.get("/plan", outlet="ZZ01").json()["day"] == "2026-03-02"
    add_part("P-7", "主控板", by=SYSTEM, at=cast.at)
    needs = {"parts": [{"part": "P-7", "quantity": "2"}]}
    noted = dana.done(f"/orders/{other}/expected-parts", needs)["parts"]
    assert [(one["part"]["code"], float(one["quantity"])) for one in noted] == [("P-7", 2)]
    assert dana.post(f"/orders/{other}/expected-parts", {"parts": [{"part": "P-8"}]}).status_code == 422
    for name, path, status in (
        ("ava", f"/orders/{other}/windows", 200),
        ("fin", f"/orders/{other}/windows", 403),
        ("wang", f"/orders/{other}/offers", 404),
        ("bo", "/plan?outlet=ZZ01", 403),
        ("wang", "/plan?outlet=ZZ01", 422),
    ):
        assert program(name).get(path).status_code == status
