"""Many devices at once, at the desk (RQ-INT-20, RQ-WO-09)."""

from __future__ import annotations

from typing import Any

from baoxiu.flow.intake.models import Batch, RepairRequest
from baoxiu.web.desk.tests.conftest import Desk


def filled(desk: Desk, devices: str, **fields: Any) -> dict[str, Any]:
    """What ava types."""
    usual = {
        "contact_name": "第一中学",
        "phone": "0371-66778899",
        "channel": "counter",
        "mode": "send_in",
        "outlet": desk.cast.outlet.pk,
        "arrived_at": "2026-03-02T08:30",
        "brought_by": "顺丰快递",
        "devices": devices,
    }
    return usual | fields


def test_a_pasted_list_becomes_a_delivery_with_its_page(desk: Desk) -> None:
    """The page shows the day, how far it is, and the requests; each request leads back."""
    desk.sign_in("ava")
    assert desk.get("delivery_new").status_code == 200
    assert "还没有批量送修" in desk.get("deliveries").content.decode()
    name = desk.cast.family.name
    listed = f"序列号\t产品\t故障\t附件\nA1\t{name}\t不制冷\t遥控器\nA2\t{name}\t漏水\t"
    assert desk.post("delivery_new", **filled(desk, listed)).status_code == 302
    batch = Batch.objects.get()
    page = desk.get("delivery", batch.number).content.decode()
    first = RepairRequest.objects.get(serial="A1")
    assert all(text in page for text in ("顺丰快递", "共2台，已审核0台", first.number))
    assert batch.number in desk.get("deliveries").content.decode()
    told = desk.get("request", first.number).content.decode()
    assert all(text in told for text in (batch.number, "遥控器", "须在"))


def test_a_wrong_row_is_named_and_nothing_is_registered(desk: Desk) -> None:
    desk.sign_in("ava")
    answer = desk.post("delivery_new", **filled(desk, f"A1,{desk.cast.family.name},不制冷\nA2,烤箱,坏了"))
    assert answer.status_code == 422
    assert "第2行，产品：请选择产品" in answer.content.decode()
    assert not Batch.objects.exists()
    assert not RepairRequest.objects.exists()


def test_who_may_not_register_has_no_form(desk: Desk) -> None:
    desk.sign_in("bo")
    assert desk.get("delivery_new").status_code == 403
