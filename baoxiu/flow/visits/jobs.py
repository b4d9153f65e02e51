"""What time drives here."""

from __future__ import annotations

from datetime import datetime

from baoxiu.basics.travel.actions import learn
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.visits.past import trips, works


def learn_times(*, at: datetime) -> int:
    """Learn from the visits of a year how long jobs and ways take; returns how many figures there are."""
    return learn(works(at), trips(at), by=SYSTEM, at=at)
