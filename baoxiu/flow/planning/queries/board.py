"""The board: technicians' days with their stops, and what nobody has yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.dispatch.planner.checking import Score, check
from baoxiu.flow.dispatch.planner.problem import Shift
from baoxiu.flow.dispatch.planner.timetable import Stop, Timetable
from baoxiu.flow.planning.books import book_of
from baoxiu.flow.planning.demand import told_times
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlanBook, PlannedVisit, SlotHold
from baoxiu.flow.planning.people import Person
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.timing import sentences_against
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder

type Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class BoardStop:
    """One stop of a day. ``order`` is ``None`` for a window held for a customer (``hold``).

    ``slack_s``: how much later it may start; ``late_s``: after what the customer was told; ``visit``: where somebody has begun,
    or a time is agreed. ``fixed``: pinned, locked, under way or over: not to be dragged.
    """

    order: WorkOrder | None
    hold: SlotHold | None
    row: PlannedVisit | None
    visit: Visit | None
    role: str
    start: datetime
    end: datetime
    travel_s: int
    slack_s: int = 0
    late_s: int = 0
    told: Span | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A technician's day. ``shift`` is ``None`` when he does not work; ``rest``: where the break lies."""

    technician: Person
    day: date
    shift: Span | None
    rest: Span | None
    stops: tuple[BoardStop, ...]
    way_home_s: int = 0
    overtime_s: int = 0

    @property
    def travel_s(self) -> int:
        """Seconds on the way, the way home included."""
        return sum(stop.travel_s for stop in self.stops) + self.way_home_s

    @property
    def work_s(self) -> int:
        """Seconds at customers'."""
        return sum(int((stop.end - stop.start).total_seconds()) for stop in self.stops)


@dataclass(frozen=True, slots=True)
class Board:
    """Some days of an outlet. ``score``: the whole plan's cost by term; ``broken``: hard rules that it breaks by now."""

    book: PlanBook
    days: tuple[BoardDay, ...]
    unserved: tuple[WorkOrder, ...]
    score: Score
    broken: tuple[str, ...]
    picture: Picture

    @property
    def version(self) -> int:
        """Of the plan: what a page sends back with a change."""
        return self.book.version


def board(outlet: Outlet, first: date, *, days: int = 1, at: datetime) -> Board:
    """What stands on these days, today's running ones and past ones as they were planned."""
    book = book_of(outlet.pk) or PlanBook(outlet=outlet)
    return drawn_board(kept_picture(book, at=at), first, days=days)


def drawn_board(picture: Picture, first: date, *, days: int = 1) -> Board:
    """The same of a picture that is at hand: the plan, or what somebody tries instead."""
    score = check(picture.problem, picture.routes)
    return Board(
        book=picture.ground.book,
        days=tuple(_Days(picture, score).between(first, days)),
        unserved=tuple(picture.orders[one] for one in score.unserved if one < len(picture.orders)),
        score=score,
        broken=sentences_against(picture, score),
        picture=picture,
    )


