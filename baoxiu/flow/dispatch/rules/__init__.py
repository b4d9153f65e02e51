"""Dispatch by gates and score, pure: no Django, no clock, no I/O."""

from baoxiu.flow.dispatch.rules.gates import reasons_against
from baoxiu.flow.dispatch.rules.people import (
    Candidate,
    OrderNeed,
    Part,
    Ranking,
    Rejected,
    Scored,
    Weights,
)
from baoxiu.flow.dispatch.rules.rank import needs_expert, rank

__all__ = [
    "Candidate",
    "OrderNeed",
    "Part",
    "Ranking",
    "Rejected",
    "Scored",
    "Weights",
    "needs_expert",
    "rank",
    "reasons_against",
]
