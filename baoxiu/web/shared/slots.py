"""Free windows to choose from, for the customer's page and for the desk that is on the phone with him (RQ-APT-01)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.flow.planning.actions import SlotTaken, hold_slot
from baoxiu.flow.planning.chosen import by_plan
from baoxiu.flow.planning.counter import comes_to_counter
from baoxiu.flow.planning.models import SlotHold
from baoxiu.flow.planning.permissions import may_offer
from baoxiu.flow.planning.queries import FreeWindow, free_windows
from baoxiu.flow.planning.queries.found import held_for
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.work_orders.models import WorkOrder


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: windows by day; ``held``: the one that is kept free for this order at present."""

    days: list[tuple[date, list[FreeWindow]]]
    held: SlotHold | None

    @property
    def free(self) -> int:
        """How many windows there are."""
        return sum(len(windows) for _day, windows in self.days)


def choosable(order: WorkOrder, by: Actor, *, at: datetime) -> bool:
    """Whether times may be chosen: the firm plans by routes, the order is with somebody, and nobody is on the way yet; or the
    customer brings it to a counter with appointments (RQ-APT-08)."""
    if comes_to_counter(order, at):
        return bool(may_offer(order, by))
    visit = open_visit(order)
    waits = order.stage in ("created", "assigned", "accepted") and (visit is None or visit.stage == "booked")
    return waits and by_plan(order, at) and bool(may_offer(order, by))


def choice(order: WorkOrder, *, at: datetime) -> Choice:
    """The free windows of the coming days; while one is held, only that."""
    held = held_for(order, at=at)
    return Choice([] if held else by_day(free_windows(order, at=at)), held)


def by_day(windows: Iterable[FreeWindow]) -> list[tuple[date, list[FreeWindow]]]:
    """Each day with its windows."""
    return [(day, list(found)) for day, found in groupby(windows, key=lambda one: legal_date(one.start))]


def hold(order: WorkOrder, start: str, *, by: Actor, at: datetime) -> SlotHold:
    """Keep the window that begins then, for the technician who costs least; raises ``SlotTaken`` where it is no longer free."""
    wanted = next((one for one in free_windows(order, at=at) if one.start.isoformat() == start), None)
    if wanted is None:
        raise SlotTaken(field="start")
    return hold_slot(
        order, technician_id=wanted.technician_id, start=wanted.start, end=wanted.end, by=by, at=at
    )
