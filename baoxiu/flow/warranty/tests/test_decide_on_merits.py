"""decide_on_merits: what the rules leave open (RQ-WAR-11, RQ-WAR-14)."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.warranty.actions import NothingOpen, decide_on_merits, judge
from baoxiu.flow.warranty.queries import payer_for
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.tests.make import created, put_at
from tests.cast import Cast


@pytest.fixture
def order(cast: Cast) -> WorkOrder:
    """An order with Bo where no quality fault was found."""
    order = put_at(created(cast), "accepted", technician=cast.bo)
    judge(order, stage="diagnosis", cause="not_a_fault", by=SYSTEM, at=cast.at)
    return order


@pytest.mark.parametrize(
    ("free", "result", "payer", "service_class"),
    [(True, "covered", "company", "free"), (False, "not_covered", "customer", "paid")],
)
def test_a_person_decides_and_writes_why(
    cast: Cast, mo: Actor, order: WorkOrder, free: bool, result: str, payer: str, service_class: str
) -> None:
    """RQ-WAR-14: on its merits, with the reason recorded."""
    verdict = decide_on_merits(order, free=free, note="老客户，情况特殊", by=mo, at=cast.at)
    order.refresh_from_db()
    assert (verdict.result, verdict.note, verdict.by_name) == (result, "老客户，情况特殊", "Mo")
    assert order.service_class == service_class
    assert payer_for(order, "labour") == payer


def test_the_makers_answer_is_kept_as_such(cast: Cast, mo: Actor, order: WorkOrder) -> None:
    """RQ-WAR-11: referred to the maker."""
    assert (
        decide_on_merits(order, free=True, note="厂家同意", stage="maker", by=mo, at=cast.at).stage == "maker"
    )


def test_a_reason_is_needed(cast: Cast, mo: Actor, order: WorkOrder) -> None:
    with pytest.raises(InvalidInput):
        decide_on_merits(order, free=True, note=" ", by=mo, at=cast.at)


def test_what_the_rules_decided_is_not_open(cast: Cast, mo: Actor, order: WorkOrder) -> None:
    judge(order, stage="diagnosis", cause="material_defect", by=SYSTEM, at=cast.at)
    with pytest.raises(NothingOpen):
        decide_on_merits(order, free=False, note="x", by=mo, at=cast.at)


def test_the_technician_of_the_job_does_not_decide(cast: Cast, order: WorkOrder) -> None:
    """RQ-WAR-14: an approver, not the one who is paid for the job."""
    for name in ("bo", "ben", "charlie", "wang"):
        with pytest.raises(NotAllowed):
            decide_on_merits(order, free=True, note="x", by=cast.actor(name), at=cast.at)
