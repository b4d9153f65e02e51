"""What is sent about campaigns."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from baoxiu.basics.customers.models import Customer
from baoxiu.flow.campaigns.models import CAMPAIGN, CONTACT
from baoxiu.flow.campaigns.models import Campaign as CampaignRow
from baoxiu.flow.followups.models import Letter
from baoxiu.web.api.kinds import Code, Day, Flag, Given, Line, OneOf, Sentence, Text
from baoxiu.web.api.paging import Paged

Division = Annotated[str, StringConstraints(pattern="^([0-9]{6})?$")]


class CampaignFilters(Paged):
    """Which campaigns."""

    stage: Annotated[str, OneOf(one.code for one in CAMPAIGN.stages)] | None = None


class NewCampaign(Given):
    """What is told, and to whom: customers of a class, with a product of a family, in a division; all without."""

    title: Line
    kind: Annotated[str, OneOf(CampaignRow.Kind.values)]
    text: Text = Field(description="what the clerk tells")
    starts_on: Day
    customer_class: Annotated[str, OneOf(("", *Customer.Class.values))] = ""
    family: Code = Field("", description="code")
    division_code: Division = ""
    clerk: Code = Field("", description="user name of a follow-up clerk; empty: every one")


class CampaignResult(Given):
    """What the campaign brought."""

    result: Text


class ContactFilters(Paged):
    """Which customers."""

    stage: Annotated[str, OneOf(one.code for one in CONTACT.stages)] | None = None


class CampaignCall(Given):
    """How a call ended, and whether a letter is to follow."""

    result: Annotated[str, OneOf(("reach", "no_answer", "give_up"))]
    letter: Flag = False
    note: Sentence = ""


class CampaignLetter(Given):
    """How and when the letter was sent."""

    way: Annotated[str, OneOf(Letter.Way.values)]
    sent_on: Day
