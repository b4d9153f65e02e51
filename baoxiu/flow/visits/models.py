"""Visits, rescheduling, calls before them (RQ-APT, RQ-VIS)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Stage
from baoxiu.core.money import MoneyField
from baoxiu.flow.visits.lifecycle import VISIT


class VisitRows(models.QuerySet["Visit"]):
    """Visits."""

    def for_actor(self, actor: Actor) -> VisitRows:
        """Customers: their case. Technicians: their own. Outlets: theirs."""
        if actor.kind == "customer":
            return self.filter(order__request_id=actor.id)
        rows = self if actor.outlet_ids is None else self.filter(order__outlet_id__in=actor.outlet_ids)
        if actor.technician_id and not actor.has("orders.see"):
            return rows.filter(technician_id=actor.technician_id)
        return rows


class Visit(models.Model):
    """One appointment at the customer's."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="visits")
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, related_name="visits")
    stage = models.CharField(max_length=12, choices=VISIT.choices, default="booked")
    window_start = models.DateTimeField()
    window_end = models.DateTimeField()
    agreed_with = models.CharField(max_length=80, help_text="who at the customer's agreed")
    at_height = models.BooleanField(
        default=False, help_text="work on the outside wall above 2.5 m (RQ-VIS-05)"
    )
    booked_at = models.DateTimeField()
    set_out_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    arrived_lat = models.FloatField(null=True)
    arrived_lng = models.FloatField(null=True)
    finished_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)
    second_visit_cause = models.CharField(max_length=60, blank=True)

    objects = VisitRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_end__gt=models.F("window_start")), name="visit_window_forward"
            ),
            models.UniqueConstraint(
                fields=["order"],
                name="one_open_visit",
                condition=models.Q(stage__in=["booked", "travelling", "arrived"]),
            ),
        ]
        indexes = [models.Index(fields=["technician", "window_start"], name="visit_technician_day")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.window_start}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return VISIT.stage(self.stage)


class Rescheduling(models.Model):
    """Old and new time, the reason and who agreed (RQ-APT-04)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="reschedulings")
    old_start = models.DateTimeField()
    old_end = models.DateTimeField()
    new_start = models.DateTimeField()
    new_end = models.DateTimeField()
    reason = models.CharField(max_length=200)
    agreed_with = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.new_start}"


class ContactAttempt(models.Model):
    """A call to the customer about an order, reached or not (RQ-APT-02, RQ-APT-05)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="contact_attempts")
    reached = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id}: {self.reached}"


class NoAccess(models.Model):
    """Nobody in, or entry refused."""

    class Reason(models.TextChoices):
        """What was met at the door."""

        NOBODY_IN = "nobody_in", _("Nobody at home")
        REFUSED = "refused", _("Entry refused")
        WRONG_ADDRESS = "wrong_address", _("Wrong address")

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="no_access")
    reason = models.CharField(max_length=14, choices=Reason.choices)
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.reason}"


class Damage(models.Model):
    """What was damaged at a customer's, the apology, and what was paid for it (RQ-VIS-07)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="damages")
    what = models.CharField(max_length=300)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    value = MoneyField(null=True)
    paid_to = models.CharField(max_length=80, blank=True)
    compensated_by = models.CharField(max_length=120, blank=True)
    compensated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.visit.order.chain


class VisitCost(models.Model):
    """What a visit cost the firm: the way and the fares (RQ-VIS-14)."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="cost")
    kilometres = models.DecimalField(
        max_digits=6, decimal_places=1, default=0, help_text="with the own vehicle"
    )
    per_kilometre = MoneyField(help_text="by the setting of that day")
    fares = MoneyField(help_text="tickets, tolls, parking")
    amount = MoneyField(help_text="kilometres at the rate, and the fares")
    note = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.amount}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.visit.order.chain
