"""How often the database is asked on the way from the report to the technician (docs/decisions/0007, 0013)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baoxiu.core.events.outbox import drain
from baoxiu.core.kept import Kept
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.next_steps import follow
from baoxiu.flow.together import follow_together
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast

ONCE = "pg_get_serial_sequence"
"""Asked once per process and model."""


@contextmanager
def at_most(most: int) -> Iterator[None]:
    """No more statements than these, transactions and savepoints counted."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [query["sql"] for query in captured if ONCE not in query["sql"]]
    assert len(asked) <= most, "\n".join(sql[:100] for sql in asked)


def _report(cast: Cast, text: str) -> None:
    data = RequestInput(
        channel="phone", family=cast.family, fault=cast.fault, fault_text=text, contact_name="Alice",
        phone=ALICE_PHONE, division_code=ALICE_ADDRESS.division_code, address=ALICE_ADDRESS.detail,
    )  # fmt: skip
    with at_most(16):
        request = intake.submit(data, by=cast.actor("ava"), at=cast.at)
    with at_most(6):
        intake.accept(request, by=cast.actor("ava"), at=cast.at)


@pytest.mark.parametrize("earlier", [0, 3])
def test_a_report_comes_to_its_technician_with_few_questions(cast: Cast, earlier: int) -> None:
    """RQ-INT-01, RQ-TRI-06, RQ-DSP-01: the number does not grow with what is there already. By the plan, drawn anew."""
    for number in range(earlier):
        _report(cast, f"第{number}次不制冷")
        drain(follow, together=follow_together)
    Kept.forget_all()
    _report(cast, "不制冷")
    with at_most(60 if not earlier else 54):
        assert drain(follow, together=follow_together) >= 5
    assert WorkOrder.objects.order_by("-pk")[0].stage == "assigned"


def test_orders_that_are_made_together_share_the_questions(cast: Cast) -> None:
    """RQ-WO-01: the more wait at once, the less each costs."""
    for number in range(12):
        _report(cast, f"第{number}单不制冷")
    drain(follow, together=follow_together)
    for number in range(12):
        _report(cast, f"第{number}单不制热")
    with at_most(8 * 12):
        assert drain(follow, together=follow_together) == 72
