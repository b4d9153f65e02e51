"""The verbs of the dispatch."""

from baoxiu.flow.dispatch.actions.accept import accept
from baoxiu.flow.dispatch.actions.answering import NoLongerOffered
from baoxiu.flow.dispatch.actions.assign import AssignedMeanwhile, NoCandidate, Unfit, assign
from baoxiu.flow.dispatch.actions.assign_by_rule import assign_by_rule
from baoxiu.flow.dispatch.actions.decline import decline

__all__ = [
    "AssignedMeanwhile",
    "NoCandidate",
    "NoLongerOffered",
    "Unfit",
    "accept",
    "assign",
    "assign_by_rule",
    "decline",
]
