"""Sixteen dispatchers at one running plan while new orders stream in and the engine repairs, on real PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.db import connection

from baoxiu.basics.accounts.actions import create_user
from baoxiu.basics.accounts.queries import actor_for
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links
from baoxiu.core.refusals import Refusal
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.planning import actions, kept
from baoxiu.flow.planning.actions import Happening
from baoxiu.flow.planning.models import PlanBook, PlannedVisit, Staffing
from baoxiu.flow.planning.picture import Picture, picture_of
from baoxiu.flow.planning.queries import FreeWindow, free_windows
from baoxiu.flow.planning.tests.test_at_once import all_at_once
from baoxiu.flow.planning.tests.test_place_order import new_order, planned
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

HANDS, STREAMS, NEW = 16, 2, 4
DECK = {
    "move": 28, "hold": 18, "book": 14, "undo": 14, "out": 8, "pin": 8, "lock": 6, "staff": 6, "release": 4,
    "tray": 6,
}  # fmt: skip
"""What the dispatchers do, dealt out to their hands."""
WRITES = {
    "move": ["changed moved"],
    "out": ["changed moved"],
    "pin": ["marked pinned"],
    "lock": ["marked locked"],
    "hold": ["slot_held", "changed held"],
    "book": ["told", "changed booked"],
    "staff": ["staffed"],
    "undo": ["changed undone"],
    "tray": ["changed published"],
    "place": ["changed placed"],
    "repair": ["changed repaired"],
    "replan": ["changed replanned"],
}
"""The events of a success, and of nothing else."""
CHANGES = ("planning.changed", "planning.marked")
"""What raises the version of the book."""
FOLLOWS = {"changed followed", "left_out", "window_moved", "slot_released", "discarded"}
"""What may come of a success besides."""

type Days = dict[tuple[int, str], list[str]]
"""The orders of a technician's days, by their keys."""


@dataclass
class Firm:
    """What all hands share."""

    cast: Cast
    orders: list[WorkOrder]
    windows: list[FreeWindow]
    refused: list[Refusal] = field(default_factory=list)

    @property
    def days(self) -> list[date]:
        """Where the moving goes on."""
        return [self.cast.at.date() + timedelta(days=number) for number in range(3)]


@dataclass
class Hand:
    """Somebody at the plan: what he does, by chance but always the same, and what of it was done."""

    firm: Firm
    by: Actor
    chance: Random
    turns: list[str]
    seen: int = 0
    holding: list[WorkOrder] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def work(self) -> None:
        """All turns; only refusals are borne."""
        for verb in self.turns:
            try:
                if getattr(self, verb)() is not False:
                    self.done[verb] += 1
            except Refusal as refused:
                self.firm.refused.append(refused)
            if self.chance.random() < 0.5:
                self.seen = PlanBook.objects.get().version

    @property
    def who(self) -> dict[str, Any]:
        """As actions want it."""
        return {"by": self.by, "at": self.firm.cast.at}

    @property
    def order(self) -> WorkOrder:
        """Any of the orders, as somebody's page has it."""
        return self.chance.choice(self.firm.orders)

    @property
    def to(self) -> dict[str, Any]:
        """Somebody's day."""
        cast = self.firm.cast
        return {
            "technician_id": self.chance.choice((cast.bo.pk, cast.ben.pk)),
            "day": self.chance.choice(self.firm.days),
            "place": self.chance.choice((None, None, 0, 1)),
        }

    def move(self) -> None:
        """Drag a visit, at times on a page that is no longer true, at times against the told window."""
        seen = self.seen if self.chance.random() < 0.3 else None
        actions.move_visit(
            self.order, **self.to, seen=seen, window_too=self.chance.random() < 0.3, **self.who
        )

    def out(self) -> None:
        """Nobody's day."""
        actions.unplan(self.order, **self.who)

    def pin(self) -> None:
        """Only this technician, or anybody."""
        actions.pin(self.order, pinned=self.chance.random() < 0.5, **self.who)

    def lock(self) -> None:
        """This day, or any."""
        actions.lock_visit(self.order, locked=self.chance.random() < 0.5, **self.who)

    def staff(self) -> None:
        """Two people or one."""
        actions.staff(self.order, people=self.chance.choice((1, 2)), **self.who)

    def hold(self) -> None:
        """Few windows for few orders, so that others want them as well."""
        order, window = self.chance.choice(self.firm.orders[:6]), self.chance.choice(self.firm.windows)
        given = {"technician_id": window.technician_id, "start": window.start, "end": window.end}
        actions.hold_slot(order, **given, **self.who)
        self.holding.append(order)

    def book(self) -> None:
        """What was held, though somebody else may have held another time for the same order since."""
        order = self.holding.pop() if self.holding else self.chance.choice(self.firm.orders[:6])
        actions.book_slot(order, agreed_with="Alice", **self.who)

    def release(self) -> None:
        """The customer wants none."""
        actions.release_slot(self.chance.choice(self.firm.orders[:6]), **self.who)

    def undo(self) -> None:
        """A change of one's own, and back at once, unless others are at these days already."""
        self.move()
        self.done["move"] += 1
        actions.undo(self.firm.cast.outlet, **self.who)

    def tray(self) -> None:
        """Tried out, then published; put away where others were quicker."""
        draft = actions.open_draft(self.firm.cast.outlet, **self.who)
        try:
            actions.try_change(draft, self.order, **self.to, **self.who)
            actions.publish_draft(draft, **self.who)
        except Refusal:
            actions.discard_draft(draft, **self.who)
            raise

    def place(self) -> bool:
        """A customer reports; the dispatchers see the order before it has its place, and may be quicker."""
        order = new_order(self.firm.cast)
        self.firm.orders.append(order)
        return actions.place_order(order, **self.who) is not None

    def repair(self) -> bool:
        """The engine looks around some orders."""
        around = self.chance.sample(self.firm.orders, 3)
        return bool(
            actions.repair_around(self.firm.cast.outlet, [one.pk for one in around], seconds=0.02, **self.who)
        )

    def replan(self) -> None:
        """Something has come between, and the engine's answer becomes the plan at once."""
        cause = self.chance.choice(("urgent", "late"))
        draft = actions.replan_for(self.firm.cast.outlet, Happening(cause, [self.order.pk]), **self.who)
        actions.publish_draft(draft, **self.who)


