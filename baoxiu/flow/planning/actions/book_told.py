"""What the customer was told becomes the visit, once a technician has taken the job."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.rows import lock
from baoxiu.flow.planning.models import PlannedVisit
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.actions.book import BOOKABLE
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def book_told(
    order: WorkOrder, *, agreed_with: str = "", reason: str = "", by: Actor, at: datetime
) -> Visit | None:
    """Book or reschedule the visit to the window that the customer was told (RQ-APT-01, RQ-APT-04).

    ``None`` where nothing was told, the technician has still to take the job, or the visit has begun. ``agreed_with`` is
    by default whoever reported.
    """
    row = PlannedVisit.objects.filter(order=order, role=PlannedVisit.Role.LEAD, told_until__gt=at).first()
    order = lock(order)
    if row is None or order.stage not in BOOKABLE or order.technician_id != row.technician_id:
        return None
    window = {"start": row.told_from, "end": row.told_until}
    agreed = {"agreed_with": agreed_with.strip() or order.request.contact_name}
    giver = by if by.has("visits.book") else SYSTEM
    visit = open_visit(order)
    if visit is None:
        return visits.book(order, **window, **agreed, planned=True, by=giver, at=at)
    if visit.stage != "booked" or visit.window_start == row.told_from or visit.window_start <= at:
        return None
    why = reason or _("The customer chose another time.")
    return visits.reschedule(visit, **window, **agreed, reason=why, planned=True, by=giver, at=at)
