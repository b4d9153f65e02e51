"""At the customer's door (RQ-APT-01, RQ-VIS-15)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.locks import lock_for
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.readiness import refuse_unsafe
from baoxiu.flow.visits.rules import is_position, minutes_late


class InvalidPosition(InvalidInput):
    """Half a position, or one that is not on the globe."""

    message = _("This position does not exist.")


@transaction.atomic
def arrive(
    visit: Visit,
    *,
    by: Actor,
    at: datetime,
    lat: float | None = None,
    lng: float | None = None,
    device_at: datetime | None = None,
) -> Visit:
    """Check in at the customer's, with or without position (degrees, WGS 84); the device's time is a claim.

    Who checks in without having set out confirms the safety of work at height first.
    Raises ``InvalidPosition`` or ``HeightUnsafe`` (RQ-APT-01, RQ-VIS-05, RQ-VIS-15).
    """
    visit, order = lock_for("arrive", visit, by=by)
    if visit.set_out_at is None:
        refuse_unsafe(visit)
    if not is_position(lat, lng):
        raise InvalidPosition(field="lat")
    visit.arrived_at, visit.arrived_lat, visit.arrived_lng = at, lat, lng
    visit.save(update_fields=["stage", "arrived_at", "arrived_lat", "arrived_lng"])
    late = minutes_late(visit.window_end, at)
    known = facts.of_visit(visit, order) | {"minutes_late": late, "has_position": lat is not None}
    record("visits.arrived", visit, by=by, at=at, device_at=device_at, **known)
    return visit
