"""What was learned of durations and ways, and what map services told (RQ-DSP-01, RQ-DSP-10)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce


class UsualTime(models.Model):
    """How long a type of job takes: of the firm (no family), of a type, or of one technician within a type.

    ``mean`` and ``spread`` are those of the logarithm of the minutes. The rows are learned anew each night.
    """

    family = models.ForeignKey("products.Family", models.CASCADE, null=True, related_name="+")
    service = models.CharField(max_length=14, blank=True)
    fault = models.ForeignKey("products.FaultKind", models.CASCADE, null=True, related_name="+")
    technician = models.ForeignKey(
        "technicians.Technician", models.CASCADE, null=True, related_name="usual_times"
    )
    mean = models.FloatField()
    spread = models.FloatField()
    visits = models.PositiveIntegerField()
    learned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce("family_id", 0),
                "service",
                Coalesce("fault_id", 0),
                Coalesce("technician_id", 0),
                name="usual_time_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.family_id} {self.service} {self.fault_id} {self.technician_id}"

    @property
    def chain(self) -> str:
        """What was learned belongs to no case."""
        return ""


class HourFactor(models.Model):
    """What an hour of the day does to a way, learned each night from setting out and arriving."""

    hour = models.PositiveSmallIntegerField(unique=True)
    factor = models.FloatField(help_text="real time through estimated time")
    spread = models.FloatField(help_text="of its logarithm, for the next way")
    ways = models.PositiveIntegerField()
    learned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.hour}: {self.factor}"


class KnownWay(models.Model):
    """A way that a map service told. It is asked again when the policy says that the answer is old."""

    provider = models.CharField(max_length=10)
    hour = models.SmallIntegerField(help_text="0 to 23, or -1 from a service that knows no traffic")
    start = models.CharField(max_length=24, help_text="latitude and longitude, about 10 m wide")
    end = models.CharField(max_length=24)
    seconds = models.PositiveIntegerField()
    metres = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "hour", "start", "end"], name="known_way_once")
        ]
        indexes = [models.Index(fields=["at"], name="known_way_age")]

    def __str__(self) -> str:
        return f"{self.provider} {self.start} {self.end}"


class KnownPlace(models.Model):
    """Where a written address is, as a map service told; without position: it did not know it."""

    address = models.CharField(max_length=300, unique=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    provider = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="known_place_age")]

    def __str__(self) -> str:
        return self.address
