"""Saying where a request's address is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.customers.actions import locate_address
from baoxiu.basics.customers.queries import stored_address
from baoxiu.basics.travel.rules.coordinates import distance_km
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import wrong_place
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.permissions import may_locate

METRES = 1000
BY_HAND = "hand"


@transaction.atomic
def locate(
    request: RepairRequest, *, lat: float, lng: float, source: str = BY_HAND, by: Actor, at: datetime
) -> RepairRequest:
    """Keep where the work is (degrees, WGS-84), or correct it: the dispatch and the technician's map go by it (RQ-DSP-03).

    The same address in the customer's file is there too. No service overrules what is known. The history says who, when
    and how far it moved, not the degrees. Raises ``InvalidInput`` or ``NotAllowed``.
    """
    fresh = lock(request)
    may_locate(fresh, by).or_refuse()
    faults = wrong_place({"lat": lat, "lng": lng})
    if faults:
        raise InvalidInput(fields=faults)
    if source != BY_HAND and fresh.lat is not None:
        return fresh
    before = (fresh.lat, fresh.lng)
    fresh.lat, fresh.lng = lat, lng
    fresh.save(update_fields=["lat", "lng"])
    stored = stored_address(fresh.customer, fresh.division_code, fresh.address)
    if stored and (stored.lat, stored.lng) != (lat, lng):
        locate_address(stored, lat=lat, lng=lng, source=source, by=by, at=at)
    record(
        "intake.located",
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.pk,
        source=source,
        moved_metres=_moved(before, (lat, lng)),
    )
    return fresh


def _moved(before: tuple[float | None, float | None], after: tuple[float, float]) -> int | None:
    """How far; nothing where no position was known."""
    lat, lng = before
    return None if lat is None or lng is None else round(METRES * distance_km((lat, lng), after))
