"""News from the field and complaints that send somebody, over HTTP."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.news.models import FieldNews
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.tests.conftest import Desk


def test_reported_in_the_field_kept_at_the_desk(desk: Desk, client: Client) -> None:
    """RQ-DSP-08: the technician's phone, the dispatcher's task and list; RQ-DSP-09: a complaint sends somebody."""
    cast, order = desk.cast, new_order(desk.cast)
    WorkOrder.objects.filter(pk=order.pk).update(technician=cast.bo, outlet=cast.outlet)
    client.force_login(cast.user("bo"), backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("field:news")
    given = {"about": "customer", "order": order.number, "text": "换号了", "phone": "13800138999"}
    assert order.number in client.get(page).content.decode()
    assert client.post(page, given | {"order": ""}).status_code == 422
    assert client.post(page, given).status_code == 302
    assert "待处理" in client.get(page).content.decode()
    row, dana = FieldNews.objects.get(), desk.sign_in("dana")
    assert "换号了" in dana.get("news").content.decode()
    assert "138 0013 8999" in dana.get("news_one", row.pk).content.decode()
    assert dana.post("news_change", row.pk, "refuse", **{"refuse-answer": ""}).status_code == 422
    dana.post("news_change", row.pk, "take")
    assert cast.alice.contacts.get(is_primary=True).phone == "+8613800138999"
    assert "换号了" not in dana.get("news").content.decode()
    assert "已采纳" in dana.get("news", state="all").content.decode()
    assert desk.sign_in("wang").get("news_one", row.pk).status_code == 404
    entry = complaints.note(order, source="followup", text="还是不制冷", by=SYSTEM, at=cast.at)
    mo = desk.sign_in("mo")
    mo.post("complaint_send", entry.number, task="上门复查")
    assert not WorkOrder.objects.filter(repeat_of=order).exists()  # not handed over yet
    WorkOrder.objects.filter(pk=order.pk).update(handed_over_at=cast.at)
    assert "安排上门" in mo.get("complaints").content.decode()
    mo.post("complaint_send", entry.number, task="上门复查")
    job = WorkOrder.objects.get(repeat_of=order)
    assert job.number in mo.get("complaints").content.decode()
