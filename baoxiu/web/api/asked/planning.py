"""What is sent about free windows and the running plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from baoxiu.web.api.kinds import Code, Day, Given, Moment, Quantity
from baoxiu.web.api.kinds import Line as Name
from baoxiu.web.api.paging import Paged


class WindowFilters(Paged):
    """Which windows."""

    since: Moment | None = Field(None, description="that begin at this moment or later")
    until: Moment | None = Field(None, description="that begin before this moment")


class Hold(Given):
    """One of the windows that were answered."""

    technician: Code | None = Field(default=None, description="staff number; none: at the counter")
    start: Moment
    end: Moment


class Booking(Given):
    """Who at the customer's agreed to the held window."""

    agreed_with: Name


class Expected(Given):
    """A part and how many."""

    part: Code = Field(description="part number")
    quantity: Quantity = Decimal(1)


class ExpectedParts(Given):
    """In the place of what was noted before; an empty list leaves it to the fault's usual parts."""

    parts: Annotated[list[Expected], Field(max_length=50)]


class PlanAsked(Given):
    """Which day of which outlet."""

    outlet: Code = Field(description="code")
    day: Day | None = Field(None, description="today if left out")
