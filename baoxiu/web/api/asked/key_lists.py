"""What is sent about the lists of key customers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.basics.customers.models import KeyEntry
from baoxiu.web.api.kinds import Code, Flag, Given, OneOf, Text, Yuan


class NewList(Given):
    """Of which year: this one or the next."""

    year: Annotated[int, Field(ge=2000, le=2200)]


class NewEntry(Given):
    """A customer with the basis: last year's sales from the limit on, or potential with its reason."""

    customer: Code = Field(description="number")
    basis: Annotated[str, OneOf(KeyEntry.Basis.values)]
    sales: Yuan | None = None
    reason: Text = ""


class Proposal(Given):
    """Strategy and contribution of those on the list."""

    reason: Text


class ListDecision(Given):
    """Yes or no; a no has its reason."""

    granted: Flag
    reason: Text = ""
