"""Of which kinds something has open tasks: asked once in a transaction that holds its rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from baoxiu.basics.tasks.models import Task
from baoxiu.core.rows import answer_here, is_answered, is_new, once_here
from baoxiu.core.statements import Given, Question


def open_kinds(subject: models.Model) -> set[str]:
    """Of which kinds a subject has open tasks; asked once in a transaction that holds its rows."""
    return once_here(_question(subject), lambda: set() if is_new(subject) else _ask_open_kinds(subject))


def look_ahead(subjects: Sequence[models.Model]) -> None:
    """Ask at once about several subjects of one model, for a transaction that holds its rows."""
    unknown = {one.pk: set[str]() for one in subjects if not is_answered(_question(one))}
    rows = Task.objects.open().filter(subject_kind=subjects[0]._meta.model_name, subject_id__in=unknown)
    for key, kind in rows.values_list("subject_id", "kind") if unknown else ():
        unknown[key].add(kind)
    for one in subjects:
        answer_here(_question(one), unknown.get(one.pk))


def _ask_open_kinds(subject: models.Model) -> set[str]:
    rows = _OPEN_OF(kind=subject._meta.model_name, key=subject.pk)
    return {task.kind for task in rows}


_OPEN_OF: Question[Task] = Question(
    lambda: Task.objects.open().filter(subject_kind=Given("kind"), subject_id=Given("key")).order_by()
)


def _question(subject: models.Model) -> tuple[str, str | None, object]:
    return "open tasks", subject._meta.model_name, subject.pk
