"""What is sent about products and about technicians' time away."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.basics.products.models import Unit
from baoxiu.web.api.kinds import Code, Day, Given, Line, Moment, OneOf, Yuan


class Purchase(Given):
    """When and how it came to its owner (number of a customer; ``model`` is a code)."""

    model: Code | None = None
    customer: Code | None = None
    sold_on: Day | None = None
    delivered_on: Day | None = None
    installed_on: Day | None = None
    exchanged_on: Day | None = None
    price: Annotated[Yuan, Field(ge=0)] | None = None
    proof: Annotated[str, OneOf(Unit.Proof.values)] = "none"
    voucher_number: Line = ""


class NewUnit(Purchase):
    """A product that is not registered yet; the family is that of the model where one is named."""

    serial: Code
    family: Code = ""


class Away(Given):
    """From when until when somebody is away."""

    start: Moment
    end: Moment
    reason: Line = ""
