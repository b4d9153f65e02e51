"""The workshop in Zhengzhou: its bays, units on them and in the waiting area, customers who come to the counter."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.outbox import drain_case
from baoxiu.core.policy.actions import choose
from baoxiu.demo.firm.ground import Firm
from baoxiu.demo.firm.names import DETAILS
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.next_steps import follow
from baoxiu.flow.planning.actions import book_slot, hold_slot
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop import actions as workshop
from baoxiu.flow.workshop.actions.receive import NEEDS_BAY
from baoxiu.flow.workshop.yard import IN_WORKSHOP, live_stay

OUTLET = "ZZ01"
BAYS = (
    ("1号工位", ("microwave_oven", "rice_cooker"), 5, "高压测试台、微波泄漏检测仪"),
    ("2号工位", ("vacuum_cleaner", "rice_cooker"), 5, "吸力测试台、除尘罩"),
    ("3号工位", ("television",), 5, "无尘工作台、屏幕翻转架"),
    ("快修工位", ("microwave_oven", "rice_cooker", "vacuum_cleaner"), 3, "通用工具、绝缘测试仪"),
)
"""Name, products, hardest work, equipment."""
ACCEPTED = 8
"""Devices of the delivery that are through the review."""
EXPECTED = 4
"""Customers with an appointment at the counter."""


def open_workshop(firm: Firm, at: datetime) -> None:
    """Bays and counter, before today's delivery comes; the bench for televisions is out of service (RQ-APT-09)."""
    outlet, manager, scope = firm.outlets[OUTLET], firm.staff["manager"], {"outlet": OUTLET}
    for key, chosen in (("planning.counter_places", 2), ("planning.open_every_day", True)):
        choose(key, value=chosen, valid_from=at, scope=scope, by=firm.staff["admin"], at=at)
    for name, families, level, equipment in BAYS:
        bay = workshop.put_bay(
            workshop.BayInput(
                outlet=outlet, name=name, families=[firm.families[code] for code in families],
                up_to_level=level, equipment=equipment, opens=time(8), closes=time(19),
            ),
            by=manager, at=at,
        )  # fmt: skip
        if families == ("television",):
            until = start_of_day(legal_date(at) + timedelta(days=3))
            workshop.take_out(bay, at, until, reason="工作台静电接地整改", by=manager, at=at)


def fill_workshop(firm: Firm, at: datetime) -> None:
    """Most of the delivery is accepted, what stands in the shelves is taken in, what is being brought gets its time at the
    counter (RQ-APT-08)."""
    for request in RepairRequest.objects.filter(batch__isnull=False, stage="submitted").order_by("pk")[
        :ACCEPTED
    ]:
        intake.accept(request, by=firm.staff["agent"], at=at)
        drain_case(request.chain, follow)
    for order in WorkOrder.objects.filter(
        outlet=firm.outlets[OUTLET], mode__in=IN_WORKSHOP, stage__in=NEEDS_BAY
    ).order_by("pk"):
        if live_stay(order) is None:
            workshop.receive(order, by=firm.staff["agent"], at=at)
    for number in range(EXPECTED + 1):
        _brought(firm, number, at)


def _brought(firm: Firm, number: int, at: datetime) -> None:
    """The last one has come already, with a television."""
    waits = number == EXPECTED
    code = "television" if waits else ("microwave_oven", "vacuum_cleaner", "rice_cooker")[number % 3]
    homes = [home for home in firm.homes if home.outlet.code == OUTLET]
    home, agent = homes[number % len(homes)], firm.staff["agent"]
    calm = [one for one in firm.faults[code] if not one.is_dangerous]
    fault = max(calm, key=lambda one: one.level)
    data = intake.RequestInput(
        channel="counter" if waits else "phone", mode="carry_in", family=firm.families[code], fault=fault,
        fault_text=fault.name + DETAILS[number % len(DETAILS)], contact_name=home.customer.name,
        phone=home.phone, customer=home.customer, division_code=home.district, address=home.address,
        client_key=UUID(int=number + 1, version=4),
    )  # fmt: skip
    request = intake.submit(data, by=agent, at=at)
    drain_case(request.chain, follow)
    if RepairRequest.objects.get(pk=request.pk).stage == "submitted":
        intake.accept(request, by=agent, at=at)
        drain_case(request.chain, follow)
    order = WorkOrder.objects.filter(request=request).first()
    windows = free_windows(order, at=at) if order else []
    if order and windows:
        window = windows[min(2 * number, len(windows) - 1)]
        hold_slot(order, technician_id=None, start=window.start, end=window.end, by=agent, at=at)
        book_slot(order, agreed_with=home.customer.name, by=agent, at=at)
        drain_case(request.chain, follow)
