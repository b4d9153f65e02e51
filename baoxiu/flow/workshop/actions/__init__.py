"""The verbs of the workshop."""

from baoxiu.flow.workshop.actions.bays import (
    BayHours,
    BayInput,
    BayNameTaken,
    OutageEnds,
    bring_back,
    load_bays,
    put_bay,
    take_out,
)
from baoxiu.flow.workshop.actions.moving import BayTaken, move_unit, set_aside, undo
from baoxiu.flow.workshop.actions.receive import give_back, leave, receive, receive_by_rule
from baoxiu.flow.workshop.yard import NotInWorkshop

__all__ = [
    "BayHours",
    "BayInput",
    "BayNameTaken",
    "BayTaken",
    "NotInWorkshop",
    "OutageEnds",
    "bring_back",
    "give_back",
    "leave",
    "load_bays",
    "move_unit",
    "put_bay",
    "receive",
    "receive_by_rule",
    "set_aside",
    "take_out",
    "undo",
]
