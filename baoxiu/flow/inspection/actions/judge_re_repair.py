"""Why a product came back after its repair, and through whom (RQ-RWK-02, RQ-RWK-03, RQ-RWK-13)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.inspection.models import ReRepair
from baoxiu.flow.inspection.permissions import may_inspect
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder


class NotARepeat(IllegalMove):
    """No earlier repair belongs to this order."""

    message = _("This order is not a re-repair.")


class AlreadyJudged(IllegalMove):
    """One judgement per re-repair."""

    message = _("It has been judged already why the product came back.")


class GroundMissing(InvalidInput):
    """A judgement gives its grounds (RQ-RWK-13)."""

    message = _("Please write on what the judgement rests.")


@transaction.atomic
def judge_re_repair(
    order: WorkOrder, *, responsibility: str, reason: str, by: Actor, at: datetime
) -> ReRepair:
    """Say whether the earlier repair was not sound, or another cause brought the product back.

    ``order`` is the new one. Raises ``NotARepeat``, ``AlreadyJudged``, ``GroundMissing``; nobody judges the
    order he works on.
    """
    order = lock(order)
    may_inspect(by, order).or_refuse()
    if order.repeat_of is None:
        raise NotARepeat()
    if ReRepair.objects.filter(order=order).exists():
        raise AlreadyJudged()
    if responsibility not in ReRepair.Responsibility.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="responsibility")
    if not reason.strip():
        raise GroundMissing(field="reason")
    judged = ReRepair.objects.create(
        order=order,
        responsibility=responsibility,
        technician_id=order.repeat_of.technician_id,
        reason=reason.strip(),
        by_name=by.name,
        at=at,
    )
    known = facts.of_order(order) | {"repeat_of": order.repeat_of_id, "responsibility": responsibility}
    record("inspection.re_repair_judged", judged, by=by, at=at, reason=judged.reason, **known)
    return judged
