"""What is sent about contacts with customers."""

from __future__ import annotations

from typing import Annotated

from baoxiu.flow.intake.models import ContactEntry
from baoxiu.web.api.kinds import Flag, Given, Line, Moment, OneOf, Text
from baoxiu.web.api.paging import Paged


class ContactFilters(Paged):
    """Which entries of the register."""

    direction: Annotated[str, OneOf(ContactEntry.Direction.values)] | None = None
    topic: Annotated[str, OneOf(ContactEntry.Topic.values)] | None = None


class ContactNoted(Given):
    """A contact about a request; nobody reached: perhaps the next try."""

    topic: Annotated[str, OneOf(ContactEntry.Topic.values)]
    text: Text = ""
    reached: Flag = True
    direction: Annotated[str, OneOf(ContactEntry.Direction.values)] = "outgoing"
    way: Annotated[str, OneOf(ContactEntry.Way.values)] = "phone"
    next_try_at: Moment | None = None


class CallNoted(Given):
    """A call that came in; ``phone`` in any spelling."""

    phone: Line
    topic: Annotated[str, OneOf(ContactEntry.Topic.values)]
    text: Text
    name: Line = ""
    way: Annotated[str, OneOf(ContactEntry.Way.values)] = "phone"
