"""Search, queue and buttons (RQ-WO-06)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from baoxiu.core.actors import Actor
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import SHOWN, history_of_unit, next_moves, of_request, queue, search
from baoxiu.flow.work_orders.tests.make import created, put_at
from tests.cast import Cast


@pytest.mark.parametrize(
    "text",
    ["WX260302-00001", "260302-00001", "BX260302-00001", "8000", "13800138000", "KF35 2506 000127", "Alice",
     "ali"],
)  # fmt: skip
def test_an_order_is_found_by(cast: Cast, ava: Actor, text: str) -> None:
    order = created(cast)
    created(cast, contact_name="张伟", phone="13900001111", serial="")
    assert list(search(ava, text)) == [order]


def test_names_are_found_by_pinyin_and_everything_in_scope_only(cast: Cast, ava: Actor) -> None:
    order = created(cast, contact_name="张伟", phone="13900001111", serial="")
    for text in ("张伟", "zhangwei", "zw", "1111"):
        assert list(search(ava, text)) == [order]
        assert not search(cast.actor("wang"), text)
        assert not search(cast.actor("bo"), text)
    assert not search(ava, "")
    assert not search(ava, "nobody")


def test_a_search_is_one_query_and_one_for_each_kind_of_thing_shown(
    cast: Cast, ava: Actor, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    created(cast)
    created(cast)
    with django_assert_max_num_queries(1 + len(SHOWN)):
        assert [order.customer.name for order in search(ava, "8000")] == ["Alice", "Alice"]


def test_the_queue_begins_with_what_is_urgent(cast: Cast, ava: Actor) -> None:
    ordinary, urgent = created(cast), created(cast, severity=4)
    put_at(created(cast), "cancelled")
    assert list(queue(ava)) == [urgent, ordinary]
    put_at(ordinary, "assigned", technician=cast.bo)
    assert list(queue(ava, technician_id=cast.bo.pk)) == [ordinary]
    assert list(queue(ava, stages=["cancelled"], outlet_id=cast.outlet.pk)) != []
    assert queue(ava, text="8000").count() == 3


def test_each_sees_the_own_orders(cast: Cast) -> None:
    """RQ-SEC-01: technician, outlet, customer."""
    mine, other = put_at(created(cast), "accepted", technician=cast.bo), created(cast)
    assert list(WorkOrder.objects.for_actor(cast.actor("bo"))) == [mine]
    assert not WorkOrder.objects.for_actor(cast.actor("wang"))
    assert list(WorkOrder.objects.for_actor(customer_actor(other.request))) == [other]


def test_the_buttons_are_what_the_actor_may_do_now(cast: Cast) -> None:
    order = put_at(created(cast), "assigned", technician=cast.bo)
    assert [move.verb for move in next_moves(order, cast.actor("bo"))] == ["decline", "accept"]
    assert not next_moves(order, cast.actor("ben"))
    assert "assign" in [move.verb for move in next_moves(order, cast.actor("dana"))]


def test_the_history_of_a_product(cast: Cast) -> None:
    """RQ-WO-10."""
    first, second = created(cast), created(cast)
    assert list(history_of_unit(second)) == [first]
    assert not history_of_unit(created(cast, serial=""))
    assert list(of_request(first.request_id)) == [first]
