"""Campaigns and whom they are told to, as they are answered."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from baoxiu.basics.customers.rules import mask_phone
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.flow.campaigns.models import CAMPAIGN, CONTACT, Campaign, CampaignCall, CampaignContact
from baoxiu.flow.campaigns.queries import progress
from baoxiu.web.api.answers.shared import Coded, NextVerb, StageAnswer, coded, stage, verbs

CAMPAIGN_PATHS = {"finish": "finish"}
CONTACT_PATHS = {"reach": "call", "no_answer": "call", "give_up": "call"}


class ProgressAnswer(BaseModel):
    """How far the notice has come, in customers."""

    all: int
    to_call: int
    reached: int
    given_up: int
    letters_open: int
    letters_sent: int


class CampaignAnswer(BaseModel):
    """A campaign with its audience and progress."""

    number: str
    title: str
    kind: str
    text: str
    stage: StageAnswer
    starts_on: date
    call_by: datetime
    customer_class: str
    family: Coded | None
    division_code: str
    clerk: str
    announced_by: str
    announced_at: datetime
    result: str
    finished_by: str
    finished_at: datetime | None
    progress: ProgressAnswer
    next: list[NextVerb]


class CampaignCallAnswer(BaseModel):
    """A line of the campaign's call register."""

    result: str
    note: str
    by: str
    at: datetime


class CampaignContactAnswer(BaseModel):
    """A customer who is told; the phone is masked for callers without the right ``customers.see``."""

    id: int
    customer: str
    name: str
    phone: str
    stage: StageAnswer
    calls: list[CampaignCallAnswer]
    letter_due_at: datetime | None
    letter_way: str
    letter_sent_on: date | None
    letter_by: str
    next: list[NextVerb]


def campaign_answer(row: Campaign, actor: Actor) -> CampaignAnswer:
    """A campaign; loaded with family and clerk."""
    moves = CAMPAIGN.verbs(row.stage) if needs(actor, "campaigns.run") else []
    return CampaignAnswer(
        number=row.number,
        title=row.title,
        kind=row.kind,
        text=row.text,
        stage=stage(row.stage_now),
        starts_on=row.starts_on,
        call_by=row.call_by,
        customer_class=row.customer_class,
        family=coded(row.family),
        division_code=row.division_code,
        clerk=row.clerk.username if row.clerk else "",
        announced_by=row.announced_by,
        announced_at=row.announced_at,
        result=row.result,
        finished_by=row.finished_by,
        finished_at=row.finished_at,
        progress=_progress(row),
        next=verbs(moves, CAMPAIGN_PATHS, f"/campaigns/{row.number}"),
    )


def _progress(row: Campaign) -> ProgressAnswer:
    found = progress(row)
    return ProgressAnswer(
        all=found.all,
        to_call=found.to_call,
        reached=found.reached,
        given_up=found.given_up,
        letters_open=found.letters_open,
        letters_sent=found.letters_sent,
    )


def contact_answer(row: CampaignContact, actor: Actor) -> CampaignContactAnswer:
    """A customer with calls and letter; loaded with campaign and customer."""
    numbers = row.customer.contacts.order_by("-is_primary", "pk").values_list("phone", flat=True)
    phone = numbers.first() or ""
    may = row.campaign.stage == "running" and needs(actor, "followups.call")
    base = f"/campaigns/{row.campaign.number}/contacts/{row.pk}"
    return CampaignContactAnswer(
        id=row.pk,
        customer=row.customer.number,
        name=row.customer.name,
        phone=phone if actor.has("customers.see") else mask_phone(phone),
        stage=stage(row.stage_now),
        calls=[_call(one) for one in row.calls.order_by("at", "pk")],
        letter_due_at=row.letter_due_at,
        letter_way=row.letter_way,
        letter_sent_on=row.letter_sent_on,
        letter_by=row.letter_by,
        next=verbs(CONTACT.verbs(row.stage) if may else [], CONTACT_PATHS, base),
    )


def _call(row: CampaignCall) -> CampaignCallAnswer:
    return CampaignCallAnswer(result=row.result, note=row.note, by=row.by_name, at=row.at)
