"""Warranty verdicts: per line, with reasons, cause, proof and rule ids (RQ-WAR)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.Model):
    """A warranty judgement of an order. A newer one replaces it; its decision stays (RQ-WAR-10)."""

    class Stage(models.TextChoices):
        """When it was judged (RQ-WAR-11)."""

        COUNTER = "counter", _("At registration")
        DIAGNOSIS = "diagnosis", _("After diagnosis")
        MAKER = "maker", _("By the maker")

    class Result(models.TextChoices):
        """The whole in one word; the lines say more."""

        COVERED = "covered", _("In warranty")
        PARTLY = "partly", _("Partly in warranty")
        NOT_COVERED = "not_covered", _("Out of warranty")
        UNDECIDED = "undecided", _("Not decided yet")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="verdicts")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    result = models.CharField(max_length=12, choices=Result.choices)
    cause = models.CharField(max_length=30)
    proof = models.CharField(max_length=10)
    ends_on = models.DateField(null=True, help_text="last day of the whole product's period")
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.result}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class VerdictLine(models.Model):
    """What holds for labour, travel, and each kind of part."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12)
    label = models.CharField(max_length=80, blank=True)
    is_main_part = models.BooleanField(default=False)
    result = models.CharField(max_length=12, choices=Verdict.Result.choices)
    payer = models.CharField(max_length=10)
    ends_on = models.DateField(null=True)
    reasons = models.JSONField(default=list, help_text="[{code, params}]")
    rule_ids = models.JSONField(default=list, help_text="[{id, layer, mark}]")

    def __str__(self) -> str:
        return f"{self.kind}: {self.result}"
