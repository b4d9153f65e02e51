"""Outlets: own and outsourced service points; the data scope of their people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor


class OutletRows(models.QuerySet["Outlet"]):
    """Outlets."""

    def for_actor(self, actor: Actor) -> OutletRows:
        """Those in the actor's scope."""
        return self if actor.outlet_ids is None else self.filter(pk__in=actor.outlet_ids)


class Outlet(models.Model):
    """A service point (网点)."""

    class Kind(models.TextChoices):
        """Who runs it."""

        OWN = "own", _("Own outlet")
        OUTSOURCED = "outsourced", _("Outsourced outlet")

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OWN)
    division_code = models.CharField(max_length=6, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    is_open = models.BooleanField(default=True)

    objects = OutletRows.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Outlets have no case."""
        return ""


class OutletArea(models.Model):
    """A division that an outlet serves."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="areas")
    division_code = models.CharField(max_length=6, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outlet", "division_code"], name="outlet_area_once")]

    def __str__(self) -> str:
        return f"{self.outlet_id}: {self.division_code}"
