"""What is asked and sent about deadlines."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from baoxiu.basics.promises.models import Promise
from baoxiu.web.api.kinds import Code, Given, Moment, OneOf
from baoxiu.web.api.paging import Paged


class DeadlineFilters(Paged):
    """Which deadlines."""

    number: Code = Field("", description="of the order or request")
    kind: Code = ""
    state: Annotated[str, OneOf(Promise.State.values)] | None = None
    until: Moment | None = Field(None, description="due before")


class Delay(Given):
    """Why it is late."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
