"""The teams of the customer service, each with its queue (RQ-INT-15)."""

from __future__ import annotations

from django.db import models


class ServiceTeam(models.Model):
    """People who answer the same kind of request; ``services`` are the codes that come to them by themselves."""

    name = models.CharField(max_length=60, unique=True)
    services = models.JSONField(default=list)
    members = models.ManyToManyField("accounts.User", related_name="service_teams")
    is_active = models.BooleanField(default=True)
    changed_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Teams belong to no case."""
        return ""
