"""Which handover slip a product gets: the family's own, where the firm has one (RQ-ACC-06)."""

from __future__ import annotations

from datetime import datetime

from baoxiu.core.forms.actions import in_force
from baoxiu.core.forms.models import FormVersion
from baoxiu.flow.work_orders.models import WorkOrder

SLIP = "handover"


def slip_for(order: WorkOrder, at: datetime) -> FormVersion:
    """The slip ``handover_<family>`` in force, else the one for all products."""
    own = FormVersion.objects.filter(code=f"{SLIP}_{order.family.code}"[:40], valid_from__lte=at)
    return own.order_by("-version").first() or in_force(SLIP, at=at)
