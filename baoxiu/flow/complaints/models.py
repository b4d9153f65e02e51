"""Complaint entries: dissatisfaction noted so that it is not lost (RQ-CMP-01)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintEntry(models.Model):
    """What a customer is not content with, and where it was heard."""

    class Source(models.TextChoices):
        """Where it was heard."""

        FOLLOWUP = "followup", _("Follow-up call")
        RATING = "rating", _("Customer's rating")
        PORTAL = "portal", _("Customer's page")
        DESK = "desk", _("Service desk")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="complaints")
    number = models.CharField(max_length=24, unique=True)
    key = models.CharField(
        max_length=80, null=True, unique=True, help_text="made by the sender; a repeat changes nothing"
    )
    source = models.CharField(max_length=10, choices=Source.choices)
    text = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    job = models.ForeignKey(
        "work_orders.WorkOrder",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="whoever was sent because of it",
    )
    outcome = models.TextField(blank=True, help_text="how it was solved")
    solved_by = models.CharField(max_length=120, blank=True)
    solved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain
