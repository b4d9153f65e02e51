"""Two visits of one technician promised at the same instant, on real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from baoxiu.flow.visits import actions
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import Journey

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_technician_is_promised_once(visit_journey: Journey) -> None:
    """E01, RQ-APT-01: what there is once goes to one of two, checked under the lock on the technician."""
    first, second = visit_journey, Journey(visit_journey.cast, visit_journey.now, mode="on_site")
    orders = [first.accepted(), second.accepted()]
    start, both, bo = second.now + timedelta(hours=1), Barrier(2), first.actor("bo")

    def book(order: WorkOrder) -> Visit | actions.TechnicianBusy:
        try:
            both.wait(timeout=10)
            return actions.book(
                order,
                start=start,
                end=start + timedelta(hours=1),
                agreed_with="Alice",
                by=bo,
                at=second.now,
            )
        except actions.TechnicianBusy as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(book, orders))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["TechnicianBusy", "Visit"]
    assert Visit.objects.count() == 1
