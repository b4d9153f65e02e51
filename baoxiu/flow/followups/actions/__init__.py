"""Follow-up calls and the customer's rating (RQ-REV, RQ-SAT-01), requirements appendix e9."""

from baoxiu.flow.followups.actions.note_no_answer import note_no_answer
from baoxiu.flow.followups.actions.plan import NotHandedOver, plan
from baoxiu.flow.followups.actions.rate import AlreadyRated, NotAcceptedYet, WrongMark, rate
from baoxiu.flow.followups.actions.record_answer import record_answer
from baoxiu.flow.followups.calls import CallTooEarly

__all__ = [
    "AlreadyRated",
    "CallTooEarly",
    "NotAcceptedYet",
    "NotHandedOver",
    "WrongMark",
    "note_no_answer",
    "plan",
    "rate",
    "record_answer",
]
