"""Saying where an address is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.customers.inputs import read_position
from baoxiu.basics.customers.models import Address
from baoxiu.basics.customers.permissions import may_locate
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock


@transaction.atomic
def locate_address(
    address: Address, *, lat: float, lng: float, source: str = "hand", by: Actor, at: datetime
) -> Address:
    """Keep where an address is (degrees, WGS-84), or correct it; requests with this address begin there (RQ-DSP-03).

    The degrees themselves stay out of the unchangeable history. Raises ``InvalidPosition`` or ``NotAllowed``.
    """
    address = lock(address)
    may_locate(by, address.customer).or_refuse()
    known = address.lat is not None
    address.lat, address.lng = read_position(lat, lng)
    address.save(update_fields=["lat", "lng"])
    record(
        "customers.address_located",
        address.customer,
        by=by,
        at=at,
        address=address.pk,
        detail=address.detail,
        source=source,
        corrected=known,
    )
    return address
