"""What a person's home page asks."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from baoxiu.basics.tasks.models import Task, TaskRows
from baoxiu.core.actors import Actor


def home(actor: Actor, at: datetime) -> TaskRows:
    """The actor's open tasks whose time has come: late first, then by deadline, then the oldest.

    Every row carries ``is_late``.
    """
    started = models.Q(not_before=None) | models.Q(not_before__lte=at)
    late = models.Case(
        models.When(due_at__lte=at, then=True), default=False, output_field=models.BooleanField()
    )
    rows: TaskRows = Task.objects.for_actor(actor).open().filter(started)
    return rows.annotate(is_late=late).order_by(
        "-is_late", models.F("due_at").asc(nulls_last=True), "opened_at", "pk"
    )


def of_case(case: str) -> TaskRows:
    """The open tasks of a case, the oldest first."""
    rows: TaskRows = Task.objects.open().filter(case=case)
    return rows.order_by("opened_at", "pk")
