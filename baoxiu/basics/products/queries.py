"""Reading products."""

from __future__ import annotations

from django.db import models

from baoxiu.basics.products.models import Family, FaultKind, Unit
from baoxiu.basics.products.rules import serial_key


def unit_by_serial(text: str) -> Unit | None:
    """The unit with this serial number, however it was typed (C07, C08)."""
    key = serial_key(text)
    if not key or "\x00" in key:
        return None
    return Unit.objects.select_related("family", "model", "customer").filter(serial_key=key).first()


def families() -> models.QuerySet[Family]:
    """The families that are served now, in the order in which they were added."""
    return Family.objects.filter(is_active=True).order_by("pk")


def faults_of(family: Family) -> models.QuerySet[FaultKind]:
    """The kinds of fault of a family, then those of all families."""
    own = models.Q(family=family) | models.Q(family=None)
    return FaultKind.objects.filter(own).order_by(models.F("family_id").asc(nulls_last=True), "pk")


def general_faults() -> models.QuerySet[FaultKind]:
    """The kinds of fault that any product may have."""
    return FaultKind.objects.filter(family=None).order_by("pk")
