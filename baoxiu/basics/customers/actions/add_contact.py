"""Adding and changing the people through whom a customer is reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from baoxiu.basics import texts
from baoxiu.basics.customers.inputs import read_email, read_name, read_phone
from baoxiu.basics.customers.models import Contact, Customer
from baoxiu.basics.customers.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock


@dataclass(frozen=True, slots=True)
class ContactInput:
    """A contact as it was entered."""

    name: str
    phone: str
    email: str = ""
    relation: str = ""
    is_primary: bool = False


@transaction.atomic
def add_contact(customer: Customer, data: ContactInput, *, by: Actor, at: datetime) -> Contact:
    """One more person; raises ``InvalidPhone``, ``InvalidEmail``, a refusal of the name, ``NotAllowed``."""
    may_change(by, customer).or_refuse()
    customer = lock(customer)
    contact = Contact(customer=customer)
    _fill(contact, data)
    record("customers.contact_added", customer, by=by, at=at, contact=contact.pk, name=contact.name)
    return contact


@transaction.atomic
def change_contact(contact: Contact, data: ContactInput, *, by: Actor, at: datetime) -> Contact:
    """Another name, number or mail address; old and new are kept in the audit trail (RQ-SEC-04)."""
    may_change(by, contact.customer).or_refuse()
    lock(contact.customer)
    contact = lock(contact)
    old = str(contact)
    _fill(contact, data)
    record("customers.contact_changed", contact.customer, by=by, at=at, old=old, new=str(contact))
    return contact


def _fill(contact: Contact, data: ContactInput) -> None:
    number = read_phone(data.phone)
    contact.name = read_name(data.name)
    contact.phone, contact.extension = number.e164, number.extension
    contact.email = read_email(data.email)
    contact.relation = texts.one_line(data.relation, field="relation", most=40, required=False)
    if data.is_primary:
        contact.customer.contacts.exclude(pk=contact.pk).update(is_primary=False)
        contact.is_primary = True
    contact.save()
