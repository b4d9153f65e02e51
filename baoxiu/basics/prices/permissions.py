"""Who may set prices (RQ-FEE-01)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, needs


def may_change_prices(actor: Actor) -> Verdict:
    """The firm sets its prices, not the outlet and not the technician (RQ-FEE-03)."""
    return needs(actor, "prices.change")
