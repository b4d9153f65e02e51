"""Telling customers about a campaign: by phone two weeks ahead, by letter within two days (RQ-REV-15)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.accounts.models import User
from baoxiu.basics.products.models import Family
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.campaigns.models import CAMPAIGN, CONTACT, Campaign, CampaignCall, CampaignContact
from baoxiu.flow.campaigns.policies import CALL_DAYS, LETTER_DAYS
from baoxiu.flow.campaigns.queries import audience, not_to_be_called, progress
from baoxiu.flow.campaigns.rules import call_by, letter_by
from baoxiu.flow.followups.models import Letter

SERIES, MOST = "HD", 2_000


class TooLate(InvalidInput):
    """Too near to call everybody in time."""

    message = _("A campaign is told two weeks ahead; please choose a later day.")


class NobodyFits(InvalidInput):
    """No customer fits, or more than one campaign can tell."""

    message = _("No customer fits, or more than one campaign can tell.")


class NoLetterWanted(IllegalMove):
    """No letter waits to be sent."""

    message = _("No letter to this customer is open.")


@transaction.atomic
def announce(
    *,
    title: str,
    kind: str,
    text: str,
    starts_on: date,
    by: Actor,
    at: datetime,
    customer_class: str = "",
    family: Family | None = None,
    division_code: str = "",
    clerk: User | None = None,
) -> Campaign:
    """A campaign with everybody who is to be told; who wants no calls is left out (RQ-REV-15, RQ-REV-16, T26).

    The clerk, where one is appointed, or every follow-up clerk has the task. Raises ``TooLate``, ``NobodyFits``.
    """
    needs(by, "campaigns.run").or_refuse()
    if kind not in Campaign.Kind.values:
        raise InvalidInput(_("Please choose one."), field="kind")
    until = call_by(starts_on, days=value(CALL_DAYS, at=at).whole)
    if until <= at:
        raise TooLate(field="starts_on")
    found = audience(customer_class=customer_class, family=family, division_code=division_code)
    unwelcome = not_to_be_called(found)
    wanted = [row for row in found[: MOST + 1] if row.pk not in unwelcome]
    if not 1 <= len(wanted) <= MOST:
        raise NobodyFits(field="customer_class")
    made = Campaign.objects.create(
        number=take(SERIES, at=at), title=texts.one_line(title, field="title", most=80), kind=kind,
        text=texts.paragraph(text, field="text", required=True), starts_on=starts_on, call_by=until,
        customer_class=customer_class, family=family, division_code=division_code, clerk=clerk,
        announced_by=by.name, announced_at=at,
    )  # fmt: skip
    CampaignContact.objects.bulk_create(CampaignContact(campaign=made, customer=row) for row in wanted)
    record("campaigns.announced", made, by=by, at=at, **_known(made), count=len(wanted), starts_on=starts_on)
    open_task(
        "campaign", made, role="followup_clerk", assignee=clerk, key=f"campaign:{made.pk}", at=at,
        due_at=until, label=made.number, note=made.title,
    )  # fmt: skip
    return made


@transaction.atomic
def note_call(
    contact: CampaignContact, *, result: str, by: Actor, at: datetime, letter: bool = False, note: str = ""
) -> CampaignContact:
    """A line of the call register: ``reach``, ``no_answer`` or ``give_up``; a letter where one is needed (T27)."""
    contact = _lock(contact, by)
    if result not in ("reach", "no_answer", "give_up"):
        raise InvalidInput(_("Please choose one."), field="result")
    contact.stage = CONTACT.after(result, contact.stage)
    if letter:
        contact.letter_due_at = letter_by(at, days=value(LETTER_DAYS, at=at).whole)
    contact.save()
    said = texts.one_line(note, field="note", most=300, required=False)
    CampaignCall.objects.create(contact=contact, result=contact.stage, note=said, by_name=by.name, at=at)
    told = _known(contact.campaign) | {"customer": contact.customer.name, "call": contact.stage}
    record("campaigns.called", contact.campaign, by=by, at=at, **told, note=said)
    if letter:
        open_task(
            "campaign_letter", contact, role="followup_clerk", assignee=contact.campaign.clerk, at=at,
            key=f"campaign_letter:{contact.pk}", due_at=contact.letter_due_at, label=contact.campaign.number,
            note=contact.customer.name,
        )  # fmt: skip
    if not progress(contact.campaign).to_call:
        close_tasks(contact.campaign, "campaign", by=by, at=at)
    return contact


@transaction.atomic
def note_letter(
    contact: CampaignContact, *, way: str, sent_on: date, by: Actor, at: datetime
) -> CampaignContact:
    """The letter was sent (RQ-REV-14, RQ-REV-15). Raises ``NoLetterWanted``."""
    contact = _lock(contact, by)
    if contact.letter_due_at is None or contact.letter_sent_on:
        raise NoLetterWanted()
    if way not in Letter.Way.values or sent_on > legal_date(at):
        raise InvalidInput(_("Please say how it was sent, and when."), field="sent_on")
    contact.letter_way, contact.letter_sent_on, contact.letter_by = way, sent_on, by.name
    contact.save()
    close_tasks(contact, "campaign_letter", by=by, at=at)
    told = _known(contact.campaign) | {"customer": contact.customer.name}
    record("campaigns.letter_sent", contact.campaign, by=by, at=at, **told)
    return contact


@transaction.atomic
def finish(campaign: Campaign, *, result: str, by: Actor, at: datetime) -> Campaign:
    """What the campaign brought; no more calls and letters (RQ-REV-15)."""
    needs(by, "campaigns.run").or_refuse()
    campaign = lock(campaign)
    campaign.stage = CAMPAIGN.after("finish", campaign.stage)
    campaign.result = texts.paragraph(result, field="result", required=True)
    campaign.finished_by, campaign.finished_at = by.name, at
    campaign.save()
    close_tasks(campaign, "campaign", by=by, at=at)
    for contact in campaign.contacts.filter(letter_due_at__isnull=False, letter_sent_on=None):
        close_tasks(contact, "campaign_letter", by=by, at=at)
    record("campaigns.finished", campaign, by=by, at=at, **_known(campaign), text=campaign.result)
    return campaign


def _lock(contact: CampaignContact, by: Actor) -> CampaignContact:
    needs(by, "followups.call").or_refuse()
    campaign = lock(Campaign(pk=contact.campaign_id))
    contact = lock(contact)
    contact.campaign = campaign
    if CAMPAIGN.stage(campaign.stage).group == "closed":
        raise IllegalMove(_("This campaign is finished."))
    return contact


def _known(campaign: Campaign) -> dict[str, Any]:
    return {"number": campaign.number, "title": campaign.title}
