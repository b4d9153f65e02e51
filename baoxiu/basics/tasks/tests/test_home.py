"""Each role opens to its own list (design.md mechanism 9)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.basics.tasks.queries import home
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.approvals.models import Approval
from tests.cast import AT, Cast

HOUR = timedelta(hours=1)
ORDER = Approval(pk=1, case="case:1")


def put(key: str, role: str = "dispatcher", **more: Any) -> None:
    """Open a task."""
    open_task("dispatch", ORDER, role=role, key=key, at=more.pop("at", AT), **more)


def seen(actor: Actor) -> list[str]:
    """The keys of the actor's list an hour later."""
    return [task.key for task in home(actor, AT + HOUR)]


def test_late_ones_come_first(cast: Cast) -> None:
    """Then by deadline, then the oldest."""
    put("no deadline, newer", at=AT + HOUR)
    put("no deadline")
    put("soon", due_at=AT + 2 * HOUR)
    put("late", due_at=AT + HOUR)
    put("very late", due_at=AT - HOUR)
    assert seen(cast.actor("dana")) == ["very late", "late", "soon", "no deadline", "no deadline, newer"]
    assert [task.is_late for task in home(cast.actor("dana"), AT + HOUR)] == [True, True, False, False, False]


def test_what_may_not_start_yet_is_not_shown(cast: Cast) -> None:
    """T20: a follow-up call has its first day."""
    put("now", not_before=AT)
    put("later", not_before=AT + 2 * HOUR)
    assert seen(cast.actor("dana")) == ["now"]


def test_everybody_sees_the_own_list_only(cast: Cast) -> None:
    """By name, or by role where no name stands."""
    put("dispatch")
    put("bo's job", "technician", assignee=cast.user("bo"))
    put("done")
    close_tasks(Approval(pk=9), by=SYSTEM, at=AT)
    assert seen(cast.actor("dana")) == ["dispatch", "done"]
    assert seen(cast.actor("bo")) == ["bo's job"]
    assert seen(cast.actor("ben")) == []
    assert seen(cast.actor("charlie")) == []


def test_a_role_in_one_outlet_sees_that_outlets_tasks(cast: Cast) -> None:
    """What has no outlet yet belongs to the centre."""
    put("here", outlet_id=cast.other_outlet.pk)
    put("elsewhere", outlet_id=cast.outlet.pk)
    put("nowhere yet")
    wang = replace(cast.actor("wang"), roles=frozenset({"dispatcher"}))
    assert seen(wang) == ["here"]
