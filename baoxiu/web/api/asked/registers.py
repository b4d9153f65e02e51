"""What is asked of the registers."""

from __future__ import annotations

from pydantic import Field

from baoxiu.web.api.kinds import Code, Line
from baoxiu.web.api.paging import Paged


class CustomerFilters(Paged):
    """Which customers."""

    phone: Line = Field(description="the whole number, or its last four digits or more")


class PriceFilters(Paged):
    """For which product family; all without one."""

    family: Code = ""
