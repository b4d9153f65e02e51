"""What people keep of the house's lists: views under a name."""

from __future__ import annotations

from django.db import models

from baoxiu.core.actors import Actor


class ViewRows(models.QuerySet["SavedView"]):
    """Saved views."""

    def for_actor(self, actor: Actor) -> ViewRows:
        """My own, and those that are shared with one of my roles."""
        if actor.user_id is None:
            return self.none()
        return self.filter(models.Q(owner_id=actor.user_id) | models.Q(role__in=actor.roles))


class SavedView(models.Model):
    """Filters, order and columns of a queue under a name; its address says all of it."""

    queue = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    owner = models.ForeignKey("accounts.User", models.PROTECT, related_name="views")
    role = models.CharField(max_length=40, blank=True, help_text="role it is shared with; empty: private")
    query = models.CharField(
        max_length=600, blank=True, help_text="the queue's address behind the question mark"
    )
    saved_at = models.DateTimeField()

    objects = ViewRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "queue", "name"], name="view_name_once")]
        indexes = [
            models.Index(fields=["queue", "role"], name="view_shared", condition=~models.Q(role="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """A view belongs to no case."""
        return ""


class FirstView(models.Model):
    """The view with which a queue opens for a person."""

    owner = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    queue = models.CharField(max_length=20)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="first_for")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "queue"], name="first_view_once")]

    def __str__(self) -> str:
        return f"{self.queue} {self.view_id}"
