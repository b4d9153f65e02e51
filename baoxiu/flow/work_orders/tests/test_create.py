"""create: an accepted request becomes a work order (RQ-WO-01, RQ-WO-05, RQ-WO-10)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from baoxiu.basics.products.actions import register_unit
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import RequestInput, accept, submit
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.work_orders.actions import NotAccepted, create
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder
from baoxiu.flow.work_orders.queries import open_items
from baoxiu.flow.work_orders.tests.make import created, put_at
from tests.cast import Cast

IMPORT = Actor(kind="import", id="archive", name="Archive", outlet_ids=None)


def test_the_order_has_all_that_the_request_knows(cast: Cast) -> None:
    """RQ-WO-01, RQ-WO-02, RQ-WO-03, RQ-WO-05."""
    order = created(cast)
    assert order.number == "WX260302-00001"
    assert (order.customer, order.family, order.unit, order.outlet) == (
        cast.alice, cast.family, cast.unit, cast.outlet,
    )  # fmt: skip
    assert (order.stage, order.service_class, order.mode) == ("created", "undecided", "on_site")
    assert order.due_at == cast.at + timedelta(days=7)
    assert [item.text for item in open_items(order)] == ["空调不制冷，外机不转"]
    event = Event.objects.get(kind="order.created")
    assert event.chain == order.request.chain
    assert event.data["request_id"] == order.request_id
    assert event.data["number"] == order.number


@pytest.mark.parametrize(("severity", "priority"), [(1, 4), (2, 3), (3, 2), (4, 1)])
def test_severity_decides_the_priority(cast: Cast, severity: int, priority: int) -> None:
    """RQ-TRI-04."""
    order = created(cast, severity=severity)
    assert (order.severity, order.priority) == (severity, priority)


def test_danger_comes_first_whatever_the_reviewer_chose(cast: Cast) -> None:
    """RQ-TRI-04, RQ-INT-18."""
    cast.fault.is_dangerous = True
    cast.fault.save()
    order = created(cast, severity=1)
    assert (order.severity, order.priority) == (4, 1)


def test_planned_work_waits_and_key_customers_do_not(cast: Cast) -> None:
    """RQ-TRI-04."""
    assert created(cast, service="maintenance").priority == 4
    cast.alice.customer_class = "key"
    cast.alice.save()
    assert created(cast).priority == 2


def closed_before(cast: Cast, days: int, **fields: Any) -> WorkOrder:
    then = cast.at - timedelta(days=days)
    order = created(cast, at=then - timedelta(days=1), **fields)
    return put_at(order, "closed", outcome="repaired", closed_at=then)


@pytest.mark.parametrize(("days", "is_repeat"), [(0, True), (90, True), (91, False)])
def test_a_returning_fault_is_linked_to_the_earlier_repair(cast: Cast, days: int, is_repeat: bool) -> None:
    """RQ-WO-10, T15: the last day of the window included."""
    earlier = closed_before(cast, days)
    order = created(cast)
    assert (order.repeat_of == earlier) is is_repeat
    assert order.priority == (2 if is_repeat else 3)


def test_another_fault_or_product_is_no_repeat(cast: Cast) -> None:
    """RQ-WO-10."""
    closed_before(cast, 10)
    assert created(cast, family=cast.other_family, fault=None, serial="").repeat_of is None
    other = cast.family.faults.exclude(pk=cast.fault.pk).first()
    assert created(cast, fault=other).repeat_of is None
    assert created(cast, fault=None).repeat_of is not None


def test_without_serial_number_only_the_same_fault_is_a_repeat(cast: Cast) -> None:
    """RQ-WO-10: same customer and product family."""
    earlier = closed_before(cast, 10, serial="")
    assert created(cast, serial="").repeat_of == earlier
    assert created(cast, serial="", fault=None).repeat_of is None


def test_what_was_not_repaired_does_not_come_back(cast: Cast) -> None:
    put_at(
        created(cast, at=cast.at - timedelta(days=9)), "closed", outcome="quote_refused", closed_at=cast.at
    )
    assert created(cast).repeat_of is None


def test_a_repeat_for_the_same_line_changes_nothing(cast: Cast) -> None:
    """Exactly once, whatever arrives twice."""
    order = created(cast)
    assert create(order.request, by=SYSTEM, at=cast.at + timedelta(hours=1)) == order
    assert Event.objects.filter(kind="order.created").count() == 1


def test_a_batch_has_a_line_for_each_device(cast: Cast) -> None:
    """RQ-INT-20."""
    order = created(cast)
    unit = register_unit("RF-1", cast.other_family, customer=cast.alice, by=SYSTEM, at=cast.at)
    second = create(order.request, line=2, unit=unit, by=cast.actor("ava"), at=cast.at)
    assert (second.line, second.unit, second.family) == (2, unit, cast.other_family)
    assert create(order.request, line=3, by=SYSTEM, at=cast.at).unit is None
    with pytest.raises(InvalidInput):
        create(order.request, line=0, by=SYSTEM, at=cast.at)


def test_no_stage_is_skipped(cast: Cast) -> None:
    """RQ-WO-13."""
    with pytest.raises(NotAccepted):
        create(submitted(cast), by=SYSTEM, at=cast.at)


def test_who_may_not_review_makes_no_order(cast: Cast) -> None:
    """RQ-SEC-06."""
    request = accept(submitted(cast), by=cast.actor("ava"), at=cast.at)
    for name in ("charlie", "bo", "wang"):
        with pytest.raises(NotAllowed):
            create(request, by=cast.actor(name), at=cast.at)


def test_an_archive_order_is_lean(cast: Cast, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    """The past needs no plan: no limit, no sheet, no repeat."""
    data = RequestInput(channel="archive", family=cast.family, external_ref="x", customer=cast.alice)
    request = accept(submit(data, by=IMPORT, at=cast.at), by=IMPORT, at=cast.at)
    with django_assert_max_num_queries(7):
        order = create(request, by=IMPORT, at=cast.at)
    assert (order.due_at, order.repeat_of) == (None, None)
    assert not DispatchItem.objects.exists()


def test_creating_is_a_fixed_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    closed_before(cast, 10)
    request = accept(submitted(cast), by=cast.actor("ava"), at=cast.at)
    with django_assert_max_num_queries(12):
        create(request, by=SYSTEM, at=cast.at)


@pytest.mark.django_db(transaction=True)
def test_two_of_the_same_instant_become_one(cast: Cast) -> None:
    request, start = accept(submitted(cast), by=cast.actor("ava"), at=cast.at), Barrier(2)

    def make(_number: int) -> int:
        start.wait()
        try:
            return create(request, by=SYSTEM, at=cast.at).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(make, range(2))
    assert first == second
