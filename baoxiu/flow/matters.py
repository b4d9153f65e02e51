"""What an event is about: its request and, from the work order on, the order."""

from __future__ import annotations

from dataclasses import dataclass

from baoxiu.basics.accounts.models import User
from baoxiu.core.events.models import Event
from baoxiu.core.rows import read_row
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder


@dataclass(frozen=True, slots=True)
class Matter:
    """An event with the rows it is about, as they are now."""

    event: Event
    request: RepairRequest
    order: WorkOrder | None

    @property
    def number(self) -> str:
        """The number people know it by: the order's, before that the request's."""
        return str(self.order.number if self.order else self.request.number)

    @property
    def outlet_id(self) -> int | None:
        """The outlet that works on it."""
        found: int | None = self.order.outlet_id if self.order else self.request.outlet_id
        return found

    @property
    def technician(self) -> User | None:
        """The account of the order's technician."""
        return self.order.technician.user if self.order and self.order.technician_id else None

    @property
    def place(self) -> str:
        """Where it is shown, within the door of whoever looks."""
        return f"orders/{self.order.number}" if self.order else f"requests/{self.request.number}"


def matter_of(event: Event) -> Matter | None:
    """The matter of an event; ``None`` for events outside every case."""
    word, _colon, key = event.chain.partition(":")
    if word != "case":
        return None
    request = read_row(RepairRequest, int(key))
    return Matter(event, request, _order(event, request))


def order_id_of(event: Event) -> int | None:
    """The order that an event names, as its subject or among its data."""
    found: int | None = event.subject_id if event.subject_kind == "workorder" else event.data.get("order_id")
    return found


def _order(event: Event, request: RepairRequest) -> WorkOrder | None:
    """The order that the event names; one that only names the case is about the latest."""
    if event.kind.startswith("intake."):
        return None
    named = order_id_of(event)
    if named:
        return read_row(WorkOrder, named)
    orders = WorkOrder.objects.filter(request=request)
    return orders.filter(number=event.data.get("number", "")).first() or orders.order_by("-pk").first()
