"""Setting bays up, one by one or from a table; taking them out of service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.workshop.giving import fill, put_on
from baoxiu.flow.workshop.models import Bay, BayOutage, Stay
from baoxiu.flow.workshop.permissions import may_set_up
from baoxiu.flow.workshop.yard import LOADED, locked_yard, outlets_with_bays


class BayNameTaken(InvalidInput):
    """Another bay of the outlet is called so."""

    message = _("This outlet has a bay of this name already.")


class BayHours(InvalidInput):
    """Opening hours without length, or only half of them."""

    message = _("Please give both hours, the later one second, or none.")


class OutageEnds(InvalidInput):
    """The time out of service has no length."""

    message = _("The end must lie after the start.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BayInput:
    """What is known of a bay; without families and services it suits all, without hours it follows the calendar."""

    outlet: Outlet
    name: str
    families: Sequence[Family] = ()
    services: Sequence[str] = ()
    up_to_level: int = 5
    equipment: str = ""
    opens: time | None = None
    closes: time | None = None
    is_active: bool = True


@transaction.atomic
def put_bay(data: BayInput, *, bay: Bay | None = None, by: Actor, at: datetime) -> Bay:
    """Add or change a bay (RQ-APT-09); who waits and fits gets it. Raises ``BayNameTaken``, ``BayHours``."""
    may_set_up(data.outlet.pk, by).or_refuse()
    outlet = locked_yard(data.outlet)
    row = _put(data, bay, by=by, at=at)
    outlets_with_bays.forget()
    fill(outlet, at=at)
    return row


@transaction.atomic
def load_bays(rows: Iterable[BayInput], *, by: Actor, at: datetime) -> int:
    """A whole table, recognised by outlet and name: all of it or nothing. How many bays it has."""
    done = 0
    for data in rows:
        known = Bay.objects.filter(outlet=data.outlet, name=data.name.strip()).first()
        put_bay(data, bay=known, by=by, at=at)
        done += 1
    return done


def _put(data: BayInput, bay: Bay | None, *, by: Actor, at: datetime) -> Bay:
    if (data.opens is None) != (data.closes is None) or (
        data.opens and data.closes and data.opens >= data.closes
    ):
        raise BayHours(field="closes")
    row = bay or Bay(outlet=data.outlet)
    row.name = texts.one_line(data.name, field="name", most=40)
    row.services = [code for code in RepairRequest.Service.values if code in set(data.services)]
    row.up_to_level = min(max(data.up_to_level, 1), 5)
    row.equipment = texts.one_line(data.equipment, field="equipment", most=200, required=False)
    row.opens, row.closes, row.is_active = data.opens, data.closes, data.is_active
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise BayNameTaken(field="name")
    row.families.set(data.families)
    record(
        "workshop.bay_changed" if bay else "workshop.bay_added", row, by=by, at=at,
        outlet_id=row.outlet_id, name=row.name, families=[one.code for one in data.families],
        services=row.services, up_to_level=row.up_to_level, equipment=row.equipment, is_active=row.is_active,
    )  # fmt: skip
    return row


@transaction.atomic
def take_out(bay: Bay, start: datetime, end: datetime, *, reason: str, by: Actor, at: datetime) -> BayOutage:
    """A bay cannot be used for a time; units that were to come get another bay or wait (RQ-APT-09).

    What stands on it already is left to people. Raises ``OutageEnds``.
    """
    may_set_up(bay.outlet_id, by).or_refuse()
    if end <= start:
        raise OutageEnds(field="end")
    outlet = locked_yard(bay.outlet)
    text = texts.one_line(reason, field="reason", most=120)
    row = BayOutage.objects.create(
        bay=bay, period=DateTimeTZRange(start, end), reason=text, by_name=by.name, at=at
    )
    more = {"outlet_id": outlet.pk, "name": bay.name, "start": start, "end": end, "reason": text}
    record("workshop.bay_out", bay, by=by, at=at, **more)
    coming = Stay.objects.filter(bay=bay, ended_at=None, start__gt=at, start__lt=end, end__gt=start)
    for stay in coming.select_related(*LOADED):
        stay.by_hand = False
        put_on(stay, None, None, None)
    fill(outlet, at=at)
    return row


@transaction.atomic
def bring_back(outage: BayOutage, *, by: Actor, at: datetime) -> Bay:
    """The bay can be used again, earlier than noted or as if it had never been out."""
    bay = outage.bay
    may_set_up(bay.outlet_id, by).or_refuse()
    outlet = locked_yard(bay.outlet)
    outage = lock(outage)
    if outage.period.lower < at:
        outage.period = DateTimeTZRange(outage.period.lower, min(at, outage.period.upper))
        outage.save(update_fields=["period"])
    else:
        outage.delete()
    record("workshop.bay_back", bay, by=by, at=at, outlet_id=outlet.pk, name=bay.name)
    fill(outlet, at=at)
    return bay
