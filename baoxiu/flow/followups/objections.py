"""What a dissatisfied customer objects to, in words: the text of the complaint entry to come (RQ-REV-06)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from baoxiu.core.sentences import joined
from baoxiu.flow.followups.rules import Answers


def objection(answers: Answers, opinion: str) -> str:
    """The customer's own words and the answers behind them; never empty."""
    unsolved = [_("The problem is not solved.")] if answers.solved is False else []
    return joined([opinion, *unsolved, *_marks(answers)])


def _marks(answers: Answers) -> list[str]:
    if answers.overall is not None:
        return [_("Overall {overall} of 5.").format(overall=answers.overall)]
    if not answers.scores:
        return []
    said = _("Quality {quality}, attitude {attitude}, time {time} of 5.")
    return [said.format(quality=answers.quality, attitude=answers.attitude, time=answers.speed)]
