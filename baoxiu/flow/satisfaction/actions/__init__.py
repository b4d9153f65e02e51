"""Satisfaction rounds and the register of remarks (RQ-SAT)."""

from baoxiu.flow.satisfaction.actions.answering import NoCallsWished, answer, decline
from baoxiu.flow.satisfaction.actions.measures import MeasureFinished, finish_measure, note_measure
from baoxiu.flow.satisfaction.actions.pass_on import pass_on_problem
from baoxiu.flow.satisfaction.actions.remarks import give_remark, note_remark, solve_remark
from baoxiu.flow.satisfaction.actions.rounds import NobodyToAsk, close_round, open_round, remind_of_round

__all__ = [
    "MeasureFinished",
    "NoCallsWished",
    "NobodyToAsk",
    "answer",
    "close_round",
    "decline",
    "finish_measure",
    "give_remark",
    "note_measure",
    "note_remark",
    "open_round",
    "pass_on_problem",
    "remind_of_round",
    "solve_remark",
]
