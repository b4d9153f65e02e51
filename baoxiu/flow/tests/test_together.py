"""The next steps of many cases together are those of each alone (docs/decisions/0013)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.events.outbox import drain
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.next_steps import follow
from baoxiu.flow.planning.tests.test_place_order import by_the_plan
from baoxiu.flow.together import follow_together
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import ALICE_ADDRESS, Cast

SERVICES = ("repair", "repair", "installation", "consultation", "repair", "repair")


def report(cast: Cast, number: int, at: datetime) -> None:
    """Several services, customers old and new; one of them is not accepted."""
    data = RequestInput(
        channel="phone", service=SERVICES[number], family=cast.family, fault=cast.fault, fault_text="不制冷",
        contact_name=f"客户{number}", phone=f"1380013800{number % 5}", division_code=ALICE_ADDRESS.division_code,
        address=ALICE_ADDRESS.detail,
    )  # fmt: skip
    request = intake.submit(data, by=cast.actor("ava"), at=at)
    if SERVICES[number] != "consultation":
        intake.accept(request, severity=1 + number % 4, by=cast.actor("ava"), at=at)


def kinds_told() -> dict[str, list[str]]:
    """What happened in each case, in its order."""
    found: dict[str, list[str]] = defaultdict(list)
    for chain, kind in Event.objects.exclude(chain="").order_by("pk").values_list("chain", "kind"):
        found[chain].append(kind)
    return found


@pytest.mark.parametrize("by_plan", [False, True])
def test_each_case_gets_what_it_would_get_alone(cast: Cast, by_plan: bool) -> None:
    """RQ-WO-01, RQ-WAR-11, RQ-DSP-01: order, verdict, technician, in the same order of its facts; by points or by the plan."""
    if by_plan:
        by_the_plan(cast)
    for number in range(len(SERVICES)):
        report(cast, number, cast.at)
    drain(follow)
    alone = list(kinds_told().values())
    for number in range(len(SERVICES)):
        report(cast, number, cast.at)
    drain(follow, together=follow_together)
    assert list(kinds_told().values()) == alone + alone
    assert {order.stage for order in WorkOrder.objects.all()} == {"assigned"}
    numbers = list(WorkOrder.objects.order_by("number").values_list("number", flat=True))
    assert [int(number[-5:]) for number in numbers] == list(range(1, 2 * len(SERVICES) - 1))
    for chain in kinds_told():
        facts = list(Event.objects.filter(chain=chain).order_by("seq"))
        assert [fact.prev_hash for fact in facts[1:]] == [fact.hash for fact in facts[:-1]]
        assert [fact.pk for fact in facts] == sorted(fact.pk for fact in facts)
