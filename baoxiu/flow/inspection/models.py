"""Checks of the work, rework and samples (RQ-QC-01…04, RQ-QC-10…12, RQ-RWK-01)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.work_orders.models import WorkOrder


class Inspection(models.Model):
    """One check of the work, with the filled checklist. A failure sends the job back (返工)."""

    class Kind(models.TextChoices):
        """Who looks: the lead technician, then somebody else, then the one who draws samples."""

        SELF_CHECK = "self_check", _("Self-check")
        FINAL = "final", _("Final inspection")
        SAMPLE = "sample", _("Sample inspection")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    attempt = models.PositiveSmallIntegerField()
    form = models.ForeignKey("forms.FilledForm", models.PROTECT, related_name="+")
    passed = models.BooleanField()
    rework_reason = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "kind", "attempt"], name="inspection_attempt_once")
        ]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind} {self.attempt}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class Rework(models.Model):
    """Work done again before the handover (返工). A product that comes back after it is a new order (返修)."""

    class Ground(models.TextChoices):
        """How it came out."""

        TESTS = "tests", _("A test failed too often")
        SAMPLE = "sample", _("A sample failed")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="reworks")
    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="rework")
    ground = models.CharField(max_length=8, choices=Ground.choices)
    tests = models.JSONField(default=list, help_text="keys of the tests that failed too often")
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="rework_at")]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.ground}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class SamplingDraw(models.Model):
    """The draw of one day's sample (抽检). Its seed is fixed, and bound by its hash, before the day begins.

    Who keeps the day's list and who draws can therefore not choose what is drawn (RQ-QC-10, RQ-QC-11).
    """

    day = models.DateField(unique=True)
    seed = models.CharField(max_length=64, help_text="shown when drawn")
    commitment = models.CharField(max_length=64, help_text="SHA-256 of the seed")
    committed_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.CharField(max_length=120, blank=True)
    groups = models.JSONField(default=list, help_text="per share: policy version, candidates, drawn")

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def chain(self) -> str:
        """All draws in one chain, so that the commitment stands before the draw."""
        return "sampling"


class SampleRows(models.QuerySet["Sample"]):
    """Drawn orders."""

    def for_actor(self, actor: Actor) -> SampleRows:
        """Those whose orders the actor sees."""
        return self.filter(order__in=WorkOrder.objects.for_actor(actor))


class Sample(models.Model):
    """An order drawn for inspection (appendix e6: chosen, then passed or failed)."""

    draw = models.ForeignKey(SamplingDraw, models.PROTECT, related_name="samples")
    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="sample")
    inspection = models.OneToOneField(Inspection, models.PROTECT, null=True, related_name="sample")

    objects = SampleRows.as_manager()

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.order_id}"


class ReRepair(models.Model):
    """Why a product came back after the handover (返修): judged on the new order, about the earlier one."""

    class Responsibility(models.TextChoices):
        """Whose matter it is."""

        TECHNICIAN = "technician", _("The earlier repair was not sound")
        OTHER = "other", _("Another cause")

    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="re_repair")
    responsibility = models.CharField(max_length=12, choices=Responsibility.choices)
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id} {self.responsibility}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class SpotCheckRows(models.QuerySet["SpotCheck"]):
    """Spot checks."""

    def for_actor(self, actor: Actor) -> SpotCheckRows:
        """Those whose orders the actor sees."""
        return self.filter(order__in=WorkOrder.objects.for_actor(actor))


class SpotCheck(models.Model):
    """The team leader looked at the work; a demand is followed until it is closed (RQ-QC-13)."""

    class State(models.TextChoices):
        """Where the demand stands."""

        IN_ORDER = "in_order", _("In order")
        DEMANDED = "demanded", _("To be put right")
        ANSWERED = "answered", _("Put right, to be checked")
        CLOSED = "closed", _("Closed")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="spot_checks")
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, null=True, related_name="+")
    finding = models.TextField()
    demand = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices)
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    closing = models.CharField(max_length=300, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    objects = SpotCheckRows.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], name="spot_demand_open",
                         condition=models.Q(state__in=["demanded", "answered"]))
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id} {self.state}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain
