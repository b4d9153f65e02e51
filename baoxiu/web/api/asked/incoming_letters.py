"""What is sent about letters that customers wrote."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.flow.followups.models import INCOMING_LETTER, IncomingLetter
from baoxiu.web.api.kinds import Code, Day, Given, Line, OneOf, Sentence, Text
from baoxiu.web.api.paging import Paged

Topic = Annotated[str, OneOf(IncomingLetter.Topic.values)]


class IncomingLetterFilters(Paged):
    """Which letters; days are Chinese calendar days, both included."""

    stage: Annotated[str, OneOf(one.code for one in INCOMING_LETTER.stages)] | None = None
    topic: Topic | None = None
    since: Day | None = Field(None, description="received on this day or later")
    until: Day | None = None


class NewIncomingLetter(Given):
    """Everything that must be known before it is decided on; ``order`` is the number of the order it is about."""

    topic: Topic
    customer_name: Line
    address: Sentence
    contact: Line = Field(description="phone or another way to reach the customer")
    product: Sentence
    grade: Line = Field(description="商品等级")
    purchased_on: Day
    problem: Text
    received_on: Day
    order: Code = ""


class LetterDecision(Given):
    """What is decided on the letter."""

    decision: Text
