"""Changing a customer's file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.inputs import read_name
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.permissions import may_change
from baoxiu.basics.customers.rules import pinyin_keys
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


class KeyByList(InvalidInput):
    """Who is key is decided once a year (RQ-CUS-07)."""

    message = _("Key customers come from the approved list of the year.")


@transaction.atomic
def change(
    customer: Customer, *, name: str, kind: str, customer_class: str, note: str = "", by: Actor, at: datetime
) -> Customer:
    """Name, kind, class and note; old and new are kept in the audit trail (RQ-CUS-03, RQ-SEC-04)."""
    may_change(by, customer).or_refuse()
    customer = lock(customer)
    if customer_class == "key" != customer.customer_class:
        raise KeyByList(field="customer_class")
    old = _shown(customer)
    customer.name = read_name(name)
    customer.sort_name, customer.initials = pinyin_keys(customer.name)
    customer.kind = Customer.Kind(kind)
    customer.customer_class = Customer.Class(customer_class)
    customer.note = texts.paragraph(note, field="note")
    customer.save()
    record("customers.changed", customer, by=by, at=at, old=old, new=_shown(customer))
    return customer


def _shown(customer: Customer) -> dict[str, str]:
    return {
        "name": customer.name,
        "kind": customer.kind,
        "class": customer.customer_class,
        "note": customer.note,
    }
