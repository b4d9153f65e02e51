"""Technicians: skills with level, certificates with expiry, areas, shifts, absences (RQ-DSP-01…05)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor


class TechnicianRows(models.QuerySet["Technician"]):
    """Technicians."""

    def for_actor(self, actor: Actor) -> TechnicianRows:
        """Those of the outlets in the actor's scope."""
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class Technician(models.Model):
    """A person who repairs (维修人员)."""

    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="technician")
    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20)
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, related_name="technicians")
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    daily_cap = models.PositiveSmallIntegerField(default=8)
    is_active = models.BooleanField(default=True)

    objects = TechnicianRows.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Technicians have no case."""
        return ""


class Skill(models.Model):
    """How well a technician knows a product family: 1 (helper) to 5 (expert)."""

    technician = models.ForeignKey(Technician, models.CASCADE, related_name="skills")
    family = models.ForeignKey("products.Family", models.CASCADE, related_name="skills")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["technician", "family"], name="skill_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="skill_level_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.technician_id}: {self.family_id} {self.level}"


class Certificate(models.Model):
    """A certificate with its last day (RQ-DSP-05, CL14)."""

    class Kind(models.TextChoices):
        """What the law or the firm asks for."""

        ELECTRICIAN = "electrician", _("Low-voltage electrician")
        REFRIGERATION = "refrigeration", _("Refrigeration and air conditioning")
        HEIGHT = "height", _("Work at height")
        WELDING = "welding", _("Welding")
        GAS = "gas", _("Gas appliances")

    technician = models.ForeignKey(Technician, models.CASCADE, related_name="certificates")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    expires_on = models.DateField(help_text="last valid day")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["technician", "kind", "number"], name="certificate_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Area(models.Model):
    """A division where a technician works."""

    technician = models.ForeignKey(Technician, models.CASCADE, related_name="areas")
    division_code = models.CharField(max_length=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["technician", "division_code"], name="technician_area_once")
        ]

    def __str__(self) -> str:
        return self.division_code


class Shift(models.Model):
    """Working hours on a weekday (0 = Monday)."""

    technician = models.ForeignKey(Technician, models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="shift_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts}-{self.ends}"


class Absence(models.Model):
    """Time away. Two absences of one person never overlap: the database says so."""

    technician = models.ForeignKey(Technician, models.CASCADE, related_name="absences")
    period = DateTimeRangeField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="absences_do_not_overlap",
                expressions=[("technician", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technician_id}: {self.period}"
