"""What is on the vans, and what it came from."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.db.models import functions

from baoxiu.basics.parts.models import Part, UsualPart, VanMovement, VanStock
from baoxiu.basics.products.models import FaultKind
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor


def parts() -> models.QuerySet[Part]:
    """Every part by its number."""
    return Part.objects.select_related("family")


def parts_with_faults() -> models.QuerySet[Part]:
    """The same with the faults that usually need them."""
    return parts().prefetch_related("usual_for__fault__family")


def by_numbers(numbers: Iterable[str]) -> dict[str, Part]:
    """The parts with these numbers, by their numbers in small letters."""
    wanted = {number.casefold() for number in numbers}
    rows = Part.objects.annotate(small=functions.Lower("number")).filter(small__in=wanted)
    return {one.number.casefold(): one for one in rows}


def vans(actor: Actor, *, outlet_id: int | None = None, text: str = "") -> models.QuerySet[VanStock]:
    """What is on the vans within the actor's reach, by technician and part; a part that is used up stays as zero."""
    rows = VanStock.objects.for_actor(actor)
    if outlet_id:
        rows = rows.filter(technician__outlet=outlet_id)
    if text:
        wanted = models.Q(technician__name__icontains=text) | models.Q(technician__number__iexact=text)
        rows = rows.filter(
            wanted | models.Q(part__number__icontains=text) | models.Q(part__name__icontains=text)
        )
    return rows.select_related("technician", "part").order_by(
        "technician__name", "technician", "part__number"
    )


def van_of(technician: Technician) -> models.QuerySet[VanStock]:
    """One van."""
    return VanStock.objects.filter(technician=technician).select_related("part").order_by("part__number")


def movements(technician: Technician) -> models.QuerySet[VanMovement]:
    """What came and went, the newest first."""
    rows = VanMovement.objects.filter(technician=technician)
    return rows.select_related("part", "other")


def on_van(technician_id: int, part: Part) -> Decimal:
    """Units of a part on a van."""
    row = VanStock.objects.filter(technician=technician_id, part=part).values_list("quantity", flat=True)
    return row.first() or Decimal(0)


def named(number: str, name: str) -> Part | None:
    """The part that a repair record means: by the code of the price list, else by its name where only one has it."""
    found = list(Part.objects.filter(models.Q(number=number) | models.Q(name=name))[:9])
    exact = [one for one in found if number and one.number == number]
    alike = exact or [one for one in found if one.name == name]
    return alike[0] if len(alike) == 1 else None


def usual_parts(fault: FaultKind | None) -> models.QuerySet[UsualPart]:
    """What a fault usually needs."""
    rows = UsualPart.objects.filter(fault=fault) if fault else UsualPart.objects.none()
    return rows.select_related("part").order_by("part__number")


def part_names(keys: Iterable[int]) -> dict[int, str]:
    """Number and name of parts by their keys."""
    return {one.pk: f"{one.number} {one}" for one in Part.objects.filter(pk__in=set(keys))}


def on_board(technician: Technician) -> models.QuerySet[Part]:
    """The parts of which something is on a van."""
    return Part.objects.filter(on_vans__technician=technician, on_vans__quantity__gt=0)


def colleagues(technician: Technician) -> models.QuerySet[Technician]:
    """To whom a technician may hand something: the others of the outlet."""
    rows = Technician.objects.filter(outlet=technician.outlet_id, is_active=True)
    return rows.exclude(pk=technician.pk).order_by("name", "pk")


def unkept(actor: Actor, *, outlet_id: int | None = None) -> models.QuerySet[Technician]:
    """Whose van was never loaded or counted, within the actor's reach."""
    rows = Technician.objects.for_actor(actor).filter(is_active=True, van_stock=None)
    return (rows.filter(outlet=outlet_id) if outlet_id else rows).order_by("name", "pk")
