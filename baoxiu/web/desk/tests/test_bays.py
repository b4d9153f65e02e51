"""Bays at the desk: set up, out of service, to Excel and back; a product taken in; the capacity view."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.flow.planning.models import CounterTime
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.workshop.models import Bay, BayOutage, Stay
from baoxiu.web.desk.tests.conftest import Desk
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(desk: Desk, name: str, *args: object) -> str:
    """What stands there."""
    return desk.get(name, *args).content.decode()


def test_bays_are_set_up_at_the_desk(desk: Desk, cast: Cast) -> None:
    """RQ-APT-09, RQ-SEC-06: kept, changed, out of service and back, to Excel and back; a wrong line is named; others' are 404."""
    desk.sign_in("mo")
    data = {"bay-outlet": cast.outlet.pk, "bay-name": "A1", "bay-up_to_level": "3", "bay-is_active": "on",
            "bay-families": [cast.family.pk], "bay-services": ["repair"], "bay-opens": "08:00", "bay-closes": "17:30"}  # fmt: skip
    assert desk.post("bay_new", **data).status_code == 302
    assert desk.post("bay_new", **data).status_code == 422
    bay = Bay.objects.get()
    assert desk.post("bay_change", bay.pk, **data | {"bay-equipment": "升降台"}).status_code == 302
    out = {
        "take_out-start": "2026-03-03T08:00",
        "take_out-end": "2026-03-04T08:00",
        "take_out-reason": "检修",
    }
    assert desk.post("bay_take_out", bay.pk, **out).status_code == 302
    assert desk.post("bay_take_out", bay.pk, **out | {"take_out-end": "2026-03-02T08:00"}).status_code == 422
    assert "升降台" in page(desk, "bay", bay.pk)
    assert desk.post("bay_bring_back", bay.pk, BayOutage.objects.get().pk).status_code == 302
    sheet = b"".join(desk.get("bays_sheet").streaming_content)
    Bay.objects.update(equipment="", up_to_level=5)
    assert desk.post("bays_import", file=SimpleUploadedFile("工位.xlsx", sheet)).status_code == 302
    bay.refresh_from_db()
    assert (bay.equipment, bay.up_to_level, bay.services, list(bay.families.all())) == (
        "升降台",
        3,
        ["repair"],
        [cast.family],
    )
    for line in ("ZZ01,B1,火箭,,,", "XX,B1,,,,", "ZZ01,B1,,,9,", "ZZ01,B1,,,,25点", "ZZ01,B1,,飞行,,"):
        table = f"网点代码,工位名称,只修这些产品,只做这些服务,最高维修难度（技能等级）,开放时间起\nZZ01,B0,,,,\n{line}\n".encode()
        answer = desk.post("bays_import", file=SimpleUploadedFile("b.csv", table))
        assert (answer.status_code, "第3行" in answer.content.decode(), Bay.objects.count()) == (422, True, 1)
    assert desk.sign_in("wang").get("bay", bay.pk).status_code == 404


def test_a_product_is_expected_and_taken_in(desk: Desk, cast: Cast) -> None:
    """RQ-APT-08, RQ-APT-09: a time at the counter while on the phone, called off; taken in, it stands on the page and counts."""
    choose("planning.counter_places", value=2, valid_from=cast.at, by=SYSTEM, at=cast.at)
    Bay.objects.create(outlet=cast.outlet, name="A1")
    order = new_order(cast, mode="carry_in")
    desk.sign_in("ava")
    start = free_windows(order, at=cast.at)[0].start.isoformat()
    assert start in page(desk, "order_windows", order.number)
    desk.post("order_windows", order.number, start=start)
    desk.time.tick(minutes=-5)
    assert desk.post("order_windows", order.number, wish="take", agreed_with="Alice").status_code == 302
    assert CounterTime.objects.get(order=order).state == "booked"
    assert desk.post("order_step", order.number, "call_off_counter", reason="不来了").status_code == 302
    assert CounterTime.objects.get(order=order).state == "cancelled"
    assert desk.post("order_step", order.number, "receive_unit").status_code == 302
    assert Stay.objects.get().bay.name == "A1"
    assert "A1" in page(desk, "order", order.number)
    assert "车间工位" in page(desk.sign_in("dana"), "capacity")
