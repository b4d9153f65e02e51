"""Approvals: chains by role and amount."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from baoxiu.core.events.models import APPEND_ONLY


class Authority(models.Model):
    """One row of the authority table: who approves a kind of matter up to an amount (RQ-SEC-06)."""

    kind = models.CharField(max_length=40)
    step = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=40)
    from_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "step"], name="authority_step_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.step}: {self.role}"


class Approval(models.Model):
    """A matter that waits for the roles of its chain, one after the other."""

    class State(models.TextChoices):
        """Where the approval stands."""

        OPEN = "open"
        GRANTED = "granted"
        REFUSED = "refused"

    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    case = models.CharField(max_length=40, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    reason = models.TextField()
    chain_of_roles = models.JSONField()
    step = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_by_id = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="approval_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def chain(self) -> str:
        """The case this belongs to."""
        return self.case

    @property
    def waits_for(self) -> str:
        """The role whose turn it is; empty when decided."""
        return self.chain_of_roles[self.step] if self.state == self.State.OPEN else ""


class ApprovalStep(models.Model):
    """One role's answer."""

    immutable: ClassVar[bool] = True

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="steps")
    role = models.CharField(max_length=40)
    granted = models.BooleanField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=40)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        triggers = [*APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.role}: {self.granted}"
