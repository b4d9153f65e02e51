"""What the caller is to do next."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.tasks import actions
from baoxiu.basics.tasks.models import Task
from baoxiu.basics.tasks.queries import home
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.answers.tasks import TaskAnswer, task
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import one_of
from baoxiu.web.api.kinds import NOTHING, Nothing, RowId
from baoxiu.web.api.paging import Paged, page

router = Router(tags=["tasks"])


@router.get("/tasks", response=Page[TaskAnswer], summary=_("List the caller's open tasks"))
@needs_right("api.use")
def list_tasks(request: HttpRequest, filters: Query[Paged]) -> Page[TaskAnswer]:
    """By name or by role, those whose time has come; the newest first."""
    return page(home(request.actor, request.at), filters, task)


@router.post("/tasks/{task_id}/finish", response=TaskAnswer, summary=_("Tick a task off"))
@needs_right("api.use")
def finish(request: HttpRequest, task_id: RowId, given: Nothing = NOTHING) -> TaskAnswer:  # noqa: ARG001
    """By hand; most are ticked off by what was done."""
    found = one_of(Task.objects.for_actor(request.actor), pk=task_id)
    return task(actions.finish(found, by=request.actor, at=request.at))
