"""A school sends many devices; a customer reports the same fault twice."""

from __future__ import annotations

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from tests.story.teller import Story


def test_a_delivery_of_eleven_has_two_days_and_each_device_its_own_way(story: Story) -> None:
    """RQ-INT-20, RQ-WO-09 (T12), RQ-TRI-06: one notice to the sender, one clock for each device."""
    devices = [
        {"serial": f"SN-{place:03d}", "family": "air_conditioner", "fault_text": "不制冷"}
        for place in range(11)
    ]
    given = {
        "contact_name": "第一中学", "phone": "0371-66778899", "outlet": story.cast.outlet.code,
        "arrived_at": story.watch().isoformat(), "brought_by": "顺丰快递", "devices": devices,
    }  # fmt: skip
    made = story.does_any("ava", "/deliveries", given)
    assert made["due_at"] == "2026-03-04T16:00:00Z"
    assert list(Notice.objects.filter(user=None).values_list("code", flat=True)) == ["batch_received"]
    assert Promise.objects.filter(kind="batch", state="running").count() == 11
    first, second, *_rest = [row["number"] for row in made["requests"]]
    story.does_any("ava", f"/requests/{first}/accept", {"severity": 2})
    told = {"reason_code": "out_of_warranty", "text": "已购四年"}
    story.does_any("ava", f"/requests/{second}/refuse", told)
    assert WorkOrder.objects.get().request.number == first
    shown = story.program("ava").get(f"/deliveries/{made['number']}").json()
    assert (shown["reviewed"], shown["over"]) == (2, 1)
    assert Promise.objects.filter(kind="batch", state="running").count() == 10


def test_a_second_report_goes_on_with_the_first(story: Story) -> None:
    """RQ-INT-07, RQ-REG-08: found, merged by a person, told to the customer, whose link still works."""
    story.reports()
    story.reports()
    first, again = RepairRequest.objects.order_by("pk")
    (found,) = story.program("ava").get(f"/requests/{again.number}/duplicates").json()["items"]
    assert (found["number"], found["why"]) == (first.number, "fault")
    story.does_any("ava", f"/requests/{again.number}/merge", {"into": first.number, "reason": "同一台空调"})
    again.refresh_from_db()
    assert again.stage == "merged"
    assert first.number in Notice.objects.get(code="request_merged").body
    page = story.customer.get(f"/r/{token_for(again)}/").content.decode()
    assert "已与您的另一张报修单合并处理" in page
    assert first.number in page
    open_tasks = Task.objects.open().filter(kind="review").values_list("subject_id", flat=True)
    assert list(open_tasks) == [first.pk]
    running = Promise.objects.filter(state="running")
    assert not running.filter(case=again.chain).exists()
    assert running.filter(case=first.chain).exists()
