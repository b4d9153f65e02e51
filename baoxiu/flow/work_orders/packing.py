"""What a technician has to pack: the parts that open jobs are expected to need, against what is on the van (RQ-APT-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from baoxiu.basics.parts.models import Part, UsualPart, VanStock
from baoxiu.flow.work_orders.actions.add_item import OPEN_FOR
from baoxiu.flow.work_orders.models import ExpectedPart, WorkOrder


@dataclass(slots=True)
class Packed:
    """A part with how many are asked for by which jobs, and how many there are. ``certain``: somebody noted it for one of them."""

    part: Part
    asked: Decimal = Decimal(0)
    there: Decimal = Decimal(0)
    certain: bool = False
    orders: list[WorkOrder] = field(default_factory=list)

    @property
    def short(self) -> Decimal:
        """How many have to be fetched."""
        return max(self.asked - self.there, Decimal(0))


def packed(technician_id: int, orders: Iterable[WorkOrder] | None = None) -> list[Packed]:
    """What these jobs at customers' need, all open ones of the technician by default; first what is short."""
    if orders is None:
        rows = WorkOrder.objects.filter(technician=technician_id, stage__in=OPEN_FOR, mode="on_site")
        orders = rows.select_related("request").order_by("pk")
    found: dict[int, Packed] = {}
    for order, part, quantity, certain in _wanted(list(orders)):
        one = found.setdefault(part.pk, Packed(part))
        one.asked += quantity
        one.certain |= certain
        one.orders.append(order)
    stock = VanStock.objects.filter(technician=technician_id, part__in=found).values_list("part", "quantity")
    for part_id, quantity in stock:
        found[part_id].there = quantity
    return sorted(found.values(), key=lambda one: (not one.short, not one.certain, one.part.number))


def expected(order: WorkOrder) -> list[tuple[Part, Decimal]]:
    """What one job is expected to need, by number."""
    found = [(part, quantity) for _order, part, quantity, _certain in _wanted([order])]
    return sorted(found, key=lambda one: one[0].number)


def _wanted(orders: list[WorkOrder]) -> Iterable[tuple[WorkOrder, Part, Decimal, bool]]:
    """What somebody noted; of jobs without such a note what the fault usually needs."""
    by_key = {order.pk: order for order in orders}
    noted = set[int]()
    for row in ExpectedPart.objects.filter(order__in=by_key).select_related("part"):
        noted.add(row.order_id)
        yield by_key[row.order_id], row.part, row.quantity, True
    rest = [order for order in orders if order.pk not in noted and order.request.fault_id]
    faults = {order.request.fault_id for order in rest}
    usual: dict[int | None, list[UsualPart]] = {}
    for one in UsualPart.objects.filter(fault__in=faults).select_related("part") if faults else ():
        usual.setdefault(one.fault_id, []).append(one)
    for order in rest:
        for one in usual.get(order.request.fault_id, ()):
            yield order, one.part, one.quantity, False
