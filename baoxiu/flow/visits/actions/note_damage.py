"""Something of the customer's was damaged: apologise, and pay its price (RQ-VIS-07)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.money import LARGEST, yuan
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.models import Damage, Visit
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class DamageUnclear(InvalidInput):
    """What was damaged, and that somebody apologised."""


class CompensationUnclear(InvalidInput):
    """A sum of money, and to whom."""


class NotThere(IllegalMove):
    """Damage happens at the customer's."""

    message = _("Nobody has been at the customer's with this visit.")


class CompensatedAlready(IllegalMove):
    """Paid once."""

    message = _("This damage has been compensated already.")


@transaction.atomic
def note_damage(visit: Visit, *, what: str, apologised: bool, by: Actor, at: datetime) -> Damage:
    """Keep what was damaged; the apology comes first. Raises ``NotThere`` or ``DamageUnclear``."""
    order, visit = lock(WorkOrder(pk=visit.order_id)), lock(visit)
    may(by, "visits.go", order).or_refuse()
    if visit.arrived_at is None:
        raise NotThere()
    if not what.strip():
        raise DamageUnclear(_("Please write what was damaged."), field="what")
    if not apologised:
        raise DamageUnclear(_("Please apologise to the customer first."), field="apologised")
    made = Damage.objects.create(visit=visit, what=what.strip()[:300], by_name=by.name, at=at)
    visit.order = order
    record(
        "visits.damage_noted",
        made,
        by=by,
        at=at,
        text=made.what,
        damage_id=made.pk,
        **facts.of_visit(visit, order),
    )
    return made


@transaction.atomic
def compensate(damage: Damage, *, value: Decimal, paid_to: str, by: Actor, at: datetime) -> Damage:
    """Keep the value that was paid, in yuan, and to whom. Raises ``CompensatedAlready`` or ``CompensationUnclear``."""
    visit = damage.visit
    order, damage = lock(WorkOrder(pk=visit.order_id)), lock(damage)
    may(by, "repairs.supervise", order).or_refuse()
    if damage.compensated_at is not None:
        raise CompensatedAlready()
    if not 0 < value <= LARGEST or value != yuan(value):
        raise CompensationUnclear(_("Please enter the sum paid."), field="value")
    if not paid_to.strip():
        raise CompensationUnclear(_("Please write to whom it was paid."), field="paid_to")
    damage.value = value  # type: ignore[assignment]
    damage.paid_to = paid_to.strip()[:80]
    damage.compensated_by, damage.compensated_at = by.name, at
    damage.save(update_fields=["value", "paid_to", "compensated_by", "compensated_at"])
    known = facts.of_order(order) | {"damage_id": damage.pk, "name": damage.paid_to}
    record("visits.damage_compensated", damage, by=by, at=at, amount=damage.value, **known)
    return damage
