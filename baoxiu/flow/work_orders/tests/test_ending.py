"""close, hand_back, cancel: how an order ends (RQ-WO-08, appendix e2)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.work_orders.actions import cancel, close, create, hand_back
from baoxiu.flow.work_orders.models import Cancellation, Closure, WorkOrder
from baoxiu.flow.work_orders.tests.make import created, put_at
from tests.cast import Cast


def test_closing_needs_the_customers_confirmation(cast: Cast) -> None:
    """RQ-WO-08, RQ-ACC-04: what confirmed it and when is kept; the request closes with its order."""
    order = put_at(created(cast), "settled")
    with pytest.raises(InvalidInput):
        close(order, confirmation=" ", by=SYSTEM, at=cast.at)
    order = close(order, confirmation="signature", by=SYSTEM, at=cast.at)
    assert (order.stage, order.outcome, order.closed_at) == ("closed", "repaired", cast.at)
    assert Closure.objects.get(order=order).confirmation == "signature"
    order.request.refresh_from_db()
    assert order.request.stage == "closed"
    event = Event.objects.get(kind="order.closed")
    assert (event.data["old"], event.data["new"]) == ("settled", "closed")
    assert not list(broken_links(order.chain))


def test_the_request_closes_with_its_last_order(cast: Cast) -> None:
    """Appendix e1."""
    first = put_at(created(cast), "settled")
    second = put_at(create(first.request, line=2, by=SYSTEM, at=cast.at), "settled")
    close(first, confirmation="signature", by=SYSTEM, at=cast.at)
    first.request.refresh_from_db()
    assert first.request.stage == "accepted"
    close(second, confirmation="signature", by=SYSTEM, at=cast.at)
    first.request.refresh_from_db()
    assert first.request.stage == "closed"


def test_no_order_closes_before_it_is_settled(cast: Cast) -> None:
    """RQ-WO-13."""
    with pytest.raises(IllegalMove):
        close(created(cast), confirmation="signature", by=SYSTEM, at=cast.at)


def test_an_unrepaired_product_is_handed_back(cast: Cast, ava: Actor) -> None:
    """Appendix e2: not repairable, too dear or refused."""
    order = put_at(created(cast), "unrepaired", outcome="quote_refused")
    order = hand_back(order, note="客户已取回", by=ava, at=cast.at)
    assert (order.stage, order.outcome, order.handed_over_at) == ("closed", "quote_refused", cast.at)
    assert Closure.objects.get(order=order).note == "客户已取回"
    assert Event.objects.get(kind="order.handed_back").data["outcome"] == "quote_refused"


def test_the_outcome_of_a_hand_back_can_be_said(cast: Cast, ava: Actor) -> None:
    order = put_at(created(cast), "unrepaired")
    with pytest.raises(InvalidInput):
        hand_back(order, outcome="repaired", by=ava, at=cast.at)
    order = hand_back(order, outcome="not_repairable", barrier="缺件", by=ava, at=cast.at)
    assert (order.outcome, order.barrier) == ("not_repairable", "缺件")
    with pytest.raises(IllegalMove):
        hand_back(order, by=ava, at=cast.at)


def test_before_the_repair_an_order_can_be_cancelled(cast: Cast, ava: Actor) -> None:
    """Appendix e2: "any before in repair", with the reason."""
    order = created(cast)
    with pytest.raises(InvalidInput):
        cancel(order, reason="", by=ava, at=cast.at)
    order = cancel(order, reason="客户改买新机", by=ava, at=cast.at)
    assert (order.stage, order.outcome, order.closed_at) == ("cancelled", "cancelled", cast.at)
    assert Cancellation.objects.get(order=order).reason == "客户改买新机"
    with pytest.raises(IllegalMove):
        cancel(put_at(created(cast), "in_repair"), reason="x", by=ava, at=cast.at)


def test_who_may_not_end_an_order_is_refused(cast: Cast) -> None:
    """RQ-SEC-06: no right, another outlet, another's order."""
    order = created(cast)
    for actor in (cast.actor("charlie"), cast.actor("wang"), cast.actor("bo"), customer_actor(order.request)):
        with pytest.raises(NotAllowed):
            cancel(order, reason="x", by=actor, at=cast.at)
    put_at(order, "settled")
    for actor in (cast.actor("charlie"), cast.actor("wang"), cast.actor("bo"), customer_actor(order.request)):
        with pytest.raises(NotAllowed):
            close(order, confirmation="x", by=actor, at=cast.at)
    put_at(order, "unrepaired")
    for actor in (cast.actor("charlie"), cast.actor("wang"), customer_actor(order.request)):
        with pytest.raises(NotAllowed):
            hand_back(order, by=actor, at=cast.at)


@pytest.mark.django_db(transaction=True)
def test_two_last_orders_at_once_close_the_request_once(cast: Cast) -> None:
    first = put_at(created(cast), "settled")
    second = put_at(create(first.request, line=2, by=SYSTEM, at=cast.at), "settled")
    start = Barrier(2)

    def end(order: WorkOrder) -> None:
        start.wait()
        try:
            close(order, confirmation="signature", by=SYSTEM, at=cast.at)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(end, [first, second]))
    first.request.refresh_from_db()
    assert first.request.stage == "closed"
    assert Event.objects.filter(kind="intake.closed").count() == 1
