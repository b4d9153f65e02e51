"""What follows from what: the whole business on one page.

A stage records what happened and knows nothing of what comes later (design.md 2). This page says, for every fact, what
follows: read it from top to bottom and you have followed a repair from the report to the follow-up call.
Each function calls one action of a later stage, after the commit of the fact, exactly once (``core.events.outbox``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from baoxiu.basics.promises import actions as promises
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.flow import notices, todo
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import Followup, Rating
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.warranty import actions as warranty
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder

type Step = Callable[[Event], object]


def follow(event: Event) -> None:
    """Everything that follows from a fact. A past taken over from an archive had its next steps already."""
    if event.actor_kind == "import":
        return
    promises.follow(event)
    for step in NEXT.get(event.kind, ()):
        step(event)
    todo.follow(event)
    notices.follow(event)
