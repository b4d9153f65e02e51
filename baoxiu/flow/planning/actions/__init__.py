"""The verbs of the running plan."""

from baoxiu.flow.planning.actions.book_slot import book_slot
from baoxiu.flow.planning.actions.book_told import book_told
from baoxiu.flow.planning.actions.hold_slot import NotPlanned, SlotTaken, hold_slot, release_slot
from baoxiu.flow.planning.actions.place_order import place_order
from baoxiu.flow.planning.actions.repair_around import repair_around
from baoxiu.flow.planning.timing import PlanBroken

__all__ = [
    "NotPlanned",
    "PlanBroken",
    "SlotTaken",
    "book_slot",
    "book_told",
    "hold_slot",
    "place_order",
    "release_slot",
    "repair_around",
]
