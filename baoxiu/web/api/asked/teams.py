"""What is sent about teams of agents and who works on a request."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.kinds import Code, Flag, Given, Line, OneOf, RowId, Sentence


class Team(Given):
    """A team as it is to be: members by user name, and the services whose requests come to it by themselves."""

    name: Line
    members: Annotated[list[Code], Field(max_length=200)] = []
    services: Annotated[list[Annotated[str, OneOf(RepairRequest.Service.values)]], Field(max_length=20)] = []
    is_active: Flag = True


class HandedOver(Given):
    """To a colleague (user name), back into a team's queue (id), or to nobody in particular."""

    agent: Code = ""
    team: RowId | None = None
    note: Sentence = ""
