"""Bays, counter and waiting area on the board: lines like the technicians', told apart by their kind (RQ-APT-09)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.planning.models import CounterTime, SlotHold
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop.models import Stay
from baoxiu.flow.workshop.queries import BayLine, CounterLine, Workshop, workshop

MINUTE = 60
BARE = {
    "tr": 0, "sl": 0, "late": 0, "w": None, "b": False, "pin": False, "lock": False, "second": False,
    "two": False, "expert": False, "at": None, "v": 0, "x": 0, "y": 0,
}  # fmt: skip


def with_yard(
    document: dict[str, Any], outlet: Outlet, first: date, days: int, *, at: datetime
) -> dict[str, Any]:
    """The board's document with the workshop's lines below the technicians."""
    seen = workshop(outlet, first, days=days, at=at)
    yard = _Yard(first, days, at, len(document["technicians"]))
    for kind, lines in (("bay", seen.bays), ("counter", seen.counter)):
        for line in lines:
            yard.add(kind, line)
    document["technicians"] += yard.lines
    document["rows"] += yard.rows
    document["waiting"] = [_waiting(stay, at) for stay in seen.waiting]
    document["yard"] = _has(seen)
    return document


def _has(seen: Workshop) -> bool:
    return bool(seen.bays or seen.counter or seen.waiting)


class _Yard:
    def __init__(self, first: date, days: int, at: datetime, offset: int) -> None:
        self._first, self._days, self._at, self._offset = first, days, at, offset
        self._begin = start_of_day(first)
        self.lines: list[dict[str, Any]] = []
        self.rows: list[dict[str, Any]] = []

    def add(self, kind: str, line: BayLine | CounterLine) -> None:
        """A line with its days."""
        key, name, note = _named(line)
        place = self._offset + len(self.lines)
        self.lines.append({"id": key, "name": name, "home": [0, 0], "skills": note, "kind": kind})
        stops = list(self._stops(line))
        for number in range(self._days):
            self.rows.append(self._row(place, number, line, stops))

    def _row(
        self, place: int, number: int, line: BayLine | CounterLine, stops: list[dict[str, Any]]
    ) -> dict[str, Any]:
        day = self._first + timedelta(days=number)
        span = next((one for one in line.opened if legal_date(one[0]) == day), None)
        here = [stop for stop in stops if stop["s"] // 1_440 == number or (number == 0 and stop["s"] < 0)]
        out = line.out if isinstance(line, BayLine) else ()
        return {
            "t": place, "d": number, "shift": self._span(span) if span else None, "rest": None,
            "out": [[*self._span(one), reason] for one, reason in out] if number == 0 else [],
            "travel": 0, "work": sum(stop["e"] - stop["s"] for stop in here), "over": 0, "home": 0,
            "stops": here,
        }  # fmt: skip

    def _stops(self, line: BayLine | CounterLine) -> Iterable[dict[str, Any]]:
        if isinstance(line, BayLine):
            yield from map(self._stay, line.stays)
            return
        yield from map(self._time, line.times)
        yield from map(self._hold, line.holds)

    def _minute(self, moment: datetime) -> int:
        return int((moment - self._begin).total_seconds()) // MINUTE

    def _span(self, span: tuple[datetime, datetime]) -> list[int]:
        return [self._minute(span[0]), self._minute(span[1])]

    def _stay(self, stay: Stay) -> dict[str, Any]:
        over = stay.ended_at is not None
        there = not over and stay.start <= self._at
        end = max(stay.end, self._at) if there else stay.end
        due = stay.order.due_at
        return {
            **BARE,
            "id": stay.order_id,
            "s": self._minute(stay.start),
            "e": max(self._minute(end), self._minute(stay.start) + 5),
            "late": max(0, self._minute(end) - self._minute(due)) if due and not over else 0,
            "st": "bay_done" if over else "bay_there" if there else "bay_planned",
            "f": over,
            "pin": stay.by_hand,
            "v": stay.version,
            **_order(stay.order),
        }

    def _time(self, row: CounterTime) -> dict[str, Any]:
        came = row.state == CounterTime.State.CAME
        return {
            **BARE,
            "id": row.order_id,
            "s": self._minute(row.start),
            "e": self._minute(row.end),
            "late": 0 if came or row.end > self._at else self._minute(self._at) - self._minute(row.end),
            "st": "counter_came" if came else "counter_booked",
            "f": came or row.start <= self._at,
            "v": int(row.start.timestamp()),
            **_order(row.order),
        }

    def _hold(self, row: SlotHold) -> dict[str, Any]:
        span = {"s": self._minute(row.window_from), "e": self._minute(row.window_until)}
        return {**BARE, "id": 0, **span, "st": "", "f": True, **_order(row.order)}


def _named(line: BayLine | CounterLine) -> tuple[int, str, str]:
    if isinstance(line, CounterLine):
        return line.place, _("Counter {place}").format(place=line.place), ""
    return line.bay.pk, line.bay.name, line.bay.equipment


def _order(order: WorkOrder) -> dict[str, Any]:
    return {
        "n": order.number,
        "who": order.request.contact_name,
        "addr": "",
        "what": str(order.family),
        "pr": order.priority,
    }


def _waiting(stay: Stay, at: datetime) -> dict[str, Any]:
    due = stay.order.due_at
    return {
        **_order(stay.order),
        "id": stay.order_id,
        "min": stay.minutes,
        "v": stay.version,
        "since": round((at - stay.since).total_seconds() / 3_600, 1),
        "due": f"{due.astimezone(start_of_day(legal_date(at)).tzinfo):%m-%d %H:%M}" if due else "",
        "late": bool(due and due < at),
        "x": 0,
        "y": 0,
    }
