"""Beginning the repair, only after consent (RQ-QUO-02, appendix e4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.repairs import queries
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.visits.readiness import refuse_unsafe
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move


class NoConsent(IllegalMove):
    """No version of plan and price is agreed (RQ-QUO-02)."""

    message = _("Work starts only after the customer has agreed to plan and price.")


@transaction.atomic
def start(order: WorkOrder, *, by: Actor, at: datetime) -> WorkOrder:
    """Begin by the agreed quote, or when there was nothing to agree; raises ``NoConsent`` (RQ-QUO-02).

    Work by a sheet needs a quote only where one was sent: what costs nothing has none. Work at height waits for its
    safety: ``HeightUnsafe`` (RQ-VIS-05).
    """
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    move(order, "start", by=by)
    refuse_unsafe(open_visit(order))
    quote = queries.quote_in_force(order)
    if quote is None and not (order.path.by_sheet and queries.newest_quote(order) is None):
        raise NoConsent()
    version = quote.version if quote else 0
    record("repairs.started", order, by=by, at=at, version=version, **facts.of_order(order))
    return order
