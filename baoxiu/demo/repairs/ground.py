"""What the records stand on: product families, repair groups as outlets with their volunteers, and visitors."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from baoxiu.basics.customers import actions as customers
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets import actions as outlets
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products import actions as products
from baoxiu.basics.products.models import Family
from baoxiu.basics.technicians import actions as technicians
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.demo.repairs.families import NAMES, code_of
from baoxiu.demo.repairs.reading import Record

OPENING = time(10)


def importer(provider: str) -> Actor:
    """Who takes the records over. Its events have no next steps: the past had them."""
    return Actor(kind="import", id="ords", name=provider, outlet_ids=None)


def moment_of(record: Record) -> datetime:
    """The day of a record at the hour at which repair sessions open."""
    return datetime.combine(record.day, OPENING, SHANGHAI)


@dataclass(frozen=True, slots=True)
class Group:
    """A repair group: its outlet, the volunteers as one technician, the visitors as one customer."""

    outlet: Outlet
    volunteers: Technician
    visitors: Customer


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that records refer to, by the words of the file."""

    families: dict[str, Family]
    groups: dict[str, Group]

    @classmethod
    def prepare(cls, records: Iterable[Record]) -> Ground:
        """Find or make what these records need; doing it again changes nothing."""
        by_group: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            by_group[record.group].append(record)
        families = _families([record for group in by_group.values() for record in group])
        return cls(families, {name: _group(name, rows) for name, rows in by_group.items()})


def _families(records: Iterable[Record]) -> dict[str, Family]:
    first = {record.category: record for record in sorted(records, key=lambda one: one.day, reverse=True)}
    return {category: _family(record) for category, record in first.items()}


@transaction.atomic
def _family(record: Record) -> Family:
    code = code_of(record.category_id, record.category)
    known: Family | None = Family.objects.filter(code=code).first()
    if known:
        return known
    name = NAMES.get(record.category, record.category)
    by, at = importer(record.provider), moment_of(record)
    return products.add_family(code, name, name_en=record.category, by=by, at=at)


@transaction.atomic
def _group(name: str, records: list[Record]) -> Group:
    """The outlet of a group; its code comes from its name, so that it is found again."""
    code = "ORD-" + hashlib.sha256(name.encode()).hexdigest()[:10]
    first = min(records, key=lambda record: record.day)
    by, at = importer(first.provider), moment_of(first)
    outlet = Outlet.objects.filter(code=code).first() or _open(code, name, by, at)
    volunteers = Technician.objects.filter(outlet=outlet).first() or _volunteers(code, name, outlet, by, at)
    visitors = Customer.objects.filter(served_by__outlet=outlet).order_by("pk").first()
    return Group(outlet, volunteers, visitors or _visitors(name, outlet, by, at))


def _open(code: str, name: str, by: Actor, at: datetime) -> Outlet:
    details = outlets.OutletDetails(name=name[:80], kind="outsourced")
    return outlets.add_outlet(code, details, by=by, at=at)


def _volunteers(code: str, name: str, outlet: Outlet, by: Actor, at: datetime) -> Technician:
    return technicians.hire(code.lower(), f"志愿者 {name}"[:60], "", outlet=outlet, by=by, at=at)


def _visitors(name: str, outlet: Outlet, by: Actor, at: datetime) -> Customer:
    visitors = customers.register(f"到访者 {name}"[:80], "", by=by, at=at)
    customers.mark_served(visitors, outlet, by=by, at=at)
    return visitors
