"""The handover: work explained, bill settled, papers back, and a copy of the repair record (RQ-ACC-06, RQ-ACC-07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance.models import RecordCopy
from baoxiu.flow.acceptance.slips import slip_for
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

HANDED = ("awaiting_acceptance", "settling", "settled", "closed")


class NotAccepted(IllegalMove):
    """There is nothing to hand over before the inspection has passed."""

    message = _("The product is handed over once the work has passed its inspection.")


@transaction.atomic
def hand_over(
    order: WorkOrder, *, way: str, given_to: str, answers: Mapping[str, Any], by: Actor, at: datetime
) -> RecordCopy:
    """Fill the handover slip of the product's family, and keep how the customer got the copy of the repair record.

    Raises ``NotAccepted``, ``FormIncomplete``, ``InvalidInput`` (RQ-ACC-06, RQ-ACC-07).
    """
    order = lock(order)
    may(by, "acceptance.sign", order).or_refuse()
    if order.stage not in HANDED:
        raise NotAccepted()
    if way not in RecordCopy.Way.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="way")
    to = sentence(given_to, "given_to")[:80]
    slip = fill(slip_for(order, at), order, answers=answers, by=by, at=at)
    made = RecordCopy.objects.create(order=order, way=way, given_to=to, slip=slip, by_name=by.name, at=at)
    known = facts.of_order(order) | {"name": made.given_to, "copy_way": way, "filled_id": slip.pk}
    record("acceptance.record_given", order, by=by, at=at, **known)
    return made
