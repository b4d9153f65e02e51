"""What every event about an order tells, so that next steps and notices need not ask again."""

from __future__ import annotations

from typing import Any

from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder


def of_order(order: WorkOrder) -> dict[str, Any]:
    """The order's number and ids, and whose it is."""
    return {
        "number": order.number,
        "order_id": order.pk,
        "request_id": order.request_id,
        "outlet_id": order.outlet_id,
        "technician_id": order.technician_id,
        "mode": order.mode,
    }


def of_visit(visit: Visit, order: WorkOrder) -> dict[str, Any]:
    """The order's facts and the agreed window."""
    return of_order(order) | {
        "technician_id": visit.technician_id,
        "visit_id": visit.pk,
        "window_start": visit.window_start,
        "window_end": visit.window_end,
    }
