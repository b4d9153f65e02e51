"""What every event about a question tells, so that next steps and notices need not ask again."""

from __future__ import annotations

from typing import Any

from baoxiu.flow.assistance.models import Assistance


def of(row: Assistance) -> dict[str, Any]:
    """The case's number and ids, and who was asked."""
    return {
        "number": row.about,
        "order_id": row.order_id,
        "request_id": row.request_id,
        "outlet_id": row.outlet_id,
        "assistance_id": row.pk,
        "assistance_number": row.number,
        "role": row.role,
        "helper": row.helper.name if row.helper else "",
    }
