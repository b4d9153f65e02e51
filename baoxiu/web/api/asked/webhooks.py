"""What is asked of webhooks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from baoxiu.basics.webhooks.models import Delivery
from baoxiu.web.api.kinds import Code, Given, Line, Moment, OneOf
from baoxiu.web.api.paging import Paged

Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
State = Annotated[str, OneOf(Delivery.State.values)]


class NewWebhook(Given):
    """An address that is to be told what happens."""

    name: Line
    url: Address = Field(description="https only, and public; redirects are not followed")
    kinds: Annotated[list[Code], Field(max_length=100)] = Field(
        default=[], description="kinds or beginnings such as order.*; empty: every public event"
    )
    outlet: Code = Field(default="", description="code of the only outlet it hears of; empty: all")


class ChangedWebhook(NewWebhook):
    """The webhook as it is to be: what is not sent becomes empty."""


class DeliveryFilters(Paged):
    """Which deliveries."""

    state: State | None = None


class Since(Given):
    """From when on everything is sent again."""

    since: Moment
