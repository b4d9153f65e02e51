"""Campaigns: announced, told by phone and letter, finished (RQ-REV-15)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.accounts.models import User
from baoxiu.basics.notifications.queries import holders
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.campaigns import actions
from baoxiu.flow.campaigns.models import Campaign, CampaignContact
from baoxiu.web.api.answers.campaigns import (
    CampaignAnswer,
    CampaignContactAnswer,
    campaign_answer,
    contact_answer,
)
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.campaigns import (
    CampaignCall,
    CampaignFilters,
    CampaignLetter,
    CampaignResult,
    ContactFilters,
    NewCampaign,
)
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import family_of, one_of
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import narrowed, page

router = Router(tags=["campaigns"])


@router.get("/campaigns", response=Page[CampaignAnswer], summary=_("List campaigns"))
@needs_right("campaigns.see")
def list_campaigns(request: HttpRequest, filters: Query[CampaignFilters]) -> Page[CampaignAnswer]:
    """The newest first; they are the whole firm's."""
    rows = Campaign.objects.for_actor(request.actor).select_related("family", "clerk")
    found = narrowed(rows, filters, stage="stage")
    return page(found, filters, lambda row: campaign_answer(row, request.actor))


@router.post("/campaigns", response={201: CampaignAnswer}, summary=_("Announce a campaign"))
@needs_right("campaigns.run")
def announce(request: HttpRequest, given: NewCampaign) -> CampaignAnswer:
    """Two weeks ahead; who wants no calls is left out."""
    data = given.model_dump(exclude={"family", "clerk"})
    who = {"family": family_of(given.family), "clerk": _clerk(given.clerk)}
    return campaign_answer(actions.announce(**data, **who, by=request.actor, at=request.at), request.actor)


@router.get("/campaigns/{number}", response=CampaignAnswer, summary=_("Show a campaign"))
@needs_right("campaigns.see")
def show(request: HttpRequest, number: str) -> CampaignAnswer:
    """With how far its notice has come."""
    return campaign_answer(_campaign(request.actor, number), request.actor)


@router.post("/campaigns/{number}/finish", response=CampaignAnswer, summary=_("Finish a campaign"))
@needs_right("campaigns.run")
def finish(request: HttpRequest, number: str, given: CampaignResult) -> CampaignAnswer:
    """With what it brought; no more calls and letters."""
    found = _campaign(request.actor, number)
    done = actions.finish(found, result=given.result, by=request.actor, at=request.at)
    return campaign_answer(done, request.actor)


@router.get(
    "/campaigns/{number}/contacts",
    response=Page[CampaignContactAnswer],
    summary=_("List the customers a campaign is told to"),
)
@needs_right("campaigns.see")
def list_contacts(
    request: HttpRequest, number: str, filters: Query[ContactFilters]
) -> Page[CampaignContactAnswer]:
    """With their calls and letter."""
    rows = _campaign(request.actor, number).contacts.select_related("campaign", "customer")
    found = narrowed(rows, filters, stage="stage")
    return page(found, filters, lambda row: contact_answer(row, request.actor))


@router.post(
    "/campaigns/{number}/contacts/{contact_id}/call",
    response=CampaignContactAnswer,
    summary=_("Note a call about a campaign"),
)
@needs_right("followups.call")
def note_call(
    request: HttpRequest, number: str, contact_id: RowId, given: CampaignCall
) -> CampaignContactAnswer:
    """Told, nobody answered, or given up; a letter where one is needed."""
    found = _contact(request.actor, number, contact_id)
    done = actions.note_call(found, **given.model_dump(), by=request.actor, at=request.at)
    return contact_answer(done, request.actor)


@router.post(
    "/campaigns/{number}/contacts/{contact_id}/letter",
    response=CampaignContactAnswer,
    summary=_("Note that a campaign's letter was sent"),
)
@needs_right("followups.call")
def note_letter(
    request: HttpRequest, number: str, contact_id: RowId, given: CampaignLetter
) -> CampaignContactAnswer:
    """Where one was to follow."""
    found = _contact(request.actor, number, contact_id)
    done = actions.note_letter(found, **given.model_dump(), by=request.actor, at=request.at)
    return contact_answer(done, request.actor)


def _campaign(actor: Actor, number: str) -> Campaign:
    rows = Campaign.objects.for_actor(actor).select_related("family", "clerk")
    found: Campaign = one_of(rows, number=number)
    return found


def _contact(actor: Actor, number: str, contact_id: int) -> CampaignContact:
    rows = CampaignContact.objects.for_actor(actor).select_related("campaign", "customer")
    found: CampaignContact = one_of(rows, pk=contact_id, campaign__number=number)
    return found


def _clerk(username: str) -> User | None:
    """A follow-up clerk, none for no name; raises ``InvalidInput``."""
    if not username:
        return None
    found: User | None = holders("followup_clerk", None).filter(username=username).first()
    if found is None:
        raise InvalidInput(_("There is no such follow-up clerk."), field="clerk")
    return found
