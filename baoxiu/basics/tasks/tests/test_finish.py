"""Ticking a task off by hand: the own one, or one of the own role within the outlet (RQ-SEC-06)."""

from dataclasses import replace
from typing import Any

import pytest

from baoxiu.basics.tasks.actions import AlreadyDone, finish, open_task
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from tests.cast import AT, Cast

ORDER = Approval(pk=1, case="case:1")


def task(role: str = "dispatcher", **more: Any) -> Task:
    """An open task."""
    open_task("dispatch", ORDER, role=role, key="k", at=AT, label="GD1", **more)
    return Task.objects.get(key="k")


def test_who_has_the_role_finishes_it(cast: Cast) -> None:
    """And it is in the record of the case."""
    done = finish(task(), by=cast.actor("dana"), at=AT)
    assert (done.done_at, done.done_by) == (AT, "Dana")
    told = Event.objects.filter(kind="task.finished").get()
    assert (told.chain, told.data["task"], told.data["number"]) == ("case:1", "dispatch", "GD1")


def test_the_person_it_is_for_finishes_it(cast: Cast) -> None:
    """Whatever the role."""
    assert finish(task(assignee=cast.user("bo")), by=cast.actor("bo"), at=AT).done_by == "Bo"


def test_a_task_with_a_name_is_not_the_whole_roles(cast: Cast) -> None:
    """Ben does not tick off what Bo has to do."""
    with pytest.raises(NotAllowed):
        finish(task("technician", assignee=cast.user("bo")), by=cast.actor("ben"), at=AT)


def test_another_role_or_nobody_may_not(cast: Cast) -> None:
    """Charlie least of all."""
    for name in ("ava", "charlie"):
        with pytest.raises(NotAllowed):
            finish(task(), by=cast.actor(name), at=AT)


def test_another_outlet_may_not(cast: Cast) -> None:
    """The role alone is not enough."""
    wang = replace(cast.actor("wang"), roles=frozenset({"dispatcher"}))
    with pytest.raises(NotAllowed):
        finish(task(outlet_id=cast.outlet.pk), by=wang, at=AT)
    assert finish(task(), by=SYSTEM, at=AT).done_at


def test_done_is_done(cast: Cast) -> None:
    """The second one hears it."""
    finish(task(), by=cast.actor("dana"), at=AT)
    with pytest.raises(AlreadyDone):
        finish(task(), by=cast.actor("dana"), at=AT)
