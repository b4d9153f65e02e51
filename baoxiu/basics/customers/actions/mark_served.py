"""Opening a customer's file to an outlet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.customers.models import Customer, ServedBy
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.statements import Given, Question, insert_once

_SERVED: Question[ServedBy] = Question(
    lambda: ServedBy.objects.filter(customer_id=Given("customer"), outlet_id=Given("outlet")).order_by()
)


@transaction.atomic
def mark_served(customer: Customer, outlet: Outlet, *, by: Actor, at: datetime) -> ServedBy:
    """An outlet works for a customer: from now on its staff see the file. A repeat changes nothing."""
    served = _SERVED.first(customer=customer.pk, outlet=outlet.pk)
    if served:
        return served
    row = ServedBy(customer=customer, outlet=outlet)
    if not insert_once(row):  # somebody else was first
        return ServedBy.objects.get(customer=customer, outlet=outlet)
    record("customers.served_by", customer, by=by, at=at, outlet=outlet.pk)
    return row
