"""Number series."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """The last number taken of a series in a period (a Chinese calendar day)."""

    code = models.CharField(max_length=10)
    period = models.CharField(max_length=8)
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "period"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.code}{self.period}"
