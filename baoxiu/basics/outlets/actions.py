"""Opening and changing outlets (网点)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.outlets.models import Outlet, OutletArea
from baoxiu.basics.outlets.permissions import may_add_outlet, may_change_outlet
from baoxiu.basics.places.inputs import known_division, known_divisions
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


class OutletCodeTaken(InvalidInput):
    """Another outlet has this code."""

    message = _("There is an outlet with this code already.")


@dataclass(frozen=True, slots=True)
class OutletDetails:
    """What is known of an outlet. Position in degrees (WGS 84)."""

    name: str
    kind: str = "own"
    division_code: str = ""
    address: str = ""
    phone: str = ""
    lat: float | None = None
    lng: float | None = None


@transaction.atomic
def add_outlet(
    code: str, details: OutletDetails, *, areas: Iterable[str] = (), by: Actor, at: datetime
) -> Outlet:
    """Open an outlet that serves these divisions; raises ``OutletCodeTaken`` or ``UnknownDivision``."""
    may_add_outlet(by).or_refuse()
    outlet = Outlet(code=texts.one_line(code, field="code", most=20))
    _fill(outlet, details)
    try:
        with transaction.atomic():
            outlet.save(force_insert=True)
    except IntegrityError:
        raise OutletCodeTaken(field="code")
    record("outlets.added", outlet, by=by, at=at, code=outlet.code, name=outlet.name)
    set_areas(outlet, areas, by=by, at=at)
    return outlet


@transaction.atomic
def change_outlet(outlet: Outlet, details: OutletDetails, *, by: Actor, at: datetime) -> Outlet:
    """Change what is known of an outlet."""
    may_change_outlet(by, outlet).or_refuse()
    outlet = lock(outlet)
    old = outlet.name
    _fill(outlet, details)
    outlet.save()
    record("outlets.changed", outlet, by=by, at=at, old=old, name=outlet.name, address=outlet.address)
    return outlet


@transaction.atomic
def set_areas(outlet: Outlet, division_codes: Iterable[str], *, by: Actor, at: datetime) -> Outlet:
    """The divisions that an outlet serves, in place of the former ones; raises ``UnknownDivision``."""
    may_change_outlet(by, outlet).or_refuse()
    outlet = lock(outlet)
    codes = known_divisions(division_codes)
    outlet.areas.exclude(division_code__in=codes).delete()
    rows = [OutletArea(outlet=outlet, division_code=code) for code in codes]
    OutletArea.objects.bulk_create(rows, ignore_conflicts=True)
    record("outlets.areas_set", outlet, by=by, at=at, areas=codes)
    return outlet


@transaction.atomic
def close_outlet(outlet: Outlet, *, by: Actor, at: datetime) -> Outlet:
    """Take no more work there; what is open stays with it."""
    return _set_open(outlet, False, by=by, at=at)


@transaction.atomic
def reopen_outlet(outlet: Outlet, *, by: Actor, at: datetime) -> Outlet:
    """Take work there again."""
    return _set_open(outlet, True, by=by, at=at)


def _set_open(outlet: Outlet, is_open: bool, *, by: Actor, at: datetime) -> Outlet:
    may_change_outlet(by, outlet).or_refuse()
    outlet = lock(outlet)
    outlet.is_open = is_open
    outlet.save(update_fields=["is_open"])
    record("outlets.reopened" if is_open else "outlets.closed", outlet, by=by, at=at)
    return outlet


def _fill(outlet: Outlet, details: OutletDetails) -> None:
    outlet.name = texts.one_line(details.name, field="name", most=80)
    outlet.kind = Outlet.Kind(details.kind)
    code = details.division_code
    outlet.division_code = known_division(code) if code else ""
    outlet.address = texts.one_line(details.address, field="address", most=200, required=False)
    outlet.phone = texts.one_line(details.phone, field="phone", most=20, required=False)
    outlet.lat, outlet.lng = details.lat, details.lng
