"""Who may finish a task."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope


def may_finish(task: Task, by: Actor) -> Verdict:
    """The person it is for; without such a person, whoever has the role within the outlet."""
    if by.kind == "system" or (task.assignee_id and task.assignee_id == by.user_id):
        return ALLOWED
    if task.assignee_id is None and task.role in by.roles:
        return in_scope(by, task.outlet_id)
    return deny(_("This is somebody else's task."))
