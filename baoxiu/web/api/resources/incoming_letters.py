"""Customers' letters about a complaint, a return or an exchange: entered and decided on (RQ-REG-05)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.queries import incoming_letters
from baoxiu.web.api.answers.incoming_letters import IncomingLetterAnswer, incoming_letter
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.incoming_letters import IncomingLetterFilters, LetterDecision, NewIncomingLetter
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import incoming_letter_of, named_order
from baoxiu.web.api.paging import narrowed, page
from baoxiu.web.api.verbs import Things

router = Router(tags=["followups"])


@router.get(
    "/incoming-letters", response=Page[IncomingLetterAnswer], summary=_("List letters from customers")
)
@needs_right("followups.see")
def list_incoming(request: HttpRequest, filters: Query[IncomingLetterFilters]) -> Page[IncomingLetterAnswer]:
    """The newest first."""
    rows = narrowed(
        incoming_letters(request.actor),
        filters,
        stage="stage",
        topic="topic",
        since="received_on__gte",
        until="received_on__lte",
    )
    return page(rows, filters, lambda row: incoming_letter(row, request.actor))


@router.post(
    "/incoming-letters", response={201: IncomingLetterAnswer}, summary=_("Enter a letter from a customer")
)
@needs_right("followups.call")
def register_incoming(request: HttpRequest, given: NewIncomingLetter) -> IncomingLetterAnswer:
    """The service manager decides on it."""
    order = named_order(request.actor, given.order) if given.order else None
    data = followups.LetterInput(**given.model_dump(exclude={"order"}))
    made = followups.register_incoming(data, order=order, by=request.actor, at=request.at)
    return incoming_letter(made, request.actor)


@router.get(
    "/incoming-letters/{number}", response=IncomingLetterAnswer, summary=_("Show a letter from a customer")
)
@needs_right("followups.see")
def show(request: HttpRequest, number: str) -> IncomingLetterAnswer:
    """With what was decided."""
    return incoming_letter(incoming_letter_of(request.actor, number), request.actor)


Things(router, __name__, "/incoming-letters/{number}", incoming_letter_of).does(
    "decision", LetterDecision, followups.decide_letter, incoming_letter,
    _("Decide on a letter from a customer"), "followups.decide",
)  # fmt: skip
