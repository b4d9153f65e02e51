"""Spare parts by number, what faults usually need, and what is on each technician's van (车载备件)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.products.models import Named
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import APPEND_ONLY


class Part(Named):
    """A spare part. ``number``: what stands on its box, and as code in the price list."""

    number = models.CharField(max_length=40, unique=True)
    family = models.ForeignKey("products.Family", models.PROTECT, null=True, related_name="parts")
    unit = models.CharField(max_length=12, default="件")

    class Meta:
        ordering = ["number"]

    @property
    def chain(self) -> str:
        """Parts have no case."""
        return ""


class UsualPart(models.Model):
    """What a fault usually needs, so that it can be packed before anybody has looked (RQ-APT-07)."""

    fault = models.ForeignKey("products.FaultKind", models.CASCADE, related_name="usual_parts")
    part = models.ForeignKey(Part, models.CASCADE, related_name="usual_for")
    quantity = models.DecimalField(max_digits=8, decimal_places=2, default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fault", "part"], name="usual_part_once")]

    def __str__(self) -> str:
        return f"{self.fault_id}: {self.part_id}"


class VanRows(models.QuerySet["VanStock"]):
    """What is on the vans."""

    def for_actor(self, actor: Actor) -> VanRows:
        """Of the outlets in the actor's scope; a technician's own."""
        if actor.technician_id and not actor.has("parts.see"):
            return self.filter(technician=actor.technician_id)
        return self if actor.outlet_ids is None else self.filter(technician__outlet__in=actor.outlet_ids)


class VanStock(models.Model):
    """What is on a van: the sum of its movements. The database keeps it (trigger ``onto_van``); nobody else may write it."""

    technician = models.ForeignKey("technicians.Technician", models.PROTECT, related_name="van_stock")
    part = models.ForeignKey(Part, models.PROTECT, related_name="on_vans")
    quantity = models.DecimalField(max_digits=8, decimal_places=2)

    objects = VanRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["technician", "part"], name="van_stock_once"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="van_stock_not_negative"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_by_movement",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF pg_trigger_depth() < 2 THEN
                        RAISE EXCEPTION 'van stock changes by movements only';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technician_id}: {self.part_id} {self.quantity}"


class VanMovement(models.Model):
    """Something put on a van or taken off, never changed afterwards. ``quantity``: negative for what leaves."""

    class Kind(models.TextChoices):
        """Why."""

        LOADED = "loaded", pgettext_lazy("van", "Loaded")
        USED = "used", pgettext_lazy("van", "Built in")
        RETURNED = "returned", pgettext_lazy("van", "Returned to the store")
        GIVEN = "given", _("Handed to a colleague")
        TAKEN = "taken", _("Taken over from a colleague")
        COUNTED = "counted", pgettext_lazy("van", "Corrected by a count")

    technician = models.ForeignKey("technicians.Technician", models.PROTECT, related_name="van_movements")
    part = models.ForeignKey(Part, models.PROTECT, related_name="van_movements")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    quantity = models.DecimalField(max_digits=8, decimal_places=2)
    other = models.ForeignKey("technicians.Technician", models.PROTECT, null=True, related_name="+")
    order_number = models.CharField(
        max_length=24, blank=True, help_text="the job it was used on or moved for"
    )
    note = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["technician", "-at"], name="van_movements_of")]
        constraints = [
            models.CheckConstraint(
                name="van_movement_direction",
                condition=models.Q(kind="counted")
                | models.Q(kind__in=("loaded", "taken"), quantity__gt=0)
                | models.Q(kind__in=("used", "returned", "given"), quantity__lt=0),
            ),
        ]
        triggers = [
            *APPEND_ONLY,
            pgtrigger.Trigger(
                name="onto_van",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func="""
                    INSERT INTO parts_vanstock (technician_id, part_id, quantity)
                    VALUES (NEW.technician_id, NEW.part_id, 0) ON CONFLICT DO NOTHING;
                    UPDATE parts_vanstock SET quantity = quantity + NEW.quantity
                    WHERE technician_id = NEW.technician_id AND part_id = NEW.part_id;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technician_id}: {self.part_id} {self.quantity}"

    @property
    def chain(self) -> str:
        """A van has no case; what is used stands in the order's repair record."""
        return ""
