"""Changing a technician, and the end of the work."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics import texts
from baoxiu.basics.accounts.actions import deactivate
from baoxiu.basics.customers.inputs import read_phone
from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.technicians.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock


@transaction.atomic
def change(
    technician: Technician,
    *,
    name: str,
    phone: str,
    daily_cap: int,
    lat: float | None = None,
    lng: float | None = None,
    by: Actor,
    at: datetime,
) -> Technician:
    """Name, phone, most jobs a day, and where the day's way starts."""
    may_change(by, technician).or_refuse()
    technician = lock(technician)
    old = {"name": technician.name, "phone": technician.phone, "daily_cap": technician.daily_cap}
    technician.name = texts.one_line(name, field="name", most=60)
    technician.phone = read_phone(phone).e164
    technician.daily_cap, technician.lat, technician.lng = daily_cap, lat, lng
    technician.save()
    new = {"name": technician.name, "phone": technician.phone, "daily_cap": technician.daily_cap}
    record("technicians.changed", technician, by=by, at=at, old=old, new=new)
    return technician


@transaction.atomic
def leave(technician: Technician, *, by: Actor, at: datetime) -> Technician:
    """The person leaves: no more jobs, and the account is closed."""
    may_change(by, technician).or_refuse()
    technician = lock(technician)
    technician.is_active = False
    technician.save(update_fields=["is_active"])
    deactivate(technician.user, by=by, at=at)
    record("technicians.left", technician, by=by, at=at, name=technician.name)
    return technician
