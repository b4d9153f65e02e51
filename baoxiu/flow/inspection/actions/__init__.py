"""The verbs of inspection."""

from baoxiu.flow.inspection.actions.checks import (
    SELF_CHECK,
    ChangesOpen,
    ItemNotAgreed,
    ItemsOpen,
    WornPart,
    inspect,
    self_check,
)
from baoxiu.flow.inspection.actions.draw_samples import DayBegun, DayNotOver, draw, fix_seed
from baoxiu.flow.inspection.actions.inspect_sample import NotFinished, SampleAnswered, inspect_sample
from baoxiu.flow.inspection.actions.judge_re_repair import AlreadyJudged, NotARepeat, judge_re_repair
from baoxiu.flow.inspection.actions.spot_checks import (
    ClosingUnfounded,
    NoDemand,
    NoWorkYet,
    answer_demand,
    close_demand,
    spot_check,
)
from baoxiu.flow.inspection.keeping import NothingInspected, ReworkReasonMissing

__all__ = [
    "SELF_CHECK",
    "AlreadyJudged",
    "ChangesOpen",
    "ClosingUnfounded",
    "DayBegun",
    "DayNotOver",
    "ItemNotAgreed",
    "ItemsOpen",
    "NoDemand",
    "NoWorkYet",
    "NotARepeat",
    "NotFinished",
    "NothingInspected",
    "ReworkReasonMissing",
    "SampleAnswered",
    "WornPart",
    "answer_demand",
    "close_demand",
    "draw",
    "fix_seed",
    "inspect",
    "inspect_sample",
    "judge_re_repair",
    "self_check",
    "spot_check",
]
