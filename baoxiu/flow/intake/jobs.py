"""What time drives here."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.basics.places.queries import full_names
from baoxiu.basics.places.rules import city_of
from baoxiu.basics.travel.places import Written, chosen_geocoder, places_of
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.intake.actions import locate
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest, RequestRows

FRESH = timedelta(days=7)
LOOKED_AT, ASKED = 500, 40
"""Requests that are looked at in a round, and addresses for which the service is asked."""


def locate_addresses(*, at: datetime) -> int:
    """Find out where new requests are, by the map service that the firm has chosen; returns how many were placed.

    Without one nothing happens. A position that somebody has kept is never touched (RQ-DSP-03).
    """
    if chosen_geocoder(at) is None:
        return 0
    rows = list(_without_place(at)[:LOOKED_AT])
    names = full_names(row.division_code for row in rows)
    texts = {row.pk: names.get(row.division_code, "") + row.address for row in rows}
    written = [Written(texts[row.pk], city_of(row.division_code)) for row in rows]
    found = places_of(written, most=ASKED, at=at)
    placed = [(row, found[texts[row.pk]]) for row in rows if texts[row.pk] in found]
    for row, (lat, lng) in placed:
        locate(row, lat=lat, lng=lng, source="map_service", by=SYSTEM, at=at)
    return len(placed)


def _without_place(at: datetime) -> RequestRows:
    """Those of the last days where somebody is to go to an address of which nobody knows where it is."""
    rows = RepairRequest.objects.filter(
        mode=RepairRequest.Mode.ON_SITE, lat=None, submitted_at__gt=at - FRESH, submitted_at__lte=at
    )
    living = rows.exclude(stage__in=REQUEST.codes("closed")).exclude(address="").exclude(division_code="")
    return living.order_by("-submitted_at")
