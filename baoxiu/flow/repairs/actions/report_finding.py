"""What a maintenance or an installation finds broken becomes a repair request of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock, lock_row
from baoxiu.flow.intake.actions.spin_off import Part, spin_off, tell_apart
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.services import REPAIR
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class NoFinding(IllegalMove):
    """On a repair a further fault belongs to the repair; before and after the work nothing is found."""

    message = _("A finding is reported while a maintenance or an installation is under way.")


@transaction.atomic
def report_finding(order: WorkOrder, *, fault_text: str, by: Actor, at: datetime) -> RepairRequest:
    """A linked repair request for the same product; it waits for its own review, the order goes on (RQ-INT-16).

    Raises ``NoFinding``, ``InvalidInput``, ``NotAllowed``.
    """
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    if not order.path.by_sheet or order.stage not in ("ready", "in_repair"):
        raise NoFinding()
    text = sentence(fault_text, "fault_text")
    request = lock_row(RepairRequest, order.request_id)
    made = spin_off(request, Part(fault_text=text), REPAIR, by=by, at=at)
    tell_apart(request, made, text, by=by, at=at)
    record(
        "repairs.finding_reported", order, by=by, at=at, other=made.number, text=text, **facts.of_order(order)
    )
    return made
