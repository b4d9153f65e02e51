"""The yearly list of key customers: drawn up, put before the leader, decided (RQ-CUS-05…07)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.customers import actions
from baoxiu.basics.customers.models import KeyList
from baoxiu.core.actors import Actor
from baoxiu.web.api.answers.key_lists import (
    KeyEntryAnswer,
    KeyListAnswer,
    KeyListRow,
    entry,
    key_list_answer,
    key_list_row,
)
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.key_lists import ListDecision, NewEntry, NewList, Proposal
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import named_customer, one_of
from baoxiu.web.api.kinds import NOTHING, Nothing, RowId
from baoxiu.web.api.paging import Paged, page

router = Router(tags=["customers"])


@router.get("/key-lists", response=Page[KeyListRow], summary=_("List the lists of key customers"))
@needs_right("customers.see")
def list_key_lists(request: HttpRequest, filters: Query[Paged]) -> Page[KeyListRow]:
    """The newest first; a refused one may have a successor of the same year."""
    rows = KeyList.objects.for_actor(request.actor)
    return page(rows, filters, lambda row: key_list_row(row, request.actor))


@router.post("/key-lists", response={201: KeyListAnswer}, summary=_("Begin a list of key customers"))
@needs_right("customers.propose")
def begin(request: HttpRequest, given: NewList) -> KeyListAnswer:
    """With everybody whose purchases of the year before reach the limit."""
    made = actions.begin_key_list(given.year, by=request.actor, at=request.at)
    return key_list_answer(made, request.actor)


@router.get("/key-lists/{list_id}", response=KeyListAnswer, summary=_("Show a list of key customers"))
@needs_right("customers.see")
def show(request: HttpRequest, list_id: RowId) -> KeyListAnswer:
    """With the basis of each entry."""
    return key_list_answer(_list(request.actor, list_id), request.actor)


@router.post(
    "/key-lists/{list_id}/entries", response={201: KeyEntryAnswer}, summary=_("Enter a key customer")
)
@needs_right("customers.propose")
def put_entry(request: HttpRequest, list_id: RowId, given: NewEntry) -> KeyEntryAnswer:
    """The same customer again replaces the entry."""
    found = _list(request.actor, list_id)
    customer = named_customer(request.actor, given.customer)
    data = given.model_dump(exclude={"customer"})
    return entry(actions.put_entry(found, customer, **data, by=request.actor, at=request.at))


@router.post(
    "/key-lists/{list_id}/entries/{entry_id}/drop",
    response=KeyListAnswer,
    summary=_("Take a customer off the list"),
)
@needs_right("customers.propose")
def drop_entry(
    request: HttpRequest,
    list_id: RowId,
    entry_id: RowId,
    given: Nothing = NOTHING,  # noqa: ARG001
) -> KeyListAnswer:
    """While it is being drawn up."""
    found = one_of(_list(request.actor, list_id).entries, pk=entry_id)
    return key_list_answer(actions.drop_entry(found, by=request.actor, at=request.at), request.actor)


@router.post(
    "/key-lists/{list_id}/propose", response=KeyListAnswer, summary=_("Put the list before the leader")
)
@needs_right("customers.propose")
def propose(request: HttpRequest, list_id: RowId, given: Proposal) -> KeyListAnswer:
    """Whoever the authority table names decides."""
    found = _list(request.actor, list_id)
    done = actions.propose_key_list(found, reason=given.reason, by=request.actor, at=request.at)
    return key_list_answer(done, request.actor)


@router.post("/key-lists/{list_id}/decision", response=KeyListAnswer, summary=_("Decide the list"))
@needs_right("customers.approve")
def decide(request: HttpRequest, list_id: RowId, given: ListDecision) -> KeyListAnswer:
    """With the last approval the classes change that day."""
    found = _list(request.actor, list_id)
    done = actions.decide_key_list(found, **given.model_dump(), by=request.actor, at=request.at)
    return key_list_answer(done, request.actor)


def _list(actor: Actor, list_id: int) -> KeyList:
    found: KeyList = one_of(KeyList.objects.for_actor(actor), pk=list_id)
    return found
