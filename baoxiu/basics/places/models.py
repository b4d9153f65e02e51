"""Administrative divisions (GB/T 2260)."""

from __future__ import annotations

from django.db import models


class Division(models.Model):
    """A province, city or district by its six-digit code."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    level = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.name
