"""Contacts with customers: the register, calls that came in, what was said about a request (RQ-INT-06, RQ-TRI-10)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.contacts import Asked, contact_register
from baoxiu.web.api.answers.contacts import ContactAnswer, contact_answer
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.contacts import CallNoted, ContactFilters, ContactNoted
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import request_of
from baoxiu.web.api.paging import page

router = Router(tags=["contacts"])


@router.get("/contacts", response=Page[ContactAnswer], summary=_("List contacts with customers"))
@needs_right("contacts.see")
def list_contacts(request: HttpRequest, filters: Query[ContactFilters]) -> Page[ContactAnswer]:
    """The newest first."""
    asked = Asked(direction=filters.direction or "", topic=filters.topic or "")
    rows = contact_register(request.actor, asked)
    return page(rows, filters, lambda row: contact_answer(row, request.actor))


@router.post("/contacts", response={201: ContactAnswer}, summary=_("Enter a call that came in"))
@needs_right("contacts.note")
def note_call(request: HttpRequest, given: CallNoted) -> ContactAnswer:
    """Consultation, repair or complaint; linked to the customer whose number it is."""
    made = intake.note_call(**given.model_dump(), by=request.actor, at=request.at)
    return contact_answer(made, request.actor)


@router.post(
    "/requests/{number}/contacts", response={201: ContactAnswer}, summary=_("Note a contact about a request")
)
@needs_right("contacts.note")
def note_contact(request: HttpRequest, number: str, given: ContactNoted) -> ContactAnswer:
    """What was said, or that nobody was reached."""
    found = request_of(request.actor, number)
    made = intake.note_contact(found, **given.model_dump(), by=request.actor, at=request.at)
    return contact_answer(made, request.actor)
