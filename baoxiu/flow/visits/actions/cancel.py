"""Giving up a visit with its reason. That a customer cannot be reached is none (RQ-APT-05)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.visits import facts, queries
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.visits.locks import lock_for
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder


class ReasonMissing(InvalidInput):
    """The step needs a reason."""

    message = _("Please give a reason.")


@transaction.atomic
def cancel(visit: Visit, *, reason: str, by: Actor, at: datetime) -> Visit:
    """Call a visit off before anybody arrived; raises ``ReasonMissing`` (RQ-APT-04)."""
    visit, order = lock_for("cancel", visit, by=by)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    visit.save(update_fields=["stage"])
    record("visits.cancelled", visit, by=by, at=at, reason=reason.strip(), **facts.of_visit(visit, order))
    return visit


@transaction.atomic
def drop(order: WorkOrder, *, reason: str, by: Actor, at: datetime) -> Visit | None:
    """Call off the order's open visit, if there is one that nobody has arrived at.

    For what makes it pointless: the order was cancelled or went to another technician.
    """
    visit = queries.open_visit(order)
    if visit is None or not VISIT.allows("cancel", visit.stage):
        return None
    return cancel(visit, reason=reason, by=by, at=at)
