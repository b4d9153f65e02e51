"""accept, decline: the technician's answer (RQ-DSP-02, RQ-DSP-07)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.dispatch.actions import NoLongerOffered, accept, assign, decline
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.queries import offers
from baoxiu.flow.work_orders.tests.make import created
from tests.cast import Cast


@pytest.fixture
def offered(cast: Cast, dana: Actor) -> Assignment:
    """An order given to Bo."""
    return assign(created(cast), cast.bo, by=dana, at=cast.at)


def test_the_technician_takes_the_job(cast: Cast, bo: Actor, offered: Assignment) -> None:
    """RQ-DSP-07: acceptance time; from here contact is due (T10)."""
    assert list(offers(bo)) == [offered]
    later = cast.at + timedelta(minutes=5)
    taken = accept(offered, by=bo, at=later)
    assert (taken.state, taken.answered_at, taken.order.stage) == ("accepted", later, "accepted")
    assert not offers(bo)
    event = Event.objects.get(kind="dispatch.accepted")
    assert (event.data["old"], event.data["new"], event.data["mode"]) == ("assigned", "accepted", "on_site")
    assert (event.subject_kind, event.subject_id) == ("assignment", offered.pk)


def test_the_technician_gives_it_back_with_a_reason(cast: Cast, bo: Actor, offered: Assignment) -> None:
    """RQ-DSP-02."""
    with pytest.raises(InvalidInput):
        decline(offered, reason=" ", by=bo, at=cast.at)
    given = decline(offered, reason="缺少专用工具", by=bo, at=cast.at)
    assert (given.state, given.reason, given.order.stage) == ("declined", "缺少专用工具", "created")
    assert given.order.technician is None
    event = Event.objects.get(kind="dispatch.declined")
    assert (event.data["old_technician_id"], event.data["technician_id"]) == (cast.bo.pk, None)
    assert event.data["reason"] == "缺少专用工具"


def test_the_job_of_somebody_else_is_not_to_answer(cast: Cast, offered: Assignment) -> None:
    """RQ-SEC-06."""
    for name in ("ben", "wen", "charlie", "wang"):
        with pytest.raises(NotAllowed):
            accept(offered, by=cast.actor(name), at=cast.at)
        with pytest.raises(NotAllowed):
            decline(offered, reason="x", by=cast.actor(name), at=cast.at)


def test_an_offer_is_answered_once(cast: Cast, bo: Actor, offered: Assignment) -> None:
    accept(offered, by=bo, at=cast.at)
    with pytest.raises(NoLongerOffered):
        accept(offered, by=bo, at=cast.at)
    with pytest.raises(NoLongerOffered):
        decline(offered, reason="x", by=bo, at=cast.at)


def test_what_was_given_to_another_is_gone(cast: Cast, dana: Actor, bo: Actor, offered: Assignment) -> None:
    order = offered.order
    order.refresh_from_db()
    assign(order, cast.ben, by=dana, at=cast.at)
    with pytest.raises(NotAllowed):
        accept(offered, by=bo, at=cast.at)


def test_accepting_is_a_fixed_number_of_queries(
    cast: Cast, bo: Actor, offered: Assignment, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(9):
        accept(offered, by=bo, at=cast.at)
