"""Where a technician works."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from baoxiu.basics.places.inputs import known_divisions
from baoxiu.basics.technicians.models import Area, Technician
from baoxiu.basics.technicians.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock


@transaction.atomic
def set_areas(
    technician: Technician, division_codes: Iterable[str], *, by: Actor, at: datetime
) -> Technician:
    """The divisions where a technician works, in place of the former ones; raises ``UnknownDivision``."""
    may_change(by, technician).or_refuse()
    technician = lock(technician)
    codes = known_divisions(division_codes)
    technician.areas.exclude(division_code__in=codes).delete()
    rows = [Area(technician=technician, division_code=code) for code in codes]
    Area.objects.bulk_create(rows, ignore_conflicts=True)
    record("technicians.areas_set", technician, by=by, at=at, areas=codes)
    return technician
