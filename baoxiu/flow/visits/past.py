"""What past visits tell of durations and ways, in plain figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from baoxiu.basics.travel.queries import USUAL_MINUTES
from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.rules.learning import Trip, Work
from baoxiu.core.clock import SHANGHAI, legal_date
from baoxiu.flow.visits.models import Visit

SPAN = timedelta(days=365)
MOST = 500_000
"""Visits that are looked at, the newest: enough for any firm, and it fits into memory."""

CHUNK = 5_000


def works(at: datetime) -> Iterator[Work]:
    """The finished visits of a year: minutes from checking in to leaving (RQ-VIS-15)."""
    rows = Visit.objects.filter(
        stage="finished", arrived_at__isnull=False, finished_at__gt=at - SPAN, finished_at__lte=at
    )
    fields = rows.order_by("-finished_at")[:MOST].values_list(
        "order__family_id",
        "order__service",
        "order__request__fault_id",
        "technician_id",
        "arrived_at",
        "finished_at",
        "order__request__fault__minutes",
    )
    for family, service, fault, technician, begin, end, stated in fields.iterator(CHUNK):
        minutes = (end - begin).total_seconds() / 60
        yield Work(family, service, fault, technician, minutes, stated or USUAL_MINUTES)


def trips(at: datetime) -> Iterator[Trip]:
    """The ways of a year: from the visit before on the same day, or from home, to the customer's (RQ-EXE-06)."""
    came_from: dict[str, Any] = {}
    for row in _ways(at).iterator(CHUNK):
        start, end = _start(row, came_from), _place(row)
        if start and end and row["set_out_at"]:
            seconds = (row["arrived_at"] - row["set_out_at"]).total_seconds()
            yield Trip(row["set_out_at"].astimezone(SHANGHAI).hour, start, end, seconds)
        came_from = row


def _ways(at: datetime) -> models.QuerySet[Visit, dict[str, Any]]:
    """The visits at which somebody arrived, each technician's in their order."""
    newest = Visit.objects.filter(arrived_at__gt=at - SPAN, arrived_at__lte=at).order_by("-arrived_at")[:MOST]
    rows = Visit.objects.filter(pk__in=newest.values("pk")).order_by("technician_id", "arrived_at", "pk")
    return rows.values(
        "technician_id",
        "set_out_at",
        "arrived_at",
        "finished_at",
        "arrived_lat",
        "arrived_lng",
        site_lat=models.F("order__request__lat"),
        site_lng=models.F("order__request__lng"),
        home_lat=models.F("technician__lat"),
        home_lng=models.F("technician__lng"),
        outlet_lat=models.F("technician__outlet__lat"),
        outlet_lng=models.F("technician__outlet__lng"),
    )


def _start(row: dict[str, Any], before: dict[str, Any]) -> Point | None:
    """Where the technician set out: from the visit before on the same day, else from home or the outlet; unknown while one ran on."""
    out = row["set_out_at"]
    if out is None:
        return None
    on, same = legal_date(out), before.get("technician_id") == row["technician_id"]
    if not same or legal_date(before["arrived_at"]) != on:
        return _point(row["home_lat"], row["home_lng"]) or _point(row["outlet_lat"], row["outlet_lng"])
    left = before["finished_at"]
    return _place(before) if left and left <= out else None


def _place(row: dict[str, Any]) -> Point | None:
    """Where a visit was: where the phone said, else where the address is."""
    return _point(row["arrived_lat"], row["arrived_lng"]) or _point(row["site_lat"], row["site_lng"])


def _point(lat: float | None, lng: float | None) -> Point | None:
    return (lat, lng) if lat is not None and lng is not None else None
