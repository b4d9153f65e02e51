"""Who may change outlets."""

from __future__ import annotations

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, in_scope, needs


def may_add_outlet(actor: Actor) -> Verdict:
    """Opening an outlet is decided by the firm."""
    return needs(actor, "outlets.change")


def may_change_outlet(actor: Actor, outlet: Outlet) -> Verdict:
    """Changing an outlet in one's scope."""
    return needs(actor, "outlets.change") & in_scope(actor, outlet.pk)
