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
def drop(order: WorkOrder, *, reason: str, of: int | None = None, by: Actor, at: datetime) -> Visit | None:
    """End the order's open visit, if there is one (with ``of``: of this technician), for what makes it pointless: the
    order was cancelled or went to another technician.

    Nobody comes any more; who stands at the door already leaves, and the visit keeps the reason as its report.
    """
    visit = queries.open_visit(order)
    if visit is None or (of is not None and visit.technician_id != of):
        return None
    if VISIT.allows("cancel", visit.stage):
        return cancel(visit, reason=reason, by=by, at=at)
    return _leave(visit, reason, by=by, at=at)


def _leave(visit: Visit, reason: str, *, by: Actor, at: datetime) -> Visit:
    visit, order = lock_for("finish", visit, by=by)
    visit.finished_at, visit.report, visit.second_visit_cause = at, reason, reason[:60]
    visit.save(update_fields=["stage", "finished_at", "report", "second_visit_cause"])
    known = facts.of_visit(visit, order) | {"second_visit_cause": visit.second_visit_cause}
    record("visits.finished", visit, by=by, at=at, report=reason, **known)
    return visit
