"""Opening and closing tasks (design.md mechanism 9)."""

from typing import Any

import pytest

from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.basics.tasks.declarations import TASKS
from baoxiu.basics.tasks.models import Task
from baoxiu.basics.tasks.queries import of_case
from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from tests.cast import AT

ORDER = Approval(pk=1, case="case:1")
OTHER = Approval(pk=2, case="case:2")
pytestmark = pytest.mark.django_db


def opened(kind: str = "assess", *, key: str = "k1", subject: Approval = ORDER, **more: Any) -> Task:
    """A task for technicians."""
    open_task(kind, subject, role="technician", key=key, at=AT, **more)
    return Task.objects.get(key=key)


def test_a_task_knows_its_case_and_number() -> None:
    """And its deadline."""
    task = opened(label="GD1", due_at=AT, outlet_id=3, note="x" * 400)
    assert (task.case, task.label, task.due_at, task.outlet_id, len(task.note)) == (
        "case:1",
        "GD1",
        AT,
        3,
        300,
    )


def test_the_same_key_opens_nothing_new() -> None:
    """Also when it was done meanwhile: a repeated event does not bring it back."""
    first = opened()
    assert opened() == first
    close_tasks(ORDER, "assess", by=SYSTEM, at=AT)
    assert opened().done_at == AT
    assert Task.objects.count() == 1


def test_closing_ticks_off_the_named_kinds_of_one_subject() -> None:
    """Others stay; closing again changes nothing."""
    opened()
    opened("repair", key="k2")
    opened(key="k3", subject=OTHER)
    assert close_tasks(ORDER, "assess", "quote", by=SYSTEM, at=AT) == 1
    assert [task.key for task in of_case("case:1")] == ["k2"]
    assert [task.key for task in of_case("case:2")] == ["k3"]
    assert close_tasks(ORDER, "assess", by=SYSTEM, at=AT) == 0
    assert Task.objects.get(key="k1").done_by == SYSTEM.name


def test_without_a_kind_everything_of_the_subject_is_closed() -> None:
    """A cancelled order leaves no task behind."""
    opened()
    opened("repair", key="k2")
    assert close_tasks(ORDER, by=SYSTEM, at=AT) == 2


def test_every_kind_has_sentence_page_and_icon() -> None:
    """The desk shows them."""
    for code, kind in TASKS.items():
        assert code == kind.code
        assert str(kind.label)
        assert kind.url_name.startswith("desk:")
        assert kind.icon
