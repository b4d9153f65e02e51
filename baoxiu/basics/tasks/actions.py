"""Opening and closing tasks."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import User
from baoxiu.basics.tasks.held import open_kinds
from baoxiu.basics.tasks.models import Task
from baoxiu.basics.tasks.permissions import may_finish
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import add
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import holds_rows, lock


class AlreadyDone(IllegalMove):
    """Somebody finished it before."""

    message = _("This task is done already.")


def open_task(
    kind: str,
    subject: models.Model,
    *,
    role: str,
    key: str,
    at: datetime,
    due_at: datetime | None = None,
    not_before: datetime | None = None,
    assignee: User | None = None,
    outlet_id: int | None = None,
    label: str = "",
    note: str = "",
) -> None:
    """Put a task on somebody's list. The same ``key`` again changes nothing."""
    task = Task(
        key=key,
        kind=kind,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        case=getattr(subject, "chain", ""),
        label=label,
        note=note[:300],
        role=role,
        assignee=assignee,
        outlet_id=outlet_id,
        due_at=due_at,
        not_before=not_before,
        opened_at=at,
    )
    if holds_rows():
        open_kinds(subject).add(kind)
    add(task, once=True)


def close_tasks(subject: models.Model, *kinds: str, by: Actor, at: datetime) -> int:
    """Tick off what the fact has done: the open tasks of these kinds (all, when none is named)."""
    if holds_rows():
        known = open_kinds(subject)
        ended = known & set(kinds or known)
        if not ended:
            return 0
        known -= ended
    rows = Task.objects.open().filter(subject_kind=subject._meta.model_name, subject_id=subject.pk)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return int(rows.update(done_at=at, done_by=by.name))


@transaction.atomic
def finish(task: Task, *, by: Actor, at: datetime) -> Task:
    """Tick a task off by hand; raises ``NotAllowed`` or ``AlreadyDone``."""
    task = lock(task)
    may_finish(task, by).or_refuse()
    if task.done_at:
        raise AlreadyDone()
    task.done_at, task.done_by = at, by.name
    task.save(update_fields=["done_at", "done_by"])
    record("task.finished", task, by=by, at=at, task=task.kind, number=task.label, note=task.note)
    return task
