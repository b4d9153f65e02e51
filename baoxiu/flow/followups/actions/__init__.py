"""Follow-up calls, what follows from them, and the customer's rating (RQ-REV, RQ-SAT-01), requirements appendix e9."""

from baoxiu.flow.followups.actions.files import (
    ContactPast,
    FileIncomplete,
    ask_for_file,
    hold_contact,
    make_file,
    plan_contact,
    want_file,
)
from baoxiu.flow.followups.actions.incoming_letters import LetterInput, decide_letter, register_incoming
from baoxiu.flow.followups.actions.note_call_back import CallBackPast, note_call_back
from baoxiu.flow.followups.actions.note_no_answer import note_no_answer
from baoxiu.flow.followups.actions.note_visit import VisitAhead, note_visit
from baoxiu.flow.followups.actions.plan import NotHandedOver, plan
from baoxiu.flow.followups.actions.plan_after_complaint import plan_after_complaint
from baoxiu.flow.followups.actions.plan_regular import plan_regular
from baoxiu.flow.followups.actions.plan_second import NoFirstAnswer, plan_second
from baoxiu.flow.followups.actions.questions import DecisionMissing, decide_question, tell_answer
from baoxiu.flow.followups.actions.rate import AlreadyRated, NotAcceptedYet, WrongMark, rate
from baoxiu.flow.followups.actions.record_answer import FORMS, record_answer
from baoxiu.flow.followups.actions.register_letter import LetterIncomplete, register_letter
from baoxiu.flow.followups.actions.remind_of_service import remind_of_service
from baoxiu.flow.followups.calls import CallTooEarly

__all__ = [
    "FORMS",
    "AlreadyRated",
    "CallBackPast",
    "CallTooEarly",
    "ContactPast",
    "DecisionMissing",
    "FileIncomplete",
    "LetterIncomplete",
    "LetterInput",
    "NoFirstAnswer",
    "NotAcceptedYet",
    "NotHandedOver",
    "VisitAhead",
    "WrongMark",
    "ask_for_file",
    "decide_letter",
    "decide_question",
    "hold_contact",
    "make_file",
    "note_call_back",
    "note_no_answer",
    "note_visit",
    "plan",
    "plan_after_complaint",
    "plan_contact",
    "plan_regular",
    "plan_second",
    "rate",
    "record_answer",
    "register_incoming",
    "register_letter",
    "remind_of_service",
    "tell_answer",
    "want_file",
]
