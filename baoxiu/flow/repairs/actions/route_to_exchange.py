"""Beyond repair, or too dear: the way to an exchange (RQ-ASM-05)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.decisions.actions import decide
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import PolicyValue, value
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs import queries
from baoxiu.flow.repairs.models import ExchangeRoute
from baoxiu.flow.repairs.policies import DEAR_SHARE
from baoxiu.flow.repairs.rules import exchange_ground, share_of
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class NotBeyondRepair(IllegalMove):
    """The assessment says that the product can be repaired at sensible cost."""

    message = _("The assessment says that the product can be repaired at sensible cost.")


class RoutedAlready(IllegalMove):
    """Decided once."""

    message = _("The exchange has been decided already.")


class NotDear(InvalidInput):
    """The repair costs less of the product's price than the firm calls too dear."""


class NobodyTold(InvalidInput):
    """The customer hears of it first."""

    message = _("Please note who at the customer's was told.")


@transaction.atomic
def route_to_exchange(
    order: WorkOrder,
    *,
    told: str,
    by: Actor,
    at: datetime,
    repair_cost: Decimal | None = None,
    product_price: Decimal | None = None,
    note: str = "",
) -> ExchangeRoute:
    """Decide that a product is to be exchanged for the same model and specification, and that the customer knows.

    What can be repaired is compared: ``repair_cost`` with ``product_price`` (yuan) by the firm's share. The exchange
    itself is somebody's task from here on. Raises ``NotBeyondRepair``, ``RoutedAlready``, ``NotDear``, ``NobodyTold``
    (RQ-ASM-05).
    """
    order = lock(order)
    may(by, "acceptance.decide", order).or_refuse()
    found = queries.assessment(order)
    if order.stage != "unrepaired" or found is None or (found.repairable and found.cost_sensible):
        raise NotBeyondRepair()
    if ExchangeRoute.objects.filter(order=order).exists():
        raise RoutedAlready()
    if not told.strip():
        raise NobodyTold(field="told")
    limit = value(DEAR_SHARE, at=at, scope={"family": order.family.code})
    ground = _ground(found.repairable, repair_cost, product_price, limit)
    prices = {"repair_cost": repair_cost, "product_price": product_price}
    decision = _decide(order, ground, found.repairable, prices, limit, by=by, at=at)
    made = ExchangeRoute.objects.create(
        order=order, ground=ground, decision=decision, **prices,
        told=told.strip()[:80], note=note.strip()[:300], by_name=by.name, at=at,
    )  # fmt: skip
    known = facts.of_order(order) | {"exchange_ground": ground, "decision_id": decision.pk, "name": made.told}
    record("repairs.exchange_routed", order, by=by, at=at, reason=made.note, **known)
    return made


def _ground(repairable: bool, cost: Decimal | None, price: Decimal | None, limit: PolicyValue) -> str:
    ground = exchange_ground(repairable, cost, price, Decimal(str(limit.value)))
    if ground:
        return ground
    if cost is None or price is None or price <= 0:
        raise NotDear(_("Please enter what the repair and what the product would cost."), field="repair_cost")
    words = _("The repair costs %(share)s %% of the product; the firm calls %(limit)s %% too dear.")
    numbers = {"share": share_of(cost, price), "limit": round(Decimal(str(limit.value)) * 100)}
    raise NotDear(words % numbers, field="repair_cost")


def _decide(
    order: WorkOrder,
    ground: str,
    repairable: bool,
    prices: dict[str, Decimal | None],
    limit: PolicyValue,
    *,
    by: Actor,
    at: datetime,
) -> Decision:
    return decide(
        "exchange_route",
        order,
        result=ground,
        reasons=[{"code": f"exchange_{ground}", "params": {}}],
        inputs={"repairable": repairable, **prices},
        rule_ids=["RQ-ASM-05"],
        policies=[limit],
        by=by,
        at=at,
    )
