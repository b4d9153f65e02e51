"""Where the product of an order is, or when it comes: appointment, bay, waiting area."""

from __future__ import annotations

from dataclasses import dataclass

from baoxiu.flow.planning.counter import comes_to_counter
from baoxiu.flow.planning.models import CounterTime
from baoxiu.flow.workshop.actions.receive import NEEDS_BAY
from baoxiu.flow.workshop.models import Stay
from baoxiu.flow.workshop.yard import IN_WORKSHOP, live_stay, outlets_with_bays
from baoxiu.web.desk.orders.file import OrderFile


@dataclass(frozen=True, slots=True)
class Yard:
    """``may_come``: it could be taken in; ``brings``: a time at the counter can be agreed on."""

    booked: CounterTime | None = None
    stay: Stay | None = None
    may_come: bool = False
    brings: bool = False

    @property
    def known(self) -> bool:
        """Whether there is anything to show."""
        return self.booked is not None or self.stay is not None


def yard_of(file: OrderFile) -> Yard:
    """What is known; nothing is asked for orders at the customer's, or when the work is over."""
    order = file.order
    if order.mode not in IN_WORKSHOP or order.stage not in NEEDS_BAY:
        return Yard()
    booked = order.counter_times.filter(state=CounterTime.State.BOOKED).first()
    plans = order.outlet_id in outlets_with_bays()
    stay = live_stay(order) if plans else None
    brings = stay is None and comes_to_counter(order, file.now)
    return Yard(booked, stay, stay is None and (plans or booked is not None), brings)
