"""Many devices that arrive together (RQ-INT-20, RQ-WO-09)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import accept, receive_batch
from baoxiu.flow.intake.batches import batches, progress, requests_of
from baoxiu.flow.intake.delivery import MOST_DEVICES, Delivery, Device, devices_in
from baoxiu.flow.intake.models import Batch, RepairRequest
from tests.cast import Cast


def delivery(cast: Cast, count: int = 3, **fields: Any) -> Delivery:
    """A school sends air conditioners."""
    devices = tuple(
        Device(serial=f"SN-{place:04d}", family=cast.family, fault_text="不制冷", accessories="遥控器")
        for place in range(count)
    )
    usual: dict[str, Any] = {
        "contact_name": "第一中学",
        "phone": "0371-66778899",
        "arrived_at": cast.at,
        "outlet": cast.outlet,
        "brought_by": "顺丰快递",
        "mode": "send_in",
        "devices": devices,
    }
    return Delivery(**(usual | fields))


def test_each_device_gets_its_request_and_all_one_day(cast: Cast, ava: Actor) -> None:
    """RQ-INT-20, RQ-WO-09 (T12): 11 devices have two days from arrival."""
    arrived = cast.at - timedelta(hours=1)
    batch = receive_batch(delivery(cast, 11, arrived_at=arrived), by=ava, at=cast.at)
    rows = list(requests_of(batch, ava))
    assert [row.serial for row in rows] == [f"SN-{place:04d}" for place in range(11)]
    assert {(row.accessories, row.channel, row.mode, row.outlet) for row in rows} == {
        ("遥控器", "counter", "send_in", cast.outlet)
    }
    assert len({row.customer_id for row in rows}) == 1
    assert (batch.number[:2], batch.device_count) == ("PL", 11)
    assert batch.due_at.astimezone(SHANGHAI).isoformat() == "2026-03-05T00:00:00+08:00"
    assert Event.objects.filter(kind="intake.batched", data__batch=batch.number).count() == 11


def test_the_firm_may_take_longer_for_each_ten(cast: Cast, ava: Actor) -> None:
    choose("intake.batch_days", value=2, by=SYSTEM, at=cast.at, valid_from=cast.at)
    batch = receive_batch(delivery(cast), by=ava, at=cast.at)
    assert batch.due_at.astimezone(SHANGHAI).isoformat() == "2026-03-05T00:00:00+08:00"


def test_progress_counts_devices(cast: Cast, ava: Actor) -> None:
    batch = receive_batch(delivery(cast), by=ava, at=cast.at)
    accept(requests_of(batch, ava)[0], by=ava, at=cast.at)
    found = progress(batch)
    assert (found.count, found.reviewed, found.over) == (3, 1, 0)
    assert [row.over for row in batches(ava)] == [0]


def test_one_wrong_row_and_nothing_is_stored(cast: Cast, ava: Actor) -> None:
    """All or nothing, with a sentence for each row; what concerns the delivery is said once."""
    good = delivery(cast).devices
    wrong = (
        good[0],
        Device(serial="SN-9", family=None, fault_text=" "),
        Device(serial="", family=cast.family, fault_text="响"),
    )
    with pytest.raises(InvalidInput) as caught:
        receive_batch(delivery(cast, devices=wrong), by=ava, at=cast.at)
    assert set(caught.value.fields) == {"devices.2.serial"}
    with pytest.raises(InvalidInput) as caught:
        receive_batch(delivery(cast, devices=wrong[:2], phone="12"), by=ava, at=cast.at)
    assert set(caught.value.fields) == {"phone", "devices.1.family", "devices.1.fault_text"}
    assert not Batch.objects.exists()
    assert not RepairRequest.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"devices": ()}, "devices"),
        ({"arrived_at": timedelta(hours=1)}, "arrived_at"),
    ],
)
def test_a_delivery_needs_devices_that_have_arrived(
    cast: Cast, ava: Actor, change: dict[str, Any], field: str
) -> None:
    if field == "arrived_at":
        change = {field: cast.at + change[field]}
    with pytest.raises(InvalidInput) as caught:
        receive_batch(delivery(cast, **change), by=ava, at=cast.at)
    assert set(caught.value.fields) == {field}


def test_too_many_devices_and_twice_the_same_are_refused(cast: Cast, ava: Actor) -> None:
    with pytest.raises(InvalidInput) as caught:
        receive_batch(delivery(cast, MOST_DEVICES + 1), by=ava, at=cast.at)
    assert set(caught.value.fields) == {"devices"}
    one = delivery(cast, 1).devices[0]
    with pytest.raises(InvalidInput) as caught:
        receive_batch(delivery(cast, devices=(one, one)), by=ava, at=cast.at)
    assert set(caught.value.fields) == {"devices.0.serial", "devices.1.serial"}


def test_a_repeat_with_the_same_key_changes_nothing(cast: Cast, ava: Actor) -> None:
    key = uuid4()
    first = receive_batch(delivery(cast, client_key=key), by=ava, at=cast.at)
    assert receive_batch(delivery(cast, client_key=key), by=ava, at=cast.at) == first
    assert RepairRequest.objects.count() == 3


def test_who_may_not_register_receives_nothing(cast: Cast, bo: Actor) -> None:
    with pytest.raises(NotAllowed):
        receive_batch(delivery(cast), by=bo, at=cast.at)


def test_a_pasted_table_is_read(cast: Cast) -> None:
    """RQ-INT-20: cells of a spreadsheet, a CSV file or typed lines; the register knows the product."""
    pasted = f"序列号\t产品\t故障\t附件\nA1\t{cast.family.name}\t不制冷\t遥控器\n\n"
    typed = f"B2，{cast.family.code.lower()}，不启动\n{cast.unit.serial},,异响"
    rows = devices_in(pasted + typed)
    assert [(row.serial, row.family, row.fault_text, row.accessories) for row in rows] == [
        ("A1", cast.family, "不制冷", "遥控器"),
        ("B2", cast.family, "不启动", ""),
        (cast.unit.serial, cast.family, "异响", ""),
    ]
    assert devices_in("C3;烤箱;坏了")[0].family is None
