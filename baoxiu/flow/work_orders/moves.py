"""Moving an order from stage to stage: the one place where its stage changes. All later stages come here."""

from __future__ import annotations

from collections.abc import Iterable

from baoxiu.core.actors import Actor
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import may


def move(order: WorkOrder, verb: str, *, by: Actor, also: Iterable[str] = ()) -> str:
    """Take the step with a locked order and save its stage; returns the stage before.

    ``also`` names fields that the caller has set and that belong to the same change. Raises
    ``NotAllowed`` for the right or the scope, ``IllegalMove`` for the stage.
    """
    may(order, verb, by).or_refuse()
    before = order.stage
    order.stage = ORDER.after(verb, before)
    order.save(update_fields=["stage", *also])
    return before
