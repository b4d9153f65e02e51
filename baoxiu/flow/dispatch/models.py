"""Assignments with their scores (RQ-DSP-01…07)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Assignment(models.Model):
    """One order given to one technician, by rule or by hand."""

    class State(models.TextChoices):
        """How it went on."""

        OFFERED = "offered", _("Not answered yet")
        ACCEPTED = "accepted", pgettext_lazy("job", "Accepted")
        DECLINED = "declined", _("Declined")
        REPLACED = "replaced", _("Given to somebody else")

    class How(models.TextChoices):
        """By rule or by hand."""

        AUTOMATIC = "automatic", _("automatically")
        MANUAL = "manual", _("by hand")

    LIVE: ClassVar[tuple[str, ...]] = ("offered", "accepted")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="assignments")
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, related_name="assignments")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    reason = models.CharField(max_length=300, blank=True, help_text="why by hand, or why given back")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                name="one_live_assignment",
                condition=models.Q(state__in=["offered", "accepted"]),
            ),
        ]
        indexes = [
            models.Index(fields=["technician", "-at"], name="assignment_technician"),
            models.Index(fields=["at"], name="assignment_offered", condition=models.Q(state="offered")),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} → {self.technician_id}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain
