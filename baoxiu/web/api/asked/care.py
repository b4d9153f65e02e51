"""What is sent about customers' files, planned contacts and sales visits."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.flow.followups.models import PLANNED_CONTACT, SalesVisit
from baoxiu.web.api.kinds import Code, Day, Given, Line, Moment, OneOf, Sentence, Text
from baoxiu.web.api.paging import Paged

Quality = Annotated[str, OneOf(SalesVisit.Quality.values)]


class PlannedFilters(Paged):
    """Which planned contacts."""

    stage: Annotated[str, OneOf(one.code for one in PLANNED_CONTACT.stages)] | None = None
    customer: Code = Field("", description="number")
    since: Moment | None = Field(None, description="planned for this moment or later")
    until: Moment | None = Field(None, description="planned for before")


class NextContact(Given):
    """What is to be talked about next, and when."""

    topic: Sentence
    planned_at: Moment


class TalkHeld(Given):
    """What came of the talk; topic and time of the next one where they are known."""

    outcome: Text
    next_topic: Sentence = ""
    next_at: Moment | None = None


class SalesVisitFilters(Paged):
    """Which sales visits; days are Chinese calendar days, both included."""

    customer: Code = Field("", description="number")
    quality: Quality | None = None
    since: Day | None = None
    until: Day | None = None


class NewSalesVisit(Given):
    """What sales saw of the product and heard from the customer."""

    visited_on: Day
    product: Line
    quality: Quality = Field(description="how the customer finds the product")
    finding: Text = ""
    opinion: Text
