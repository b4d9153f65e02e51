"""Opening a customer's file to an outlet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.customers.models import Customer, ServedBy
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import add, insert_once
from baoxiu.core.rows import is_new
from baoxiu.core.statements import Given, Question

_SERVED: Question[ServedBy] = Question(
    lambda: ServedBy.objects.filter(customer_id=Given("customer"), outlet_id=Given("outlet")).order_by()
)


@transaction.atomic
def mark_served(customer: Customer, outlet: Outlet, *, by: Actor, at: datetime) -> None:
    """An outlet works for a customer: from now on its staff see the file. A repeat changes nothing."""
    row = ServedBy(customer=customer, outlet=outlet)
    if is_new(customer) and outlet.pk not in (by.outlet_ids or ()):
        add(row, once=True)
    elif _SERVED.first(customer=customer.pk, outlet=outlet.pk) or not insert_once(row):
        return
    record("customers.served_by", customer, by=by, at=at, outlet=outlet.pk)
