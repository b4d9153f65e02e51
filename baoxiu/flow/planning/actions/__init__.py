"""The verbs of the running plan."""

from baoxiu.flow.planning.actions.book_slot import book_slot
from baoxiu.flow.planning.actions.book_told import book_told
from baoxiu.flow.planning.actions.bring_parts import Bringing, bring_parts
from baoxiu.flow.planning.actions.counter import CounterFull, call_off_counter, move_counter, note_came
from baoxiu.flow.planning.actions.drafts import (
    TrayClosed,
    discard_draft,
    open_draft,
    publish_draft,
    try_change,
)
from baoxiu.flow.planning.actions.follow_order import follow_order
from baoxiu.flow.planning.actions.hold_slot import SlotTaken, hold_slot, release_slot
from baoxiu.flow.planning.actions.marks import lock_visit, pin, staff
from baoxiu.flow.planning.actions.move_visit import move_visit
from baoxiu.flow.planning.actions.optimise import optimise
from baoxiu.flow.planning.actions.place_order import place_order
from baoxiu.flow.planning.actions.repair_around import repair_around
from baoxiu.flow.planning.actions.replan_for import Happening, UnknownCause, replan_for
from baoxiu.flow.planning.actions.take_pooled import TakenMeanwhile, take_pooled
from baoxiu.flow.planning.actions.transfer import TooLate, transfer
from baoxiu.flow.planning.actions.undo import ChangedSince, NothingToUndo, undo
from baoxiu.flow.planning.actions.unplan import Agreed, unplan
from baoxiu.flow.planning.books import NotPlanned
from baoxiu.flow.planning.moving import PlanChanged
from baoxiu.flow.planning.timing import PlanBroken

__all__ = [
    "Agreed",
    "Bringing",
    "ChangedSince",
    "CounterFull",
    "Happening",
    "NotPlanned",
    "NothingToUndo",
    "PlanBroken",
    "PlanChanged",
    "SlotTaken",
    "TakenMeanwhile",
    "TooLate",
    "TrayClosed",
    "UnknownCause",
    "book_slot",
    "book_told",
    "bring_parts",
    "call_off_counter",
    "discard_draft",
    "follow_order",
    "hold_slot",
    "lock_visit",
    "move_counter",
    "move_visit",
    "note_came",
    "open_draft",
    "optimise",
    "pin",
    "place_order",
    "publish_draft",
    "release_slot",
    "repair_around",
    "replan_for",
    "staff",
    "take_pooled",
    "transfer",
    "try_change",
    "undo",
    "unplan",
]
