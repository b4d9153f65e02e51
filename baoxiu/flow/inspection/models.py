"""Self-check and final inspection (RQ-QC-01…04)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Inspection(models.Model):
    """One check of the work, with the filled checklist. A failure sends the job back (返工)."""

    class Kind(models.TextChoices):
        """Who looks: the lead technician, then somebody else."""

        SELF_CHECK = "self_check", _("Self-check")
        FINAL = "final", _("Final inspection")

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
