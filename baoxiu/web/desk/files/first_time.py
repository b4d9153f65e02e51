"""How often one visit was enough, on the page of an outlet or a technician (RQ-APT-07)."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.flow.visits.queries import FirstTimeFix, first_time_fix
from baoxiu.web.desk.orders.queue import FIGURE_DAYS


def fixed_at_once(actor: Actor, now: datetime, **of: Technician | Outlet) -> FirstTimeFix | None:
    """The figure of the last days; none for those who see no orders."""
    if not actor.has("orders.see"):
        return None
    return first_time_fix(actor, since=now - timedelta(days=FIGURE_DAYS), until=now, **of)
