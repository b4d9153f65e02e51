"""Pictures of plans that a process keeps: brought up to date by what has changed since, and only then believed.

The database notes in each transaction what it touches (``touches.py``). A kept picture knows up to which transaction it is true;
what was touched since is read anew. How this can never be stale: docs/decisions/0016.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from threading import Lock

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from baoxiu.basics.travel.queries import share_done, usual_times
from baoxiu.basics.travel.ways import access_seconds
from baoxiu.core.clock import legal_date
from baoxiu.core.gathering import writes_of
from baoxiu.core.kept import Kept
from baoxiu.core.rows import once_here
from baoxiu.flow.dispatch.planner.problem import Technician
from baoxiu.flow.dispatch.queries import van_limits
from baoxiu.flow.planning import demand
from baoxiu.flow.planning.chosen import MINUTE, chosen
from baoxiu.flow.planning.crew import technician
from baoxiu.flow.planning.drawing import Drawn, draw, turn_of
from baoxiu.flow.planning.ground import Ground
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.people import people_of
from baoxiu.flow.planning.picture import Picture, picture_of, put_together
from baoxiu.flow.planning.roads import roads_at, travel_signs
from baoxiu.flow.planning.touched import NEVER, News, news_since
from baoxiu.flow.planning.touches import BODIES
from baoxiu.flow.planning.work import Work, live_holds, read_work

MOST_ORDERS, MOST_OUTLETS = 20_000, 64
"""What a process keeps: about 10 kB an order."""
MOST_TOUCHED = 400
"""When more has changed, reading everything is quicker."""


@dataclass(frozen=True, slots=True)
class Known:
    """An outlet's plan as of a transaction: the rows with expired holds, and what was drawn from them, which all is true between
    the moments of ``turn``. ``signs``: all else it depends on."""

    since: int
    seen: frozenset[int]
    signs: object
    rows: Work
    drawn: Mapping[int, Drawn]
    turn: tuple[float, float]
    picture: Picture

    def later(self, at: datetime) -> Known | None:
        """The same a moment later; ``None`` where the time that has gone by changes something."""
        ground, (since, until) = self.picture.ground, self.turn
        same_minute = ground.soon - MINUTE < ground.second(at) <= ground.soon
        if self.rows.holds or not same_minute or not since <= at.timestamp() < until:
            return None
        return replace(self, picture=replace(self.picture, ground=ground.later(at)))


@dataclass(frozen=True, slots=True)
class Ours:
    """What a transaction knows of a plan, and how much it had written when it knew that."""

    known: Known
    writes: int


_pictures: Kept[OrderedDict[int, Known]] = Kept(OrderedDict)
_lock = Lock()
_pictures.SECONDS = float("inf")


def kept_picture(
    book: PlanBook, *, at: datetime, freed: Collection[int] = (), unbound: Collection[int] = ()
) -> Picture:
    """What ``picture_of`` gives, from what is kept and what has changed since.

    A transaction that holds its rows goes on from its own last picture: what it has touched itself is news, unless that is in the
    picture already (``put_latest``).
    """
    if book.pk is None:
        return picture_of(book, at=at, freed=freed, unbound=unbound)
    mine = _ours().get(book.outlet_id)
    before = mine.known if mine else _pictures().get(book.outlet_id)
    nothing = mine is not None and mine.writes == _writes()
    known = before.later(at) if before and nothing else None
    if known is None:
        known = brought_up(before, book, at=at)
    _ours()[book.outlet_id] = Ours(known, _writes())
    if not freed and not unbound:
        return known.picture
    if not known.picture.ground.parts and known.picture.place.keys() >= {*freed, *unbound}:
        return known.picture.bound_otherwise(freed, unbound)
    ground = replace(known.picture.ground, freed=frozenset(freed), unbound=frozenset(unbound))
    orders = {
        row.pk: demand.order(row, ground) if row.pk in {*freed, *unbound} else known.drawn[row.pk].order
        for row in ground.work.orders
    }
    return put_together(ground, orders, known.picture.problem.technicians)


def latest_of(picture: Picture) -> Ours | None:
    """What this transaction knows of the plan, if that is this picture and nothing was touched since."""
    mine = _ours().get(picture.ground.book.outlet_id)
    same = mine is not None and mine.known.picture.ground is picture.ground and mine.writes == _writes()
    return mine if same else None


def put_latest(before: Ours, known: Known) -> None:
    """What this transaction has stored since ``before``, in this plan and in no other, is in this picture: its next question
    goes on from there, without asking for news.

    What others commit meanwhile it does not hear of, as it would not if that came a moment later; the next one does.
    """
    ours, now, outlet = _ours(), _writes(), known.picture.ground.book.outlet_id
    ours |= {key: Ours(one.known, now) for key, one in ours.items() if one.writes == before.writes}
    ours[outlet] = Ours(known, now)
    _keep_after_commit(outlet, known)


def _ours() -> dict[int, Ours]:
    return once_here("pictures of plans", dict)


def _writes() -> int:
    """How often this transaction has written to what a plan is drawn from."""
    return writes_of(*_watched())


@cache
def _watched() -> tuple[type[Model], ...]:
    return tuple(model for model in apps.get_models() if model._meta.db_table in BODIES)


def brought_up(known: Known | None, book: PlanBook, *, at: datetime) -> Known:
    """What was known, with the news; kept for the others of this process, with changes of our own once they are there to stay."""
    signs = _signs(book, at)
    since, seen = (known.since, known.seen) if known else (NEVER, frozenset[int]())
    news = news_since(book.outlet_id, since, seen)
    fits = known is not None and known.signs == signs and news.whole and not news.everything
    if known is None or not fits or len(news.orders) > MOST_TOUCHED:
        found = _all_anew(book, news, signs, at)
    else:
        found = _with_news(known, book, news, at)
    if news.own:
        _keep_after_commit(book.outlet_id, found)
    else:
        _keep(book.outlet_id, found)
    return found


def _signs(book: PlanBook, at: datetime) -> object:
    """What no row of an order or a technician tells: the day, the firm's choices, what past visits teach."""
    choices = chosen(book.outlet, at).values, van_limits(book.outlet, at)
    return legal_date(at), choices, usual_times(), share_done(at), access_seconds(at), travel_signs(at)


