"""A kept picture is the one that would be drawn anew, whatever has happened since."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from baoxiu.basics.technicians.actions import add_absence, set_areas, set_skill
from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import Refusal
from baoxiu.core.rows import holding_rows, lock_row
from baoxiu.core.whole import as_one
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.planner.loading import in_memory
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.planning import actions, kept
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.jobs import forget_touched
from baoxiu.flow.planning.models import PlanBook, Touched
from baoxiu.flow.planning.narrowing import standing_still
from baoxiu.flow.planning.picture import Picture, picture_of
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.standing import Standing
from baoxiu.flow.planning.tests.test_place_order import new_order, planned
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SEEDS = [3]


def same(one: Picture, other: Picture) -> None:
    """The same problem, the same rows behind it, the same plan."""
    assert one.problem == other.problem
    assert [row.pk for row in one.holds] == [row.pk for row in other.holds]
    assert one.standing == other.standing
    assert one.ground.people == other.ground.people
    assert rows_of(one) == rows_of(other)


def rows_of(picture: Picture) -> list[dict[str, object]]:
    """Every field of what is to be planned."""
    work, found = picture.ground.work, list[models.Model]()
    for order in picture.orders:
        found += [order, order.request, *work.planned.get(order.pk, ())]
        found += [work.visits[order.pk]] if order.pk in work.visits else []
    fields = [{one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields} for row in found]
    return [*fields, *(vars(hold) | {"_state": None, "order": None} for hold in picture.holds)]


def some_changes(cast: Cast, orders: list[WorkOrder], chance: Random) -> list[Callable[[datetime], object]]:
    """What may happen to a plan, on its ways and beside them."""
    dana, ava = cast.actor("dana"), cast.actor("ava")

    def one() -> WorkOrder:
        return WorkOrder.objects.select_related("request", "outlet", "family").get(
            pk=chance.choice(orders).pk
        )

    def answered(at: datetime) -> None:
        offer = live_assignment(one())
        if offer is not None:
            who = cast.actor(offer.technician.name.lower())
            if chance.random() < 0.6:
                dispatch.accept(offer, by=who, at=at)
            else:
                dispatch.decline(offer, reason="没空", by=who, at=at)

    def held(at: datetime) -> None:
        order = one()
        windows = free_windows(order, at=at)
        if not windows:
            return
        window = chance.choice(windows)
        given = {"technician_id": window.technician_id, "start": window.start, "end": window.end}
        actions.hold_slot(order, **given, by=ava, at=at)
        if chance.random() < 0.5:
            actions.book_slot(order, agreed_with="Alice", by=ava, at=at)

    def moved(at: datetime) -> None:
        day = at.date() + timedelta(days=chance.randrange(3))
        actions.move_visit(
            one(), technician_id=chance.choice((cast.bo, cast.ben)).pk, day=day, by=dana, at=at
        )

    def elsewhere(_at: datetime) -> None:
        order = one()
        order.request.lat = 34.7 + chance.random() / 10
        order.request.wish_from = cast.at + timedelta(hours=chance.randrange(60))
        order.request.save()

    def closed(_at: datetime) -> None:
        WorkOrder.objects.filter(pk=one().pk).update(stage="closed", technician=cast.bo)

    def placed(at: datetime) -> None:
        orders.append(new_order(cast))
        actions.place_order(orders[-1], by=SYSTEM, at=at)

    return [
        answered, held, moved, elsewhere, closed, placed,
        lambda at: actions.pin(one(), by=dana, at=at),
        lambda at: actions.staff(one(), people=chance.choice((1, 2)), by=dana, at=at),
        lambda at: add_absence(cast.ben, at + timedelta(days=1), at + timedelta(days=1, hours=5), by=SYSTEM, at=at),
        lambda at: set_skill(cast.bo, cast.family, chance.choice((2, 5)), by=SYSTEM, at=at),
        lambda at: set_areas(cast.ben, [chance.choice(("410105", "410100"))], by=SYSTEM, at=at),
        lambda at: choose("planning.freeze_minutes", value=chance.choice((0, 600)), valid_from=at, by=SYSTEM, at=at),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_it_is_the_one_drawn_anew(cast: Cast, seed: int) -> None:
    """RQ-DSP-01, RQ-DSP-02: by actions, by hand, by the clock; two steps or one behind."""
    chance, at = Random(seed), cast.at
    orders = planned(cast, 3)
    book = PlanBook.objects.select_related("outlet").get()
    changes = some_changes(cast, orders, chance)
    known = kept.brought_up(None, book, at=at)
    done = 0
    for step in range(30):
        at += timedelta(minutes=chance.choice((0, 7, 45)))
        try:
            changes[step % len(changes)](at)
            done += 1
        except Refusal:
            pass
        if chance.random() < 0.6:
            book.refresh_from_db()
            known = kept.brought_up(known, book, at=at)
            same(known.picture, picture_of(book, at=at))
            some = {order.pk for order in chance.sample(orders, 2)}
            same(kept.kept_picture(book, at=at, freed=some), picture_of(book, at=at, freed=some))
    assert done > 10


def test_what_is_kept_is_only_what_others_see(cast: Cast) -> None:
    """Our own changes may be undone: they are read, and not kept; a picture that is too old is drawn anew."""
    planned(cast, 2)
    book = PlanBook.objects.select_related("outlet").get()
    assert Touched.objects.filter(outlet_id=book.outlet_id).exists()
    kept.brought_up(None, book, at=cast.at)
    assert book.outlet_id not in kept._pictures()
    forget_touched(cast.at)
    assert Touched.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE planning_touched SET transaction = id, at = at - interval '2 hours'")
    before = Touched.objects.latest("transaction").transaction
    known = kept.brought_up(None, book, at=cast.at)
    assert kept._pictures()[book.outlet_id] is known
    again = kept.brought_up(known, book, at=cast.at)
    assert again.rows is known.rows
    forget_touched(cast.at + timedelta(days=400))
    assert [one.transaction for one in Touched.objects.all()] == [before]


def test_what_we_have_changed_is_kept_once_it_is_there_to_stay(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    """A worker only ever asks amid changes of its own: without that it would read all of them anew each time."""
    orders = planned(cast, 2)
    book = PlanBook.objects.select_related("outlet").get()
    with django_capture_on_commit_callbacks(execute=True):
        with suppress(ZeroDivisionError), transaction.atomic():
            orders.append(new_order(cast))
            known = kept.brought_up(None, book, at=cast.at)
            assert orders.pop().pk in known.picture.place
            raise ZeroDivisionError
        assert book.outlet_id not in kept._pictures()
    assert book.outlet_id not in kept._pictures()
    with django_capture_on_commit_callbacks(execute=True):
        orders.append(new_order(cast))
        actions.place_order(orders[-1], by=SYSTEM, at=cast.at)
        later = new_order(cast)
    known = kept._pictures()[book.outlet_id]
    assert orders[-1].pk in known.picture.place
    assert later.pk not in known.picture.place
    book.refresh_from_db()
    again = kept.brought_up(known, book, at=cast.at)
    assert later.pk in again.picture.place
    same(again.picture, picture_of(book, at=cast.at))


def test_of_what_next_steps_change_only_the_last_picture_is_kept(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]]
) -> None:
    """However often a wave asks: what it leaves behind is true, and there is one picture of it in memory, not one a question."""
    orders = planned(cast, 2)
    book = PlanBook.objects.select_related("outlet").get()
    with django_capture_on_commit_callbacks(execute=True) as after, holding_rows():
        before = len(connection.run_on_commit)
        for at in (cast.at, cast.at + timedelta(minutes=5)):
            orders.append(new_order(cast))
            last = kept.kept_picture(book, at=at)
        noted = [
            hook
            for _sids, hook, *_rest in connection.run_on_commit[before:]
            if hook.__module__ == kept.__name__
        ]
        assert len(noted) == 1
    assert noted[0] in after
    assert kept._pictures()[book.outlet_id].picture is last
    assert {order.pk for order in orders} <= last.place.keys()


def test_next_steps_go_on_from_what_they_have_stored(cast: Cast) -> None:
    """Order after order in one transaction: the picture is the one drawn anew, and only the first one asks for news."""
    planned(cast, 2)
    book = PlanBook.objects.select_related("outlet").get()
    orders = [new_order(cast) for _number in range(4)]
    with as_one():
        for number, order in enumerate(orders):
            at = cast.at + timedelta(seconds=1 + number)
            with CaptureQueriesContext(connection) as asked:
                actions.place_order(order, by=SYSTEM, at=at)
            heard = [query for query in asked if "planning_touched" in query["sql"]]
            assert len(heard) == (1 if number == 0 else 0)
            same(kept.kept_picture(book, at=at), picture_of(book, at=at))
        order = lock_row(WorkOrder, orders[0].pk)
        other = cast.ben if order.technician_id == cast.bo.pk else cast.bo
        dispatch.assign(order, other, reason="熟悉", by=cast.actor("dana"), at=cast.at)
        known = kept.kept_picture(book, at=cast.at)
        assert known.ground.work.by_hand == {order.pk: other.pk}
        same(known, picture_of(book, at=cast.at))
        actions.place_order(new_order(cast), by=SYSTEM, at=cast.at)
        same(kept.kept_picture(book, at=cast.at), picture_of(book, at=cast.at))
    same(kept.kept_picture(book, at=cast.at), picture_of(book, at=cast.at))


def test_one_order_is_asked_about_as_in_the_whole_plan(cast: Cast) -> None:
    """RQ-APT-01, RQ-DSP-01: the same offers, the same windows, the same plan afterwards."""
    orders = planned(cast, 4, more=1)
    book = PlanBook.objects.select_related("outlet").get()
    picture = picture_of(book, at=cast.at)
    for order in orders:
        place = picture.place[order.pk]
        routes = without(picture.routes, place)
        whole = in_memory(standing_still(picture.problem, routes, [place]), routes)
        for _once_more in range(2):
            some = Standing(picture.problem, routes, place)
            assert some.offers(place) == whole.offers(place)
            assert some.slots(place) == whole.slots(place)
        some.insert(place, some.offers(place)[0])
        whole.insert(place, whole.offers(place)[0])
        assert some.routes() == whole.routes()
