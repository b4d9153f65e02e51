"""The way of an order through the stages, each step by its own action: tests of a later stage begin here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.actions import QuoteLineInput
from baoxiu.flow.repairs.models import Quote
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast
from tests.stages import kept

CHECKED = dict.fromkeys(("works", "standard", "sheet_done", "complete", "appearance"), "pass")
INSPECTED = dict.fromkeys(("function", "safety", "technical", "appearance", "record"), "pass")
READY = {"address": "yes", "parts": "pass", "tools": "yes"}
STARTING = dict.fromkeys(("dress", "entering", "protection", "carrying", "permission"), "yes") | {
    "height": "na"
}
LEAVING = dict.fromkeys(("explained", "clean", "card", "accepted_nothing"), "yes") | {
    "test_run": "pass",
    "no_damage": "pass",
}
CONTENT = {"solved": "yes", "quality": "5", "attitude": "5", "time": "4", "opinion": "很好"}
DRAWN = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A signature of one pixel."""


@dataclass
class Journey:
    """An order on its way. ``now`` goes on by ten minutes with each step; every step returns what it made."""

    cast: Cast
    now: datetime
    mode: str = "carry_in"
    lines: list[QuoteLineInput] = field(default_factory=list)
    order: WorkOrder = field(init=False)

    def tick(self, **more: Any) -> datetime:
        """The next moment."""
        self.now += timedelta(**(more or {"minutes": 10}))
        return self.now

    def actor(self, name: str) -> Actor:
        """Somebody of the cast."""
        return self.cast.actor(name)

    @property
    def customer(self) -> Actor:
        """Alice with her signed link."""
        return customer_actor(self.order.request)

    def fresh(self) -> WorkOrder:
        """The order as it stands now."""
        self.order.refresh_from_db()
        return self.order

    @kept
    def accepted(self) -> WorkOrder:
        """Reported, reviewed, dispatched and taken by Bo."""
        data = RequestInput(
            channel="phone",
            family=self.cast.family,
            fault_text="不制冷",
            contact_name="Alice",
            phone=ALICE_PHONE,
            division_code=ALICE_ADDRESS.division_code,
            address=ALICE_ADDRESS.detail,
            serial=self.cast.unit.serial,
            fault=self.cast.fault,
            mode=self.mode,
        )
        request = intake.submit(data, by=self.actor("ava"), at=self.tick())
        request = intake.accept(request, by=self.actor("ava"), at=self.tick())
        order = work_orders.create(request, by=SYSTEM, at=self.tick())
        assignment = dispatch.assign(order, self.cast.bo, by=self.actor("dana"), at=self.tick())
        dispatch.accept(assignment, by=self.actor("bo"), at=self.tick())
        self.order = WorkOrder.objects.get(pk=order.pk)
        return self.order

    def booked(self) -> Visit:
        """A window two hours from now."""
        start = self.tick() + timedelta(hours=2)
        return visits.book(
            self.order, start=start, end=start + timedelta(hours=2), agreed_with="Alice",
            by=self.actor("bo"), at=self.now,
        )  # fmt: skip

    def ready(self, visit: Visit, **more: Any) -> Visit:
        """The list for setting out is checked."""
        answers = READY | more
        visits.fill_checklist(visit, form="visit_ready", answers=answers, by=self.actor("bo"), at=self.tick())
        return visit

    def arrived(self) -> Visit:
        """At the door when the window begins."""
        visit = self.booked()
        self.now = visit.window_start
        return visits.arrive(visit, by=self.actor("bo"), at=self.now)

    def assessed(self, **more: Any) -> WorkOrder:
        """Found repairable, by default a defect in warranty."""
        given = {"fault_nature": "启动电容失效", "cause_class": "process_defect", "repairable": True} | more
        repairs.assess(self.order, **given, by=self.actor("bo"), at=self.tick())
        return self.fresh()

    def quoted(self, *lines: QuoteLineInput, **more: Any) -> Quote:
        """A quote; by default with nothing on it."""
        given = {"plan": "更换启动电容", "lines": list(lines)} | more
        made = repairs.send_quote(self.order, **given, by=self.actor("bo"), at=self.tick())
        self.fresh()
        return made

    def listed(self, code: str, **more: Any) -> QuoteLineInput:
        """A line of the price list."""
        return QuoteLineInput(price_line=self.cast.price_list.lines.get(code=code).pk, **more)

    def agreed(self, quote: Quote) -> Quote:
        """Alice agrees by her link."""
        made = repairs.agree(
            quote,
            name="Alice",
            way="link",
            document_hash=quote.document_hash,
            by=self.customer,
            at=self.tick(),
        )
        self.fresh()
        return made

    @kept
    def in_repair(self, *lines: QuoteLineInput, **assessment: Any) -> WorkOrder:
        """Assessed, quoted, agreed where needed, begun."""
        self.accepted()
        if self.mode == "on_site":
            self.arrived()
        self.assessed(**assessment)
        quote = self.quoted(*lines)
        if quote.stage == "sent":
            self.agreed(quote)
        repairs.start(self.order, by=self.actor("bo"), at=self.tick())
        return self.fresh()

    @kept
    def self_checked(self, *lines: QuoteLineInput, **assessment: Any) -> Inspection:
        """The work done and checked by Bo."""
        self.in_repair(*lines, **assessment)
        made = inspection.self_check(self.order, answers=CHECKED, by=self.actor("bo"), at=self.tick())
        self.fresh()
        return made

    @kept
    def inspected(self, *lines: QuoteLineInput, **assessment: Any) -> WorkOrder:
        """Passed by Iris."""
        self.self_checked(*lines, **assessment)
        inspection.inspect(self.order, answers=INSPECTED, by=self.actor("iris"), at=self.tick())
        return self.fresh()

    @kept
    def presented(self, *lines: QuoteLineInput, **assessment: Any) -> AcceptanceSheet:
        """Put before Alice."""
        self.inspected(*lines, **assessment)
        return acceptance.present(self.order, by=SYSTEM, at=self.tick())

    def signed(self, *lines: QuoteLineInput, **assessment: Any) -> Acceptance:
        """Signed by Alice on Bo's phone."""
        sheet = self.presented(*lines, **assessment)
        made = acceptance.sign(
            sheet, signer="Alice", signature_data_url=DRAWN, document_hash=sheet.document_hash,
            by=self.actor("bo"), at=self.tick(),
        )  # fmt: skip
        self.fresh()
        return made

    def prepared(self, *lines: QuoteLineInput, **assessment: Any) -> Settlement:
        """The settlement sheet is made."""
        self.signed(*lines, **assessment)
        return settlement.prepare(self.order, by=SYSTEM, at=self.tick())

    def paid_line(self, price: int = 45) -> QuoteLineInput:
        """A part off the list."""
        return QuoteLineInput(
            kind="part", name="启动电容", unit_price=Decimal(price), price_reason="特殊型号"
        )


@pytest.fixture
def journey(cast: Cast, at: datetime) -> Journey:
    """An order in the workshop, not begun yet."""
    return Journey(cast, at)


@pytest.fixture
def visit_journey(cast: Cast, at: datetime) -> Journey:
    """An order at the customer's, not begun yet."""
    return Journey(cast, at, mode="on_site")
