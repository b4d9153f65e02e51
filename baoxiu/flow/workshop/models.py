"""The workshop of an outlet: its bays (工位), and the units that stand on them or in the waiting area (待修区) (RQ-APT-09)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.ranges import no_overlap


class BayRows(models.QuerySet["Bay"]):
    """Bays."""

    def for_actor(self, actor: Actor) -> BayRows:
        """Those of the outlets in the actor's scope."""
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class Bay(models.Model):
    """A place where one unit at a time is worked on. Empty ``families`` and ``services`` mean all."""

    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, related_name="bays")
    name = models.CharField(max_length=40)
    families = models.ManyToManyField("products.Family", related_name="+", blank=True)
    services = ArrayField(models.CharField(max_length=14), default=list, blank=True)
    up_to_level = models.PositiveSmallIntegerField(default=5, help_text="the hardest work, as a skill level")
    equipment = models.CharField(max_length=200, blank=True)
    opens = models.TimeField(null=True, help_text="none: as the working calendar says")
    closes = models.TimeField(null=True)
    is_active = models.BooleanField(default=True)

    objects = BayRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outlet", "name"], name="bay_name_once"),
            models.CheckConstraint(condition=models.Q(up_to_level__range=(1, 5)), name="bay_level"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Bays have no case."""
        return ""


class BayOutage(models.Model):
    """A time in which a bay cannot be used."""

    bay = models.ForeignKey(Bay, models.CASCADE, related_name="outages")
    period = DateTimeRangeField()
    reason = models.CharField(max_length=120)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.bay_id}: {self.period}"


class Stay(models.Model):
    """A unit in the workshop, from its arrival until the work on it is over: on a bay, or without one in the waiting area."""

    class Ended(models.TextChoices):
        """Why it no longer needs a bay."""

        WORKED = "worked", _("Work finished")
        GIVEN_BACK = "given_back", _("Bay given back")
        ENDED = "ended", _("Order ended")

    order = models.ForeignKey("work_orders.WorkOrder", models.CASCADE, related_name="stays")
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, related_name="stays")
    minutes = models.PositiveIntegerField(help_text="of planned work")
    since = models.DateTimeField(help_text="when the unit came")
    bay = models.ForeignKey(Bay, models.PROTECT, null=True, related_name="stays")
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    by_hand = models.BooleanField(default=False, help_text="somebody chose its place: no rule moves it")
    version = models.PositiveIntegerField(default=0, help_text="rises with every change")
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    class Meta:
        constraints = [
            no_overlap("one_unit_per_bay", "bay", where=models.Q(bay__isnull=False)),
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(ended_at=None), name="one_stay_per_order"
            ),
            models.CheckConstraint(
                condition=models.Q(bay=None, start=None, end=None)
                | models.Q(bay__isnull=False, end__gt=models.F("start")),
                name="stay_on_bay_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["outlet"], condition=models.Q(ended_at=None), name="stay_live"),
            models.Index(fields=["bay", "end"], name="stay_bay_day"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.start or ''}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain
