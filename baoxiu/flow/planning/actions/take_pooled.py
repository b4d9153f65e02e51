"""A technician takes a job that nobody has."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.refusals import Conflict
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.planning.actions.follow_order import follow_order
from baoxiu.flow.planning.books import locked_book, outlet_of
from baoxiu.flow.planning.queries.leading import pooled
from baoxiu.flow.work_orders.models import WorkOrder


class TakenMeanwhile(Conflict):
    """Somebody was quicker, or it is not for this technician."""

    code = "taken_meanwhile"
    message = _("This job is no longer free, or it is not one that you may take.")


@transaction.atomic
def take_pooled(order: WorkOrder, *, by: Actor, at: datetime) -> Assignment:
    """The job is his, taken already, and in the plan where it costs least (RQ-DSP-02, RQ-DSP-05).

    Only what is in ``queries.pooled``: nobody has it, and he may do it. Raises ``TakenMeanwhile``.
    """
    locked_book(outlet_of(order))
    fresh = lock(order)
    if fresh.stage != "created" or not pooled(by, at=at).filter(pk=fresh.pk).exists():
        raise TakenMeanwhile()
    technician = Technician.objects.select_related("outlet").get(pk=by.technician_id)
    made = dispatch.assign(fresh, technician, by=SYSTEM, at=at)
    taken = dispatch.accept(made, by=by, at=at)
    follow_order(fresh, by=SYSTEM, at=at)
    return taken
