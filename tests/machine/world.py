"""A firm on a day of its own: the cast, a clock, and everything that follows from what somebody does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from baoxiu.basics.promises import actions as promises
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events import outbox
from baoxiu.core.events.models import OutboxEntry
from baoxiu.flow import next_steps
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import SamplingDraw
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast
from tests.story.teller import Watch

FAULTS = ("不制冷", "漏水", "异响")


class NothingToDo(Exception):
    """The step has no object now."""


def some[T](thing: T | None) -> T:
    """The thing, if there is one."""
    if thing is None:
        raise NothingToDo
    return thing


@dataclass
class World:
    """What the rules act in. Each step takes ten minutes."""

    cast: Cast
    watch: Watch
    asleep: bool = False
    """Whether the worker does nothing at present: people go on without what follows."""

    @property
    def now(self) -> datetime:
        """The moment of the next step."""
        return self.watch.moment

    def actor(self, name: str) -> Actor:
        """Somebody of the cast."""
        return self.cast.actor(name)

    def technician(self, order: WorkOrder) -> Actor:
        """Whoever has the order."""
        return self.actor(some(order.technician).user.username)

    def customer(self, order: WorkOrder) -> Actor:
        """Alice with the link of the case."""
        return customer_actor(order.request)

    def requests(self) -> list[RepairRequest]:
        """All of them, oldest first."""
        return list(RepairRequest.objects.order_by("pk"))

    def orders(self) -> list[WorkOrder]:
        """All of them, oldest first."""
        return list(WorkOrder.objects.select_related("request", "technician__user").order_by("pk"))

    def report(self, service: str, mode: str, *, known_unit: bool) -> RepairRequest:
        """Alice calls, and Ava writes it down."""
        count = RepairRequest.objects.count()
        data = RequestInput(
            channel="phone", family=self.cast.family, fault_text=f"{FAULTS[count % 3]}，第{count + 1}次",
            contact_name="Alice", phone=ALICE_PHONE, division_code=ALICE_ADDRESS.division_code,
            address=ALICE_ADDRESS.detail, service=service, mode=mode,
            serial=self.cast.unit.serial if known_unit else "",
            fault=self.cast.fault if service == "repair" else None,
        )  # fmt: skip
        return intake.submit(data, by=self.actor("ava"), at=self.now)

    def live_assignment(self, order: WorkOrder) -> Assignment:
        """The one that is not answered or taken."""
        return some(Assignment.objects.filter(order=order, state__in=Assignment.LIVE).first())

    def free_window(self, order: WorkOrder) -> tuple[datetime, datetime]:
        """Two hours in which the technician is promised nowhere."""
        taken = Visit.objects.filter(technician=order.technician).order_by("-window_end").first()
        start = max(self.now + timedelta(hours=1), taken.window_end if taken else self.now)
        return start, start + timedelta(hours=2)

    def follow(self) -> None:
        """All that follows, each thing once and at the first try; later, while the worker sleeps."""
        self.watch.moment += timedelta(minutes=10)
        if self.asleep:
            return
        while outbox.drain(next_steps.follow):
            pass
        waiting = OutboxEntry.objects.filter(handled_at=None).values_list("event__kind", "last_error")
        assert not list(waiting), list(waiting)

    def passes(self, hours: int) -> None:
        """Time goes by, and the clock's own work is done."""
        inspection.fix_seed(legal_date(self.now) + timedelta(days=1), seed="7", by=SYSTEM, at=self.now)
        self.watch.moment += timedelta(hours=hours)
        promises.sweep(at=self.now)
        repairs.lapse_overdue(by=SYSTEM, at=self.now)
        acceptance.accept_by_silence(by=SYSTEM, at=self.now)
        for waiting in SamplingDraw.objects.filter(drawn_at=None, day__lt=legal_date(self.now)):
            inspection.draw(waiting, by=SYSTEM, at=self.now)
        self.follow()
