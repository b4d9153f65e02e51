"""What time drives here."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_hex

from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date
from baoxiu.flow.inspection import actions, queries


def draw_samples(*, at: datetime) -> int:
    """Fix tomorrow's seed, and draw for each day that is over; returns how many orders were drawn.

    Without a chosen share the plan is inactive and nothing happens (RQ-QC-11).
    """
    if queries.plan_is_active(at):
        actions.fix_seed(legal_date(at) + timedelta(days=1), seed=token_hex(32), by=SYSTEM, at=at)
    return sum(
        actions.draw(waiting, by=SYSTEM, at=at).samples.count() for waiting in queries.draws_to_make(at)
    )
