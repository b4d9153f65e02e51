"""Who may look at a plan, and who may change it (RQ-SEC-06)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, in_scope, needs


def may_see_plan(outlet_id: int | None, actor: Actor) -> Verdict:
    """Looking at an outlet's plan."""
    return needs(actor, "dispatch.see") & in_scope(actor, outlet_id)


def may_plan(outlet_id: int | None, actor: Actor) -> Verdict:
    """Changing it: whoever dispatches (RQ-DSP-06)."""
    return needs(actor, "dispatch.assign") & in_scope(actor, outlet_id)


def may_offer(outlet_id: int | None, actor: Actor) -> Verdict:
    """Looking for free windows, holding and booking one: whoever agrees on times with customers (RQ-APT-01)."""
    return needs(actor, "visits.book") & in_scope(actor, outlet_id)
