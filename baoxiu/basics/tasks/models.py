"""Tasks: what a person must do next, with a due time."""

from __future__ import annotations

from django.db import models

from baoxiu.core.actors import Actor


class TaskRows(models.QuerySet["Task"]):
    """Tasks."""

    def for_actor(self, actor: Actor) -> TaskRows:
        """Mine by name, or by one of my roles within my outlets."""
        mine = models.Q(assignee_id=actor.user_id) if actor.user_id else models.Q(pk__in=[])
        by_role = models.Q(assignee=None, role__in=actor.roles)
        if actor.outlet_ids is not None:
            by_role &= models.Q(outlet_id__in=actor.outlet_ids)
        return self.filter(mine | by_role)

    def open(self) -> TaskRows:
        """Those not done."""
        return self.filter(done_at=None)


class Task(models.Model):
    """One thing to do. ``kind`` names its sentence and page (``declarations.py``)."""

    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    case = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=60, blank=True, help_text="number of the case")
    note = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=40)
    assignee = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="tasks")
    outlet_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=120, unique=True, help_text="opening it twice changes nothing")

    objects = TaskRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["role", "due_at"], name="task_open_role", condition=models.Q(done_at=None)),
            models.Index(fields=["subject_kind", "subject_id"], name="task_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"

    @property
    def chain(self) -> str:
        """The case this belongs to."""
        return self.case
