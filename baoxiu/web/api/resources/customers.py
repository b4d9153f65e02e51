"""Customers' files: who they are, how they are reached, agreements, talks, special problems (RQ-CUS, RQ-REV-12)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.customers import actions
from baoxiu.basics.customers.actions.add_contact import ContactInput
from baoxiu.basics.customers.inputs import AddressInput
from baoxiu.web.api.answers import customers as answers
from baoxiu.web.api.answers.registers import Customers, customers
from baoxiu.web.api.asked import customers as asked
from baoxiu.web.api.asked.registers import CustomerFilters
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import customer_of, one_of
from baoxiu.web.api.kinds import RowId

router = Router(tags=["customers"])


@router.get("/customers", response=Customers, summary=_("Find customers by phone"))
@needs_right("customers.see")
def find_customers(request: HttpRequest, filters: Query[CustomerFilters]) -> Customers:
    """By the whole number, or its last four digits or more."""
    return customers(filters, request.actor)


@router.post("/customers", response={201: answers.CustomerFile}, summary=_("Open a customer's file"))
@needs_right("customers.change")
def register(request: HttpRequest, given: asked.NewCustomer) -> answers.CustomerFile:
    """A number may be another customer's too."""
    data = given.model_dump(exclude={"address"})
    place = AddressInput(**given.address.model_dump()) if given.address else None
    made = actions.register(**data, address=place, by=request.actor, at=request.at)
    return answers.customer_file(made, request.actor)


@router.get("/customers/{number}", response=answers.CustomerFile, summary=_("Show a customer's file"))
@needs_right("customers.see")
def show(request: HttpRequest, number: str) -> answers.CustomerFile:
    """In full."""
    return answers.customer_file(customer_of(request.actor, number), request.actor)


@router.post(
    "/customers/{number}/change", response=answers.CustomerFile, summary=_("Change a customer's file")
)
@needs_right("customers.change")
def change(request: HttpRequest, number: str, given: asked.ChangedCustomer) -> answers.CustomerFile:
    """Name, kind, class and note; what was before is in the record."""
    found = customer_of(request.actor, number)
    done = actions.change(found, **given.model_dump(), by=request.actor, at=request.at)
    return answers.customer_file(done, request.actor)


@router.post(
    "/customers/{number}/contacts",
    response={201: answers.FileContact},
    summary=_("Add a contact to a customer"),
)
@needs_right("customers.change")
def add_contact(request: HttpRequest, number: str, given: asked.NewContact) -> answers.FileContact:
    """One more person."""
    found = customer_of(request.actor, number)
    data = ContactInput(**given.model_dump())
    return answers.contact(actions.add_contact(found, data, by=request.actor, at=request.at))


@router.post(
    "/customers/{number}/contacts/{contact_id}/change",
    response=answers.FileContact,
    summary=_("Change a contact of a customer"),
)
@needs_right("customers.change")
def change_contact(
    request: HttpRequest, number: str, contact_id: RowId, given: asked.NewContact
) -> answers.FileContact:
    """What is not sent becomes empty."""
    found = one_of(customer_of(request.actor, number).contacts, pk=contact_id)
    data = ContactInput(**given.model_dump())
    return answers.contact(actions.change_contact(found, data, by=request.actor, at=request.at))


@router.post(
    "/customers/{number}/addresses",
    response={201: answers.FileAddress},
    summary=_("Add an address to a customer"),
)
@needs_right("customers.change")
def add_address(request: HttpRequest, number: str, given: asked.NewAddress) -> answers.FileAddress:
    """The first one is the main one."""
    found = customer_of(request.actor, number)
    place = AddressInput(**given.model_dump(exclude={"is_primary"}))
    made = actions.add_address(found, place, is_primary=given.is_primary, by=request.actor, at=request.at)
    return answers.address(made)


@router.post(
    "/customers/{number}/agreements",
    response={201: answers.AgreementAnswer},
    summary=_("Keep an agreement with a customer"),
)
@needs_right("customers.change")
def keep_agreement(request: HttpRequest, number: str, given: asked.NewAgreement) -> answers.AgreementAnswer:
    """While it holds, an ordinary customer is a long-term one."""
    found = customer_of(request.actor, number)
    made = actions.keep_agreement(found, **given.model_dump(), by=request.actor, at=request.at)
    return answers.agreement(made)


@router.post(
    "/customers/{number}/talks",
    response={201: answers.TalkAnswer},
    summary=_("Note a talk with a customer"),
)
@needs_right("customers.change")
def keep_talk(request: HttpRequest, number: str, given: asked.NewTalk) -> answers.TalkAnswer:
    """About the contract or about products."""
    found = customer_of(request.actor, number)
    return answers.talk(actions.keep_talk(found, **given.model_dump(), by=request.actor, at=request.at))


@router.post(
    "/customers/{number}/problems",
    response={201: answers.ProblemAnswer},
    summary=_("Follow a special problem"),
)
@needs_right("customers.change")
def open_problem(request: HttpRequest, number: str, given: asked.NewProblem) -> answers.ProblemAnswer:
    """Until it is fully gone."""
    found = customer_of(request.actor, number)
    return answers.problem(actions.open_problem(found, text=given.text, by=request.actor, at=request.at))


@router.post(
    "/customers/{number}/problems/{problem_id}/steps",
    response=answers.ProblemAnswer,
    summary=_("Note a step of a special problem"),
)
@needs_right("customers.change")
def follow_problem(
    request: HttpRequest, number: str, problem_id: RowId, given: asked.ProblemStep
) -> answers.ProblemAnswer:
    """The last one says that it is gone."""
    found = one_of(customer_of(request.actor, number).problems, pk=problem_id)
    done = actions.follow_problem(found, **given.model_dump(), by=request.actor, at=request.at)
    return answers.problem(done)
