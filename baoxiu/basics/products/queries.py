"""Reading products."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from baoxiu.basics.products.models import Family, FaultKind, Model, Unit
from baoxiu.basics.products.rules import serial_key
from baoxiu.core.actors import Actor
from baoxiu.core.counts import count_of
from baoxiu.core.statements import Given, Question


def unit_by_serial(text: str) -> Unit | None:
    """The unit with this serial number, however it was typed (C07, C08)."""
    key = serial_key(text)
    if not key or "\x00" in key:
        return None
    return Unit.objects.select_related("family", "model", "customer").filter(serial_key=key).first()


def family_served(code: str) -> Family | None:
    """The family with this code, if it is served now."""
    return _SERVED.first(code=code)


def fault_with(code: str, family: Family) -> FaultKind | None:
    """The kind of fault with this code that the family's products may have."""
    return _FAULTS.first(code=code, family=family.pk)


_SERVED: Question[Family] = Question(lambda: families().filter(code=Given("code")))
_FAULTS: Question[FaultKind] = Question(lambda: _faults(Given("family")).filter(code=Given("code")))


def families() -> models.QuerySet[Family]:
    """The families that are served now, in the order in which they were added."""
    return Family.objects.filter(is_active=True).order_by("pk")


def faults_of(family: Family) -> models.QuerySet[FaultKind]:
    """The kinds of fault of a family, then those of all families."""
    return _faults(family.pk)


def _faults(family: object) -> models.QuerySet[FaultKind]:
    own = models.Q(family_id=family) | models.Q(family=None)
    return FaultKind.objects.filter(own).order_by(models.F("family_id").asc(nulls_last=True), "pk")


def general_faults() -> models.QuerySet[FaultKind]:
    """The kinds of fault that any product may have."""
    return FaultKind.objects.filter(family=None).order_by("pk")


def all_families() -> models.QuerySet[Family]:
    """Every family, those no longer served last, with the number of its models and units."""
    return Family.objects.annotate(
        model_count=count_of(Model.objects.filter(family=models.OuterRef("pk"))),
        unit_count=count_of(Unit.objects.filter(family=models.OuterRef("pk"))),
    ).order_by("-is_active", "pk")


def family_by_code(code: str) -> Family | None:
    """A family by its code."""
    return Family.objects.filter(code=code).first()


def models_of(family: Family) -> models.QuerySet[Model]:
    """The models of a family by name, with the number of registered units."""
    return (
        Model.objects.filter(family=family).annotate(unit_count=models.Count("units")).order_by("name", "pk")
    )


def visible_units(actor: Actor) -> models.QuerySet[Unit]:
    """The units an actor may look at: those of the visible customers, and those without an owner."""
    rows = Unit.objects.select_related("family", "model", "customer")
    if actor.outlet_ids is None:
        return rows
    served = models.Q(customer__served_by__outlet_id__in=actor.outlet_ids)
    return rows.filter(served | models.Q(customer=None)).distinct()


def units_of(customer: models.Model, actor: Actor) -> models.QuerySet[Unit]:
    """A customer's products, the newest first."""
    return visible_units(actor).filter(customer_id=customer.pk).order_by("-pk")


def search_units(text: str, actor: Actor, *, family: Family | None = None) -> models.QuerySet[Unit]:
    """Units by serial number (its beginning or its end), owner's name or model code, newest first."""
    rows = visible_units(actor).order_by("-pk")
    if family is not None:
        rows = rows.filter(family=family)
    key, words = serial_key(text), " ".join(text.split())[:80]
    if not words or "\x00" in words:
        return rows
    found = models.Q(serial_key__startswith=key) | models.Q(serial_key__endswith=key) if key else models.Q()
    return rows.filter(
        found | models.Q(customer__name__startswith=words) | models.Q(model__code__istartswith=words)
    )


def all_models() -> models.QuerySet[Model]:
    """The models of the families that are served, by family and name."""
    return (
        Model.objects.filter(family__is_active=True)
        .select_related("family")
        .order_by("family_id", "name", "pk")
    )


def all_faults() -> models.QuerySet[FaultKind]:
    """Every kind of fault by family, those of all products first."""
    return FaultKind.objects.select_related("family").order_by(
        models.F("family_id").asc(nulls_first=True), "pk"
    )


def fault_named(pk: int) -> str:
    """What a kind of fault is called; its number where there is none."""
    return str(FaultKind.objects.filter(pk=pk).first() or pk)


def fault_names(ids: Iterable[int]) -> dict[int, str]:
    """What kinds of fault are called, by their ids."""
    return {row.pk: str(row) for row in FaultKind.objects.filter(pk__in=list(ids))}
