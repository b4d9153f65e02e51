"""Taking somebody on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.accounts.actions import create_user
from baoxiu.basics.accounts.roles import TECHNICIAN
from baoxiu.basics.customers.inputs import phone_of_person
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.technicians.permissions import may_hire
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record

DAILY_CAP = 8


@transaction.atomic
def hire(
    username: str,
    name: str,
    phone: str,
    *,
    outlet: Outlet,
    password: str | None = None,
    lat: float | None = None,
    lng: float | None = None,
    daily_cap: int = DAILY_CAP,
    must_change_password: bool = False,
    by: Actor,
    at: datetime,
) -> Technician:
    """A technician with an account and the role at the outlet. Position: where the day's way starts.

    Raises ``UserNameTaken``, ``WeakPassword``, ``InvalidPhone`` or ``NotAllowed``.
    """
    may_hire(by, outlet).or_refuse()
    number = phone_of_person(phone, by).e164
    user = create_user(
        username,
        name,
        roles=[(TECHNICIAN.code, outlet)],
        password=password,
        phone=number,
        must_change_password=must_change_password,
        by=by,
        at=at,
    )
    technician = Technician.objects.create(
        user=user,
        number=f"T{user.pk:05d}",
        name=user.name,
        phone=number,
        outlet=outlet,
        lat=lat,
        lng=lng,
        daily_cap=daily_cap,
    )
    record("technicians.hired", technician, by=by, at=at, name=technician.name, outlet=outlet.pk)
    return technician
