"""Decisions: a result with its reasons, rules and inputs, to be shown, replayed and contested."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from baoxiu.core.events.models import APPEND_ONLY


class Decision(models.Model):
    """Warranty, dispatch, refusal…: what was decided, why, by which rules, on which data."""

    immutable: ClassVar[bool] = True

    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    result = models.CharField(max_length=40)
    reasons = models.JSONField(default=list, help_text="[{code, params}]")
    rule_ids = models.JSONField(default=list)
    rule_set = models.CharField(max_length=60, blank=True)
    inputs = models.JSONField(default=dict)
    outputs = models.JSONField(default=dict)
    policies = models.JSONField(default=dict, help_text="{key: [value, version id]}")
    by_name = models.CharField(max_length=120)
    by_kind = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="decision_subject")]
        triggers = [*APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.kind}: {self.result}"
