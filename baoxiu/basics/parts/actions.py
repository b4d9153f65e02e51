"""Movements of parts on the vans: put on, built in, given back, handed on, counted. Nothing is ever below zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.parts.inputs import checked
from baoxiu.basics.parts.models import Part, UsualPart, VanMovement
from baoxiu.basics.parts.permissions import may_change_parts, may_give, may_move
from baoxiu.basics.parts.queries import on_van
from baoxiu.basics.products.inputs import read_code
from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict, InvalidInput
from baoxiu.core.rows import one_at_a_time


class NotOnVan(Conflict):
    """More than there is cannot leave a van."""

    code = "not_on_van"
    message = _("That many are not on the van.")


class SameVan(InvalidInput):
    """A hand-over needs two."""

    message = _("Please choose a colleague.")


class PartTaken(InvalidInput):
    """The number is in use."""

    message = _("There is a part with this number already.")


@transaction.atomic
def add_part(
    number: str,
    name: str,
    *,
    name_en: str = "",
    family: Family | None = None,
    unit: str = "件",
    by: Actor,
    at: datetime,
) -> Part:
    """A part that can be on a van; raises ``PartTaken`` or a refusal of the input."""
    may_change_parts(by).or_refuse()
    number = read_code(number, most=40)
    if Part.objects.filter(number=number).exists():
        raise PartTaken(field="number")
    part = Part.objects.create(
        number=number,
        name=texts.one_line(name, field="name", most=80),
        name_en=texts.one_line(name_en, field="name_en", most=80, required=False),
        family=family,
        unit=texts.one_line(unit, field="unit", most=12),
    )
    record("parts.added", part, by=by, at=at, number=part.number, name=part.name)
    return part


@transaction.atomic
def set_usual_parts(
    fault: FaultKind, parts: Mapping[Part, Decimal], *, by: Actor, at: datetime
) -> list[UsualPart]:
    """What a fault usually needs from now on; nothing clears the list (RQ-APT-07)."""
    may_change_parts(by).or_refuse()
    wanted = {part: checked(quantity) for part, quantity in parts.items()}
    UsualPart.objects.filter(fault=fault).delete()
    made = UsualPart.objects.bulk_create(
        UsualPart(fault=fault, part=part, quantity=quantity) for part, quantity in wanted.items()
    )
    listed = {part.number: str(quantity) for part, quantity in wanted.items()}
    for part in wanted:
        record("parts.usual_set", part, by=by, at=at, fault=fault.code, parts=listed)
    return made


@transaction.atomic
def load(
    technician: Technician, part: Part, quantity: Decimal, *, note: str = "", by: Actor, at: datetime
) -> VanMovement:
    """Put units on a van."""
    may_move(by, technician).or_refuse()
    _alone(technician)
    return _move(technician, part, "loaded", checked(quantity), note=note, by=by, at=at)


@transaction.atomic
def give_back(
    technician: Technician, part: Part, quantity: Decimal, *, note: str = "", by: Actor, at: datetime
) -> VanMovement:
    """Take units off a van, back to the store; raises ``NotOnVan``."""
    may_give(by, technician).or_refuse()
    _alone(technician)
    return _taken(technician, part, "returned", checked(quantity), note=note, by=by, at=at)


@transaction.atomic
def hand_over(
    technician: Technician,
    part: Part,
    quantity: Decimal,
    *,
    to: Technician,
    order_number: str = "",
    by: Actor,
    at: datetime,
) -> VanMovement:
    """From one van to another of the same outlet or of outlets within the actor's reach; raises ``NotOnVan`` or ``SameVan``.

    Gives what was taken over.
    """
    if technician.pk == to.pk:
        raise SameVan(field="to")
    may_give(by, technician).or_refuse()
    if technician.outlet_id != to.outlet_id:
        may_move(by, to).or_refuse()
    _alone(technician, to)
    quantity = checked(quantity)
    _taken(technician, part, "given", quantity, other=to, order_number=order_number, by=by, at=at)
    return _move(to, part, "taken", quantity, other=technician, order_number=order_number, by=by, at=at)


@transaction.atomic
def count(
    technician: Technician, part: Part, quantity: Decimal, *, note: str = "", by: Actor, at: datetime
) -> VanMovement:
    """What was really found on a van; the difference is booked, also where there is none, with a word why where there is one."""
    may_move(by, technician).or_refuse()
    _alone(technician)
    return _counted(technician, part, checked(quantity, least=Decimal(0)), note=note, by=by, at=at)


@transaction.atomic
def use(
    technician: Technician, part: Part, quantity: Decimal, *, order_number: str, by: Actor, at: datetime
) -> Decimal:
    """Built in on a job, as its repair record says: as much as is on record leaves the van. Gives what was not on record.

    The caller has asked for the right to note the repair.
    """
    _alone(technician)
    there = min(quantity, on_van(technician.pk, part))
    if there > 0:
        _move(technician, part, "used", -there, order_number=order_number, by=by, at=at)
    return quantity - there


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of a count: what is on whose van."""

    technician: Technician
    part: Part
    quantity: Decimal


@transaction.atomic
def take_over(lines: Sequence[Counted], *, note: str, by: Actor, at: datetime) -> int:
    """The lines of a file as a count, all of them or none; gives how many differ from what was on record."""
    people = {line.technician for line in lines}
    for one in people:
        may_move(by, one).or_refuse()
    _alone(*people)
    made = []
    for line in lines:
        found = checked(line.quantity, least=Decimal(0))
        made.append(_counted(line.technician, line.part, found, note=note, by=by, at=at))
    return sum(1 for one in made if one.quantity)


def _alone(*technicians: Technician) -> None:
    """Nobody else moves these vans until the transaction ends; always in the same order, so that nobody waits in a ring.

    Not by the technicians' own rows: whoever dispatches holds those.
    """
    for one in sorted(technicians, key=lambda one: one.pk):
        one_at_a_time(f"van:{one.pk}")


def _counted(
    technician: Technician, part: Part, found: Decimal, *, note: str, by: Actor, at: datetime
) -> VanMovement:
    difference = found - on_van(technician.pk, part)
    return _move(technician, part, "counted", difference, note=note, by=by, at=at)


def _taken(
    technician: Technician,
    part: Part,
    kind: str,
    quantity: Decimal,
    *,
    other: Technician | None = None,
    order_number: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> VanMovement:
    if on_van(technician.pk, part) < quantity:
        raise NotOnVan(field="quantity")
    return _move(
        technician, part, kind, -quantity, other=other, order_number=order_number, note=note, by=by, at=at
    )


def _move(
    technician: Technician,
    part: Part,
    kind: str,
    quantity: Decimal,
    *,
    other: Technician | None = None,
    order_number: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> VanMovement:
    row = VanMovement.objects.create(
        technician=technician,
        part=part,
        kind=kind,
        quantity=quantity,
        other=other,
        order_number=order_number,
        note=texts.one_line(note, field="note", most=200, required=False),
        by_name=by.name,
        at=at,
    )
    record(
        f"parts.{kind}", technician, by=by, at=at,
        technician_id=technician.pk, part=part.number, quantity=quantity if kind == "counted" else abs(quantity), order=order_number,
    )  # fmt: skip
    return row
