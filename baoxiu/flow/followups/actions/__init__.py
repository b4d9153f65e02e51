"""Follow-up calls, what follows from them, and the customer's rating (RQ-REV, RQ-SAT-01), requirements appendix e9."""

from baoxiu.flow.followups.actions.note_call_back import CallBackPast, note_call_back
from baoxiu.flow.followups.actions.note_no_answer import note_no_answer
from baoxiu.flow.followups.actions.plan import NotHandedOver, plan
from baoxiu.flow.followups.actions.plan_regular import plan_regular
from baoxiu.flow.followups.actions.plan_second import NoFirstAnswer, plan_second
from baoxiu.flow.followups.actions.questions import DecisionMissing, decide_question, tell_answer
from baoxiu.flow.followups.actions.rate import AlreadyRated, NotAcceptedYet, WrongMark, rate
from baoxiu.flow.followups.actions.record_answer import FORMS, record_answer
from baoxiu.flow.followups.actions.register_letter import LetterIncomplete, register_letter
from baoxiu.flow.followups.calls import CallTooEarly

__all__ = [
    "FORMS",
    "AlreadyRated",
    "CallBackPast",
    "CallTooEarly",
    "DecisionMissing",
    "LetterIncomplete",
    "NoFirstAnswer",
    "NotAcceptedYet",
    "NotHandedOver",
    "WrongMark",
    "decide_question",
    "note_call_back",
    "note_no_answer",
    "plan",
    "plan_regular",
    "plan_second",
    "rate",
    "record_answer",
    "register_letter",
    "tell_answer",
]
