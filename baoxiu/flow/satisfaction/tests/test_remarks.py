"""The register of remarks: noted by any department, given to one, solved by it."""

from __future__ import annotations

from typing import Any

import pytest

from baoxiu.basics.tasks.models import Task
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.satisfaction import actions
from baoxiu.flow.satisfaction.models import Remark
from baoxiu.flow.satisfaction.queries import remarks
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def noted(journey: Journey, **more: Any) -> Remark:
    """Iris heard it at a customer's."""
    given = {
        "kind": "discontent",
        "form": "oral",
        "source": "质检部",
        "text": "配件到货太慢",
        "customer_name": "李女士",
    }
    return actions.note_remark(**given | {"by": journey.actor("iris"), "at": journey.tick()} | more)


def test_given_to_a_department_and_solved(journey: Journey) -> None:
    """RQ-SAT-05, RQ-SAT-07: a task with its day, ticked off by the outcome."""
    remark = noted(journey)
    with pytest.raises(NotAllowed):
        actions.give_remark(remark, department="dispatcher", by=journey.actor("iris"), at=journey.tick())
    with pytest.raises(InvalidInput):
        actions.give_remark(remark, department="x", by=journey.actor("mo"), at=journey.tick())
    for department in ("finance", "dispatcher"):
        remark = actions.give_remark(remark, department=department, by=journey.actor("mo"), at=journey.tick())
    task = Task.objects.open().get(kind="remark")
    assert (task.role, task.due_at, task.label) == ("dispatcher", remark.due_at, remark.number)
    with pytest.raises(NotAllowed):
        actions.solve_remark(remark, outcome="好", by=journey.actor("fin"), at=journey.tick())
    remark = actions.solve_remark(remark, outcome="已增设备件仓", by=journey.actor("dana"), at=journey.tick())
    assert (remark.stage, remark.solved_by) == ("solved", "Dana")
    assert not Task.objects.open().filter(kind="remark").exists()
    with pytest.raises(IllegalMove):
        actions.give_remark(remark, department="finance", by=journey.actor("mo"), at=journey.tick())


def test_each_department_sees_its_own(journey: Journey) -> None:
    """RQ-SEC-01: who noted it, who has it, and who sees satisfaction."""
    remark = noted(journey)
    shown = {name: list(remarks(journey.actor(name))) for name in ("iris", "mo", "dana", "wang")}
    assert shown == {"iris": [remark], "mo": [remark], "dana": [], "wang": []}
    actions.give_remark(remark, department="dispatcher", by=journey.actor("mo"), at=journey.tick())
    assert list(remarks(journey.actor("dana"), stage="given", kind="discontent")) == [remark]
    assert not remarks(journey.actor("mo"), stage="noted")


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"form": "survey"}, {"text": " "}, {"source": ""}])
def test_an_incomplete_remark_is_refused(journey: Journey, wrong: dict[str, Any]) -> None:
    """RQ-SAT-05."""
    with pytest.raises(InvalidInput) as refused:
        noted(journey, **wrong)
    assert set(refused.value.fields) == set(wrong)
