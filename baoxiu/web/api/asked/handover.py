"""What is sent about looks, effect and handover."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.flow.acceptance.models import RecordCopy
from baoxiu.web.api.kinds import Answers, Flag, Given, Line, OneOf, Sentence


class Looks(Given):
    """What was found about the looks."""

    text: Sentence


class Confirmation(Given):
    """With whom it was confirmed, and what the customer said."""

    confirmed_with: Line
    outcome: Sentence


class Effect(Given):
    """The department's score, and whether the customer is content."""

    score: Annotated[int, Field(ge=1, le=5)]
    satisfied: Flag
    note: Sentence = ""


class Handover(Given):
    """The handover slip, and how the copy of the repair record was given."""

    way: Annotated[str, OneOf(RecordCopy.Way.values)]
    given_to: Line
    answers: Answers
