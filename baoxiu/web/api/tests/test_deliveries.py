"""Many devices at once, over the interface (RQ-INT-20, RQ-WO-09)."""

from __future__ import annotations

from typing import Any

from baoxiu.core import clock
from baoxiu.web.api.tests.conftest import Programs
from tests.cast import Cast


def given(cast: Cast, **fields: Any) -> dict[str, Any]:
    """Two devices of a school."""
    return {
        "contact_name": "第一中学",
        "phone": "0371-66778899",
        "outlet": cast.outlet.code,
        "arrived_at": clock.now().isoformat(),
        "devices": [
            {"serial": "A1", "family": cast.family.code, "fault_text": "不制冷"},
            {"serial": cast.unit.serial, "fault_text": "漏水", "accessories": "遥控器"},
        ],
        **fields,
    }


def test_a_delivery_is_received_and_shown(program: Programs, cast: Cast) -> None:
    ava = program("ava")
    made = ava.done("/deliveries", given(cast))
    assert (made["device_count"], made["reviewed"], made["over"]) == (2, 0, 0)
    ava.done(f"/requests/{made['requests'][0]['number']}/accept", {})
    shown = ava.get(f"/deliveries/{made['number']}").json()
    assert (shown["reviewed"], shown["due_at"]) == (1, made["due_at"])
    assert ava.get("/deliveries/PL0").status_code == 404


def test_each_wrong_device_has_its_place(program: Programs, cast: Cast) -> None:
    ava = program("ava")
    wrong = ava.post("/deliveries", given(cast, devices=[{"serial": "A1", "fault_text": "响"}]))
    assert (wrong.status_code, set(wrong.json()["errors"])) == (422, {"devices.0.family"})
    unknown = [{"serial": "A1", "family": "OVEN", "fault_text": "响"}]
    wrong = ava.post("/deliveries", given(cast, devices=unknown))
    assert (wrong.status_code, set(wrong.json()["errors"])) == (422, {"devices.0.family"})
    assert ava.get("/requests").json()["items"] == []
