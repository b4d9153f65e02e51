"""Adding an address."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.inputs import AddressInput, read_address
from baoxiu.basics.customers.models import Address, Customer
from baoxiu.basics.customers.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock

MOST = 200
"""Enough for a firm with many branches."""


class TooManyAddresses(InvalidInput):
    """The file holds as many addresses as there is room for."""

    message = _("This customer has too many addresses; please look for an existing one.")


@transaction.atomic
def add_address(
    customer: Customer, address: AddressInput, *, is_primary: bool = False, by: Actor, at: datetime
) -> Address:
    """One more place where the customer's products are; the first one is the main one.

    Raises ``UnknownDivision``, ``TooManyAddresses`` or ``NotAllowed``.
    """
    may_change(by, customer).or_refuse()
    customer, place = lock(customer), read_address(address)
    held = customer.addresses.count()
    if held >= MOST:
        raise TooManyAddresses(field="address")
    if is_primary:
        customer.addresses.update(is_primary=False)
    row = Address.objects.create(
        customer=customer,
        division_code=place.division_code,
        detail=place.detail,
        lat=place.lat,
        lng=place.lng,
        is_primary=is_primary or not held,
    )
    record("customers.address_added", customer, by=by, at=at, address=row.pk, detail=row.detail)
    return row
