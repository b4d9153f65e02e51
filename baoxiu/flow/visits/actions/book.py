"""Agreeing on a time at the customer's (RQ-APT-01)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict, IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.visits import facts, queries
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.visits.windows import check_window
from baoxiu.flow.work_orders.models import WorkOrder

BOOKABLE = (
    "accepted", "assessed", "awaiting_consent", "ready", "in_repair", "awaiting_acceptance", "unrepaired",
)  # fmt: skip
"""From the taken job to the last thing done at the customer's: bringing back what is not repaired, too."""


class NoVisitNeeded(IllegalMove):
    """The order's mode or stage has no place for a visit (RQ-APT-08)."""


class OpenVisit(Conflict):
    """The order has a visit already that is not over."""

    message = _("This order has an open visit already. Reschedule that one or finish it first.")


@transaction.atomic
def book(
    order: WorkOrder,
    *,
    start: datetime,
    end: datetime,
    agreed_with: str,
    by: Actor,
    at: datetime,
    at_height: bool = False,
    planned: bool = False,
) -> Visit:
    """Book the window agreed with the customer; the technician is the order's. ``at_height``: on the outside wall
    above 2.5 m (RQ-VIS-05). ``planned``: the plan vouches for the technician's time.

    Raises ``NoVisitNeeded``, ``InvalidWindow``, ``AgreementMissing``, ``OpenVisit`` or ``TechnicianBusy``
    (RQ-APT-01, RQ-APT-06, RQ-APT-08).
    """
    order = lock(order)
    may(by, "visits.book", order).or_refuse()
    _check_bookable(order)
    technician_id = check_window(order, start, end, agreed_with, at, planned=planned)
    visit = Visit.objects.create(
        order=order,
        technician_id=technician_id,
        window_start=start,
        window_end=end,
        agreed_with=agreed_with.strip(),
        at_height=at_height,
        booked_at=at,
    )
    known = facts.of_visit(visit, order) | {"agreed_with": visit.agreed_with, "at_height": at_height}
    record("visits.booked", visit, by=by, at=at, **known)
    return visit


def _check_bookable(order: WorkOrder) -> None:
    if order.mode != "on_site":
        raise NoVisitNeeded(_("This product is not repaired at the customer's; no visit is needed."))
    if order.stage not in BOOKABLE or order.technician_id is None:
        raise NoVisitNeeded(_("A visit can be booked once a technician has accepted the job."))
    if queries.open_visit(order) is not None:
        raise OpenVisit()
