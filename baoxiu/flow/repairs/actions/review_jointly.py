"""A joint review of what a technician reports (RQ-ASM-06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.repairs.models import JointReview
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder


class NotJoint(InvalidInput):
    """Two departments at least."""

    message = _("A joint review has people of at least two departments.")


@transaction.atomic
def review_jointly(
    order: WorkOrder,
    *,
    question: str,
    participants: Sequence[Mapping[str, str]],
    minutes: str,
    plan: str,
    by: Actor,
    at: datetime,
) -> JointReview:
    """Keep who met (``name`` and ``department`` of each), what was said, and the plan for the technician.

    Raises ``NotJoint`` or ``InvalidInput``; a closed order is reviewed no more.
    """
    order = lock(order)
    may(by, "repairs.supervise", order).or_refuse()
    if ORDER.stage(order.stage).group == "closed":
        raise IllegalMove(_("This order is closed."))
    present = [{key: sentence(one.get(key, ""), "participants") for key in ("name", "department")}
               for one in participants]  # fmt: skip
    if len({one["department"] for one in present}) < 2:
        raise NotJoint(field="participants")
    made = JointReview.objects.create(
        order=order,
        question=sentence(question, "question"),
        participants=present,
        minutes=sentence(minutes, "minutes"),
        plan=sentence(plan, "plan"),
        by_name=by.name,
        at=at,
    )
    known = facts.of_order(order) | {"review_id": made.pk, "people": [one["name"] for one in present]}
    record("repairs.jointly_reviewed", order, by=by, at=at, text=made.plan, **known)
    return made
