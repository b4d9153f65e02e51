"""Policy versions: the values a firm chose, with scope and first day of validity."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from baoxiu.core.events.models import APPEND_ONLY


class PolicyVersion(models.Model):
    """One chosen value. A change is a new row, so a decision can name the version it used."""

    immutable: ClassVar[bool] = True

    key = models.CharField(max_length=60)
    value = models.JSONField()
    scope = models.JSONField(default=dict)
    valid_from = models.DateTimeField()
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["key", "valid_from"], name="policy_key_from")]
        triggers = [*APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"

    @property
    def chain(self) -> str:
        """Policies have no case."""
        return ""
