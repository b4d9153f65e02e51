"""Opening a customer's file."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from baoxiu.basics.customers.actions.add_address import add_address
from baoxiu.basics.customers.inputs import (
    AddressInput,
    phone_of_person,
    read_address,
    read_email,
    read_name,
    read_phone,
)
from baoxiu.basics.customers.models import Address, Contact, Customer, ServedBy
from baoxiu.basics.customers.permissions import may_change, may_register
from baoxiu.basics.customers.queries import stored_address
from baoxiu.basics.customers.rules import Phone, pinyin_keys
from baoxiu.basics.texts import same_text
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import add, insert, new_key
from baoxiu.core.statements import Given, Question

NUMBER_SERIES = "KH"


@transaction.atomic
def register(
    name: str,
    phone: str,
    *,
    kind: str = "person",
    address: AddressInput | None = None,
    email: str = "",
    language: str = "zh-hans",
    by: Actor,
    at: datetime,
) -> Customer:
    """A new customer with the first contact and address (RQ-CUS-01).

    Raises ``InvalidPhone``, ``InvalidEmail``, ``UnknownDivision``, a refusal of the name, or ``NotAllowed``.
    """
    may_register(by).or_refuse()
    number = phone_of_person(phone, by)
    place = read_address(address) if address else None
    customer = _create(read_name(name), kind, language, by=by, at=at)
    contact = Contact(
        customer=customer,
        name=customer.name,
        phone=number.e164,
        extension=number.extension,
        email=read_email(email),
        is_primary=True,
    )
    insert(contact, ahead=True)
    if place:
        address = Address(
            customer=customer,
            division_code=place.division_code,
            detail=place.detail,
            lat=place.lat,
            lng=place.lng,
            is_primary=True,
        )
        insert(address, ahead=True)
    record("customers.registered", customer, by=by, at=at, number=customer.number, name=customer.name)
    return customer


@transaction.atomic
def find_or_register(
    name: str,
    phone: str,
    *,
    kind: str = "person",
    address: AddressInput | None = None,
    email: str = "",
    language: str = "zh-hans",
    by: Actor,
    at: datetime,
) -> Customer:
    """The customer with this number and name, otherwise a new one.

    Several people may share a number (C09), so another name is another customer. A new address goes into a
    known file only when the actor may change it: what somebody sends without a sign-in changes no file.
    Raises what ``register`` raises.
    """
    may_register(by).or_refuse()
    number = read_phone(phone)
    _one_at_a_time(number)
    known = _with_name(number, read_name(name))
    if known is None:
        return register(name, phone, kind=kind, address=address, email=email, language=language, by=by, at=at)
    _let_outlets_see(known, by)
    if address and may_change(by, known) and not stored_address(known, address.division_code, address.detail):
        add_address(known, address, by=by, at=at)
    return known


def _one_at_a_time(number: Phone) -> None:
    """Two reports at the same moment must not open two files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [number.e164])


def _with_name(number: Phone, name: str) -> Customer | None:
    for contact in _REACHED_AT(phone=number.e164, extension=number.extension):
        if same_text(contact.name, name) or same_text(contact.customer.name, name):
            return contact.customer
    return None


_REACHED_AT: Question[Contact] = Question(
    lambda: Contact.objects.filter(phone=Given("phone"), extension=Given("extension")).order_by(
        "customer_id", "pk"
    )
)


def _create(name: str, kind: str, language: str, *, by: Actor, at: datetime) -> Customer:
    sort_name, initials = pinyin_keys(name)
    pk = new_key(Customer)  # numbers may have gaps, so that two registrations never wait for each other
    customer = Customer(
        pk=pk,
        number=f"{NUMBER_SERIES}{pk:07d}",
        name=name,
        sort_name=sort_name,
        initials=initials,
        kind=Customer.Kind(kind),
        language=language,
        created_at=at,
        created_by=by.name,
    )
    insert(customer, ahead=True)
    _let_outlets_see(customer, by)
    return customer


def _let_outlets_see(customer: Customer, by: Actor) -> None:
    """Staff of an outlet see the customers whom they registered."""
    rows = [ServedBy(customer=customer, outlet_id=outlet_id) for outlet_id in sorted(by.outlet_ids or ())]
    add(*rows, once=True)
