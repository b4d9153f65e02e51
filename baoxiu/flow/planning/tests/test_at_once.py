"""Many dispatchers, customers and the engine at one plan at the same instant, on real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import Refusal
from baoxiu.core.rows import holding_rows
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.planning import actions, kept
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.models import PlanBook, PlannedVisit, SlotHold
from baoxiu.flow.planning.picture import picture_of
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import by_the_plan, new_order
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """What each gives, or the refusal."""
    together = Barrier(len(jobs))

    def one(job: Callable[[], Any]) -> Any:
        try:
            together.wait(timeout=20)
            return job()
        except Refusal as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(one, jobs))


def test_nothing_is_lost_and_nothing_given_twice(cast: Cast) -> None:
    """E01, RQ-DSP-02, RQ-APT-01: six customers for one window, three dispatchers and three new orders at one plan;
    the picture that the process has kept meanwhile is the one drawn anew."""
    by_the_plan(cast)
    waiting, moving, new = ([new_order(cast) for _one in range(count)] for count in (6, 3, 3))
    for order in moving:
        actions.place_order(order, by=SYSTEM, at=cast.at)
        order.refresh_from_db()
    window = free_windows(waiting[0], at=cast.at)[4]
    given: dict[str, Any] = {"technician_id": window.technician_id, "start": window.start, "end": window.end}
    day = cast.at.date() + timedelta(days=2)
    before = PlanBook.objects.get().version
    outcomes = all_at_once(
        [
            *(
                lambda one=one: actions.hold_slot(one, **given, by=cast.actor("ava"), at=cast.at)
                for one in waiting
            ),
            *(
                lambda one=one: actions.move_visit(
                    one, technician_id=cast.bo.pk, day=day, by=cast.actor("dana"), at=cast.at
                )
                for one in moving
            ),
            *(lambda one=one: actions.place_order(one, by=SYSTEM, at=cast.at) for one in new),
        ]
    )
    held, moved, placed = outcomes[:6], outcomes[6:9], outcomes[9:]
    holds = [one for one in held if isinstance(one, SlotHold)]
    assert 1 <= len(holds) < 6
    assert {type(one) for one in held} == {SlotHold, actions.SlotTaken}
    assert [one for one in (*moved, *placed) if isinstance(one, Refusal)] == []
    rows = PlannedVisit.objects.filter(order__in=moving)
    assert {(row.technician_id, row.day) for row in rows} == {(cast.bo.pk, day)}
    assert PlannedVisit.objects.filter(order__in=new).count() == 3
    book = PlanBook.objects.get()
    assert book.version == before + len(holds) + 6 == Event.objects.filter(kind="planning.changed").count()
    picture = picture_of(book, at=cast.at)
    assert check(picture.problem, picture.routes).possible
    assert sum(len(route.stops) for route in picture.routes) == 6 + len(holds)
    assert book.outlet_id in kept._pictures()
    known = kept.kept_picture(book, at=cast.at)
    assert (known.problem, known.standing) == (picture.problem, picture.standing)


def test_next_steps_do_not_wait_for_a_dispatcher(cast: Cast) -> None:
    """Who holds the rows of many cases gives way after a moment, so that nobody waits for ever."""
    with transaction.atomic():
        locked_book(cast.outlet)

        def step() -> str:
            try:
                with transaction.atomic(), holding_rows():
                    locked_book(cast.outlet)
            except OperationalError:
                return "gave way"
            finally:
                connection.close()
            return "got it"

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(step).result(timeout=20) == "gave way"
