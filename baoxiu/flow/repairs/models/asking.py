"""What the office is asked, and what departments settle together (RQ-ADD, RQ-ASM-06)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeRequest(models.Model):
    """What a technician may do only after the office has said yes (RQ-ADD-01…04, RQ-ASM-01)."""

    class Kind(models.TextChoices):
        """What is asked."""

        ITEM = "item", _("Another fault found: add it")
        METHOD = "method", _("Another method on site")
        EXTENSION = "extension", _("More time")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Waiting for the decision")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Not granted")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="change_requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    text = models.CharField(max_length=200, help_text="the fault found, the method, or what takes longer")
    reason = models.CharField(max_length=300)
    changes_price = models.BooleanField(default=False, help_text="an added item changes parts or price")
    promise = models.CharField(max_length=12, blank=True, help_text="the deadline that is to be moved")
    new_due = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False, help_text="asked after the deadline had passed")
    asked_by_id = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    item = models.OneToOneField("work_orders.DispatchItem", models.PROTECT, null=True, related_name="change")
    answer = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind"], name="one_open_extension",
                condition=models.Q(state="open", kind="extension"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}: {self.text}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class JointReview(models.Model):
    """What several departments found together about a report from the field (RQ-ASM-06)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="joint_reviews")
    question = models.TextField()
    participants = models.JSONField(help_text="name and department of each")
    minutes = models.TextField()
    plan = models.TextField(help_text="what is returned to the technician")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.question[:40]}"
