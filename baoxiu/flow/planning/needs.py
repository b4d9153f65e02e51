"""Parts in the plan: what orders need, what vans carry, and where one limits the other (RQ-APT-07)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from baoxiu.flow.dispatch.planner.problem import Order, Technician


@dataclass(frozen=True, slots=True)
class Needs:
    """Parts of one order by their keys: ``certain``, as somebody noted, with their units; ``likely``, as the fault teaches."""

    certain: Mapping[int, Decimal] = field(default_factory=dict)
    likely: frozenset[int] = frozenset()


NONE = Needs()


NEEDS = """
    SELECT json_agg(json_build_array(order_id, part_id, quantity::text, noted)) FROM (
        SELECT order_id, part_id, quantity, true AS noted FROM work_orders_expectedpart
            WHERE order_id IN (SELECT id FROM shown)
        UNION ALL
        SELECT one.id, usual.part_id, usual.quantity, false FROM shown AS one
            JOIN intake_repairrequest AS request ON request.id = one.request_id
            JOIN parts_usualpart AS usual ON usual.fault_id = request.fault_id
            WHERE NOT EXISTS (SELECT 1 FROM work_orders_expectedpart AS noted WHERE noted.order_id = one.id)
    ) AS needed
"""
"""What is expected of the orders ``shown``; where nobody has noted anything, the usual parts of the fault are likely."""


def needs_of(rows: Iterable[tuple[int, int, str, bool]]) -> dict[int, Needs]:
    """What each order needs, of the rows that ``NEEDS`` gives."""
    certain: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    likely: defaultdict[int, set[int]] = defaultdict(set)
    for order, part, quantity, noted in rows:
        if noted:
            certain[order][part] = Decimal(quantity)
        else:
            likely[order].add(part)
    return {
        order: Needs(certain.get(order, {}), frozenset(likely.get(order, ())))
        for order in certain.keys() | likely.keys()
    }


def parts_in(needs: Iterable[Needs]) -> tuple[int, ...]:
    """The keys of all parts that matter, in the order in which the planner counts them."""
    found = set[int]()
    for one in needs:
        found |= one.certain.keys() | one.likely
    return tuple(sorted(found))


def on_board(van: Mapping[int, Decimal] | None, parts: Sequence[int]) -> tuple[int, ...] | None:
    """Whole units of each part; ``None`` where the van is not kept, or no part matters."""
    if van is None or not parts:
        return None
    return tuple(int(van.get(part, Decimal(0)).to_integral_value(ROUND_FLOOR)) for part in parts)


def asked_of(needs: Needs, parts: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Whole units of each part that an order needs, and the places of those that it is likely to need."""
    if not (needs.certain or needs.likely):
        return (), ()
    units = [int(needs.certain.get(part, Decimal(0)).to_integral_value(ROUND_CEILING)) for part in parts]
    likely = tuple(place for place, part in enumerate(parts) if part in needs.likely)
    return tuple(units) if any(units) else (), likely


def given_way(
    orders: Sequence[Order], technicians: Sequence[Technician], *, limits: bool = True
) -> tuple[Order, ...]:
    """Van stock limits who is chosen, and takes a job from nobody who has it.

    Without ``limits`` (the firm has chosen so) every part only counts as likely to be needed. What lies with somebody uses up
    his van in the order of the list; where the van has not enough, the part only counts as likely: he has to fetch it, and
    whoever has it is cheaper. Of two people the planner would ask both for the part; one is enough, so there too it is likely.
    """
    if not limits:
        return tuple(_likely_only(one) if one.parts else one for one in orders)
    left: dict[tuple[int, int], list[int]] = {}
    return tuple(_checked(one, technicians, left) for one in orders)


def _checked(
    order: Order, technicians: Sequence[Technician], left: dict[tuple[int, int], list[int]]
) -> Order:
    where = order.published or ((order.pinned, -1) if order.pinned is not None else None)
    if order.parts and order.crew == 2:
        return _likely_only(order)
    if not order.parts or where is None:
        return order
    van = technicians[where[0]].van
    if van is None:
        return order
    there = left.setdefault(where, list(van))
    if any(units > there[part] for part, units in enumerate(order.parts)):
        return _likely_only(order)
    for part, units in enumerate(order.parts):
        there[part] -= units
    return order


def _likely_only(order: Order) -> Order:
    needed = {part for part, units in enumerate(order.parts) if units}
    return replace(order, parts=(), handy=tuple(sorted({*order.handy, *needed})))