def _all_anew(book: PlanBook, news: News, signs: object, at: datetime) -> Known:
    settings = chosen(book.outlet, at)
    days = settings.whole("horizon_days")
    rows = read_work(book, None)[0]
    people = tuple(people_of(book.outlet, legal_date(at), days))
    work = replace(rows, holds=live_holds(rows.holds, at))
    roads = roads_at(at)
    ground = Ground(book=book, at=at, days=days, settings=settings, work=work, people=people, roads=roads)
    return _drawn(ground, news, signs, rows, {}, {})


def _with_news(known: Known, book: PlanBook, news: News, at: datetime) -> Known:
    before = known.picture.ground
    rows, anew = _rows_with_news(known, book, news)
    people = before.people
    if news.people:
        people = tuple(people_of(book.outlet, before.first, before.days))
    work = replace(rows, holds=live_holds(rows.holds, at))
    ground = Ground(book, at, before.days, before.settings, work, people, roads=before.roads)
    if (ground.place, ground.centre, ground.parts) != (before.place, before.centre, before.parts):
        return _drawn(ground, news, known.signs, rows, {}, {})
    now = at.timestamp()
    orders = {
        key: one for key, one in known.drawn.items() if key not in anew and one.since <= now < one.until
    }
    technicians = {
        person.pk: one
        for person, now, one in zip(before.people, people, known.picture.problem.technicians, strict=True)
        if person == now
    }
    same_moment = (before.soon, before.codes) == (ground.soon, ground.codes)
    nothing = not news.orders and not news.people and len(orders) == len(known.drawn)
    if nothing and same_moment and _same_holds(known.picture, ground):
        return replace(known, since=news.since, seen=news.seen, picture=replace(known.picture, ground=ground))
    begun = before.under_way.keys() | ground.under_way.keys() if same_moment else ground.place.keys()
    return _drawn(ground, news, known.signs, rows, orders, technicians, begun, known.picture)


def _same_holds(picture: Picture, ground: Ground) -> bool:
    """Whether what is held is what was drawn: a hold ends, and its window shrinks while time goes by."""
    if picture.ground.work.holds != ground.work.holds:
        return False
    return picture.problem.orders[len(picture.orders) :] == tuple(
        demand.held(one, ground) for one in picture.holds
    )


def _rows_with_news(known: Known, book: PlanBook, news: News) -> tuple[Work, set[int]]:
    """The rows, and the orders that have to be drawn anew: those touched, and those of the same customers and cases."""
    if not news.orders:
        return known.rows, set()
    read, customers, cases = read_work(book, news.orders)
    rows, before = known.rows.with_news(read, set(news.orders), customers, cases), known.rows
    customers = {one for one in customers if rows.known.get(one) != before.known.get(one)}
    cases = {one for one in cases if rows.due.get(one) != before.due.get(one)}
    if not customers and not cases:
        return rows, set(news.orders)
    near = {one.id for one in rows.orders if one.customer_id in customers or one.chain in cases}
    return rows, {*news.orders, *near}


def _drawn(
    ground: Ground,
    news: News,
    signs: object,
    rows: Work,
    orders: Mapping[int, Drawn],
    technicians: Mapping[int, Technician],
    begun: Collection[int] = (),
    before: Picture | None = None,
) -> Known:
    """The picture, of which these orders and technicians are drawn already; of those who have ``begun`` today is drawn anew."""
    drawn = {row.id: orders.get(row.id) or draw(row, ground) for row in ground.work.orders}
    people = [
        technicians[person.pk]
        if person.pk in technicians and person.pk not in begun
        else technician(person, ground, technicians.get(person.pk))
        for person in ground.people
    ]
    picture = put_together(ground, {key: one.order for key, one in drawn.items()}, people, before)
    return Known(news.since, news.seen, signs, rows, drawn, turn_of(drawn.values()), picture)


def _keep_after_commit(outlet: int, known: Known) -> None:
    """Of a transaction that holds its rows only the last picture of each outlet waits for that."""
    last: dict[int, Known] = once_here("pictures to be kept", dict)
    if not last:
        transaction.on_commit(lambda: _keep_all(last))
    last[outlet] = known


def _keep_all(pictures: Mapping[int, Known]) -> None:
    for outlet, known in pictures.items():
        _keep(outlet, known)


def _keep(outlet: int, known: Known) -> None:
    """The outlets that were asked about least recently leave."""
    with _lock:
        pictures = _pictures()
        pictures[outlet] = known
        pictures.move_to_end(outlet)
        while len(pictures) > 1 and (len(pictures) > MOST_OUTLETS or _size(pictures.values()) > MOST_ORDERS):
            pictures.popitem(last=False)


def _size(pictures: Iterable[Known]) -> int:
    return sum(len(one.drawn) for one in pictures)