@pytest.fixture
def connections_enough() -> Iterator[None]:
    """One for every hand, so that they really meet at the book."""
    connection.ensure_connection()
    pool = connection.pool
    least, most = pool.min_size, pool.max_size
    pool.resize(least, HANDS + STREAMS + 4)
    yield
    pool.resize(least, most)


def firm_of(cast: Cast) -> Firm:
    """Orders in the plan, some of them taken by their technicians, and some that nobody has; the first windows that are free."""
    orders = planned(cast, 9, 3)
    for order in orders[:9:2]:
        given = live_assignment(order)
        assert given is not None
        dispatch.accept(given, by=cast.actor(given.technician.name.lower()), at=cast.at)
        order.refresh_from_db()
    return Firm(cast, orders, free_windows(orders[-1], at=cast.at)[1:7])


def hands_of(firm: Firm) -> list[Hand]:
    """The dispatchers with their share of the deck, the streams of orders, the engine."""
    chance = Random(20260302)
    deck = [verb for verb, count in DECK.items() for _one in range(count)]
    chance.shuffle(deck)
    hands = [
        Hand(firm, dispatcher(firm.cast, number), Random(number), deck[number::HANDS])
        for number in range(HANDS)
    ]
    streams = [Hand(firm, SYSTEM, Random(100 + number), ["place"] * NEW) for number in range(STREAMS)]
    engine = Hand(firm, SYSTEM, Random(200), ["repair"] * 6)
    return [*hands, *streams, engine, Hand(firm, firm.cast.actor("dana"), Random(300), ["replan"] * 4)]


def dispatcher(cast: Cast, number: int) -> Actor:
    """One more at the same outlet."""
    user = create_user(
        f"hand{number}", f"Hand {number}", roles=[("dispatcher", cast.outlet)], by=SYSTEM, at=cast.at
    )
    actor = actor_for(user)
    assert actor is not None
    return actor