class _Days:
    """Puts the days together: what is still to come by the timetable, what has begun or is over by its rows."""

    def __init__(self, picture: Picture, score: Score) -> None:
        self._picture, self._ground = picture, picture.ground
        self._tables: Mapping[tuple[int, int], Timetable] = {
            (one.route.technician, one.route.day): one for one in score.days if isinstance(one, Timetable)
        }

        self._planned: defaultdict[tuple[int, date], list[tuple[PlannedVisit, WorkOrder]]] = defaultdict(list)
        for order in picture.orders:
            for row in self._ground.work.planned.get(order.pk, ()):
                self._planned[row.technician_id, row.day].append((row, order))

    def between(self, first: date, count: int) -> Iterable[BoardDay]:
        """Every technician on every day, technicians first."""
        begun = self._begun(first, count)
        for place, person in enumerate(self._ground.people):
            for day in (first + timedelta(days=number) for number in range(count)):
                yield self._day(place, person, day, begun.get((person.pk, day), []))

    def _begun(self, first: date, count: int) -> Mapping[tuple[int, date], list[BoardStop]]:
        found = defaultdict(list)
        rows = PlannedVisit.objects.filter(
            book_id=self._ground.book.pk, day__gte=first, day__lt=first + timedelta(days=count)
        ).exclude(order__in=self._picture.place)
        rows = rows.select_related("order__request", "order__family").order_by("start")
        visits = self._visits(row.order_id for row in rows)
        for row in rows:
            stop = BoardStop(
                order=row.order, hold=None, row=row, visit=visits.get(row.order_id), role=row.role,
                start=row.start, end=row.end, travel_s=row.travel_s, fixed=True,
            )  # fmt: skip
            found[row.technician_id, row.day].append(stop)
        return found

    def _visits(self, orders: Iterable[int]) -> dict[int, Visit]:
        """The newest visit of each of these orders."""
        rows = Visit.objects.filter(order__in=list(orders)).exclude(stage="cancelled")
        return {visit.order_id: visit for visit in rows.order_by("booked_at")}

    def _day(self, place: int, person: Person, day: date, begun: list[BoardStop]) -> BoardDay:
        number = self._ground.day_number(day)
        table = self._tables.get((place, number))
        shift = next(
            (one for one in self._picture.problem.technicians[place].shifts if one.day == number), None
        )
        stops = [self._stop(place, one) for one in table.stops] if table else self._as_rows(place, number)
        return BoardDay(
            technician=person,
            day=day,
            shift=self._shift(person, day, shift),
            rest=self._rest(table, shift),
            stops=(*begun, *stops),
            way_home_s=table.way_home if table else 0,
            overtime_s=table.overtime if table else 0,
        )

    def _shift(self, person: Person, day: date, shift: Shift | None) -> Span | None:
        """The whole working day, also where hours of it are over or an absence takes it."""
        begin = start_of_day(day)
        (_number, hours), *_others = list(person.on_shift(begin, 1))
        if not hours or (shift is None and day > legal_date(self._ground.at)):
            return None
        first, last = min(one for one, _end in hours), max(end for _one, end in hours)
        return begin + timedelta(seconds=first), begin + timedelta(seconds=last)

    def _rest(self, table: Timetable | None, shift: Shift | None) -> Span | None:
        if table and table.rest:
            return self._picture.moment(table.rest.start), self._picture.moment(table.rest.end)
        if shift and shift.pause and not table:
            begin = self._picture.moment(shift.pause.earliest)
            return begin, begin + timedelta(seconds=shift.pause.duration)
        return None

    def _stop(self, technician: int, stop: Stop) -> BoardStop:
        picture, ground = self._picture, self._ground
        more: dict[str, Any] = {
            "start": picture.moment(stop.start),
            "end": picture.moment(stop.end),
            "travel_s": stop.travel,
            "slack_s": stop.slack,
            "late_s": stop.late,
        }
        if stop.order >= len(picture.orders):
            hold = picture.holds[stop.order - len(picture.orders)]
            told = hold.window_from, hold.window_until
            return BoardStop(None, hold, None, None, "lead", **more, told=told, fixed=True)
        order = picture.orders[stop.order]
        row = self._row(order, technician)
        return BoardStop(
            order=order,
            hold=None,
            row=row,
            visit=ground.work.visits.get(order.pk),
            role=row.role if row else "lead",
            **more,
            told=told_times(order, ground),
            fixed=picture.problem.orders[stop.order].locked,
        )

    def _row(self, order: WorkOrder, technician: int) -> PlannedVisit | None:
        person = self._ground.people[technician].pk
        rows = self._ground.work.planned.get(order.pk, ())
        return next((row for row in rows if row.technician_id == person), None)

    def _as_rows(self, technician: int, day: int) -> list[BoardStop]:
        """A day that breaks a rule by now has no timetable: it is shown as it was planned."""
        key = self._ground.people[technician].pk, self._ground.date(day)
        return [
            BoardStop(
                order=order, hold=None, row=row, visit=self._ground.work.visits.get(order.pk),
                role=row.role, start=row.start, end=row.end, travel_s=row.travel_s,
                told=told_times(order, self._ground),
            )
            for row, order in sorted(self._planned.get(key, ()), key=lambda one: one[0].start)
        ]  # fmt: skip
