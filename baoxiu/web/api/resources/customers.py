"""Customers' files: who they are, how they are reached, agreements, talks, special problems (RQ-CUS, RQ-REV-12)."""

from __future__ import annotations

from typing import Any

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
from baoxiu.web.api.found import customer_of
from baoxiu.web.api.verbs import Things

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


customer = Things(router, __name__, "/customers/{number}", customer_of)
known = customer.below("contacts/{contact_id}", lambda row: row.contacts)
living = customer.below("addresses/{address_id}", lambda row: row.addresses)
problem = customer.below("problems/{problem_id}", lambda row: row.problems)


def _contact(given: asked.NewContact) -> dict[str, Any]:
    return {"data": ContactInput(**given.model_dump())}


def _place(given: asked.NewAddress) -> dict[str, Any]:
    place = AddressInput(**given.model_dump(exclude={"is_primary"}))
    return {"address": place, "is_primary": given.is_primary}


def _point(given: asked.Position) -> dict[str, Any]:
    return given.point


# fmt: off
customer.does(
    "change", asked.ChangedCustomer, actions.change, answers.customer_file,
    _("Change a customer's file"), "customers.change",
)
customer.does(
    "contacts", asked.NewContact, actions.add_contact, answers.contact,
    _("Add a contact to a customer"), "customers.change", into=_contact, new=True,
)
known.does(
    "change", asked.NewContact, actions.change_contact, answers.contact,
    _("Change a contact of a customer"), "customers.change", into=_contact,
)
customer.does(
    "addresses", asked.NewAddress, actions.add_address, answers.address,
    _("Add an address to a customer"), "customers.change", into=_place, new=True,
)
living.does(
    "position", asked.Position, actions.locate_address, answers.address,
    _("Say where an address is"), "customers.change", into=_point,
)
customer.does(
    "agreements", asked.NewAgreement, actions.keep_agreement, answers.agreement,
    _("Keep an agreement with a customer"), "customers.change", new=True,
)
customer.does(
    "talks", asked.NewTalk, actions.keep_talk, answers.talk,
    _("Note a talk with a customer"), "customers.change", new=True,
)
customer.does(
    "problems", asked.NewProblem, actions.open_problem, answers.problem,
    _("Follow a special problem"), "customers.change", new=True,
)
problem.does(
    "steps", asked.ProblemStep, actions.follow_problem, answers.problem,
    _("Note a step of a special problem"), "customers.change",
)
# fmt: on