@pytest.mark.usefixtures("connections_enough")
def test_sixteen_dispatchers_and_a_stream_of_orders(cast: Cast) -> None:
    """E01, RQ-DSP-02, RQ-APT-01: whatever they do at once, each success is whole and each failure a refusal; the plan is possible,
    is what its events tell, and nobody's time is given twice."""
    firm = firm_of(cast)
    hands = hands_of(firm)
    before, first = PlanBook.objects.get().version, Event.objects.latest("pk").pk
    all_at_once([hand.work for hand in hands])
    done = sum((hand.done for hand in hands), Counter[str]())
    book = PlanBook.objects.get()
    picture = picture_of(book, at=cast.at)
    each_success_wrote_its_events(hands, first)
    assert book.version == before + Event.objects.filter(pk__gt=first, kind__in=CHANGES).count()
    assert days_of_rows(picture) == days_of_events()
    assert check(picture.problem, picture.routes).violations == ()
    nobody_is_sent_twice(firm, picture)
    known = kept.kept_picture(book, at=cast.at)
    assert (known.problem, known.standing) == (picture.problem, picture.standing)
    assert not [one for order in firm.orders for one in broken_links(order.chain)]
    assert done.keys() >= {"move", "hold", "book", "out", "pin", "lock", "staff", "place"}
    assert {one.code for one in firm.refused} >= {"slot_taken", "plan_changed", "plan_broken"}


def each_success_wrote_its_events(hands: list[Hand], first: int) -> None:
    """And no refusal wrote any."""
    wanted: dict[tuple[str, str], Counter[str]] = {}
    for hand in hands:
        own = wanted.setdefault((hand.by.kind, hand.by.id), Counter())
        for verb, times in hand.done.items():
            own.update(dict.fromkeys(WRITES.get(verb, ()), times))
    found: dict[tuple[str, str], Counter[str]] = {key: Counter() for key in wanted}
    for event in Event.objects.filter(pk__gt=first, kind__startswith="planning."):
        more = event.data.get("cause") or event.data.get("mark") or ""
        name = f"{event.kind.removeprefix('planning.')} {more}".strip()
        if name not in FOLLOWS:
            found[event.actor_kind, event.actor_id][name] += 1
    assert found == wanted
    ended = list(Event.objects.filter(kind="planning.slot_released").values_list("subject_id", flat=True))
    assert len(set(ended)) == len(ended)


def days_of_rows(picture: Picture) -> Days:
    """Who has which orders on which day, one after the other."""
    ground = picture.ground
    days = {
        (ground.people[route.technician].pk, ground.date(route.day).isoformat()): without_holds(
            picture.problem.orders[stop].id for stop in route.stops
        )
        for route in picture.routes
    }
    return {key: stops for key, stops in days.items() if stops}


def days_of_events() -> Days:
    """The same from the events alone, where each change begins with what the one before has left."""
    days: Days = {}
    events = list(Event.objects.filter(kind="planning.changed").order_by("data__version"))
    assert len({event.data["version"] for event in events}) == len(events)
    for event in events:
        for one in event.data["changes"]:
            key = one["technician"], one["day"]
            assert days.get(key, []) == without_holds(one["before"]), event.data
            days[key] = without_holds(one["after"])
    return {key: stops for key, stops in days.items() if stops}


def without_holds(stops: Iterable[str]) -> list[str]:
    """The orders alone: a hold comes and goes by its row, not by a change of the day."""
    return [stop for stop in stops if stop.isdigit()]


def nobody_is_sent_twice(firm: Firm, picture: Picture) -> None:
    """As many technicians as an order asks for, or none; the one in charge has the order; no technician is at two places."""
    spans: dict[int, list[tuple[datetime, datetime]]] = {}
    crews = dict(Staffing.objects.values_list("order_id", "people"))
    for order in WorkOrder.objects.filter(pk__in=[one.pk for one in firm.orders]):
        rows = list(PlannedVisit.objects.filter(order=order))
        assert len({row.technician_id for row in rows}) == len(rows)
        assert len(rows) in (0, crews.get(order.pk, 1)), order
        assert len({row.start for row in rows}) <= 1
        for row in rows:
            spans.setdefault(row.technician_id, []).append(
                (row.start - timedelta(seconds=row.travel_s), row.end)
            )
        given = list(Assignment.objects.filter(order=order, state__in=Assignment.LIVE))
        assert [one.technician_id for one in given] == ([order.technician_id] if order.technician_id else [])
        assert [row.technician_id for row in rows if row.role == "lead"] in ([], [order.technician_id])
    for place, hold in enumerate(picture.holds, start=len(picture.orders)):
        end = hold.start + timedelta(seconds=picture.problem.orders[place].service)
        spans.setdefault(hold.technician_id, []).append((hold.start, end))
    for times in spans.values():
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(times)))
