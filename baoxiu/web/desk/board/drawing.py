"""The board as one JSON document: minutes from the first day's midnight, kilometres on the plane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from baoxiu.basics.travel.rules.coordinates import on_plane
from baoxiu.core.clock import start_of_day
from baoxiu.flow.dispatch.planner.checking import Score
from baoxiu.flow.planning.models import Draft
from baoxiu.flow.planning.moving import Tried
from baoxiu.flow.planning.queries import Board, BoardDay, BoardStop
from baoxiu.flow.planning.queries.drafts import Comparison
from baoxiu.flow.planning.rules import gini
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.board.words import TERMS, said_terms

MINUTE, HOUR = 60, 3_600


class Drawing:
    """Turns a board into plain values."""

    def __init__(self, board: Board, first: date, days: int, *, at: datetime) -> None:
        self._board, self._first, self._days, self._at = board, first, days, at
        self._begin = start_of_day(first)
        self._ground, self._picture = board.picture.ground, board.picture

    def plain(self) -> dict[str, Any]:
        """Everything that the page shows."""
        people = self._ground.people
        number = {person.pk: place for place, person in enumerate(people)}
        return {
            "version": self._board.version,
            "first": self._first.isoformat(),
            "dates": [(self._first + timedelta(days=one)).isoformat() for one in range(self._days)],
            "now": self._minute(self._at),
            "technicians": [
                {
                    "id": person.pk,
                    "name": person.name,
                    "home": self._point(person.position or self._ground.centre),
                    "skills": " ".join(sorted(person.skills)),
                }
                for person in people
            ],
            "rows": [self._row(one, number[one.technician.pk]) for one in self._board.days],
            "unserved": [self._open(order) for order in self._board.unserved],
            "broken": list(self._board.broken),
            "totals": totals(self._board.score, self._loads()),
        }

    def _minute(self, moment: datetime) -> int:
        return int((moment - self._begin).total_seconds()) // MINUTE

    def _point(self, position: tuple[float, float]) -> list[float]:
        x, y = on_plane(position, self._ground.centre)
        return [round(x, 2), round(y, 2)]

    def _span(self, span: tuple[datetime, datetime] | None) -> list[int] | None:
        return [self._minute(span[0]), self._minute(span[1])] if span else None

    def _loads(self) -> list[float]:
        loads: dict[int, int] = {}
        for one in self._board.days:
            if one.shift or one.stops:
                loads[one.technician.pk] = loads.get(one.technician.pk, 0) + one.work_s + one.travel_s
        return [float(load) for load in loads.values()]

    def _row(self, one: BoardDay, technician: int) -> dict[str, Any]:
        return {
            "t": technician,
            "d": (one.day - self._first).days,
            "shift": self._span(one.shift),
            "rest": self._span(one.rest),
            "travel": one.travel_s // MINUTE,
            "work": one.work_s // MINUTE,
            "over": one.overtime_s // MINUTE,
            "home": one.way_home_s // MINUTE,
            "stops": [self._stop(stop) for stop in one.stops],
        }

    def _stop(self, stop: BoardStop) -> dict[str, Any]:
        told = self._span(stop.told)
        staffing = self._ground.work.staffing.get(stop.order.pk) if stop.order else None
        return {
            "id": stop.order.pk if stop.order else 0,
            "s": self._minute(stop.start),
            "e": self._minute(stop.end),
            "tr": stop.travel_s // MINUTE,
            "sl": stop.slack_s // MINUTE,
            "late": -(-stop.late_s // MINUTE),
            "w": told,
            "st": stop.visit.stage if stop.visit else "",
            "f": stop.fixed,
            "b": stop.order is not None and stop.order.pk not in self._picture.place,
            "pin": bool(stop.row and stop.row.pinned),
            "lock": bool(stop.row and stop.row.locked),
            "second": stop.role == "helper",
            "two": bool(staffing and staffing.people == 2),
            "expert": bool(staffing and staffing.expert),
            "at": self._live(stop),
            **self._named(stop.order or (stop.hold.order if stop.hold else None)),
        }

    def _live(self, stop: BoardStop) -> list[float] | None:
        """Where somebody checked in last."""
        visit = stop.visit
        if visit is None or visit.arrived_lat is None or visit.arrived_lng is None:
            return None
        return self._point((visit.arrived_lat, visit.arrived_lng))

    def _named(self, order: WorkOrder | None) -> dict[str, Any]:
        if order is None:
            return {}
        x, y = self._where(order)
        return {
            "n": order.number,
            "who": order.request.contact_name,
            "addr": order.request.address,
            "what": str(order.family),
            "pr": order.priority,
            "x": round(x, 2),
            "y": round(y, 2),
        }

    def _where(self, order: WorkOrder) -> tuple[float, float]:
        place = self._picture.place.get(order.pk)
        if place is None:
            return self._ground.on_plane(self._ground.place_of(order))
        known = self._picture.problem.orders[place]
        return known.x, known.y

    def _open(self, order: WorkOrder) -> dict[str, Any]:
        place = self._picture.place[order.pk]
        problem = self._picture.problem.orders[place]
        begin = self._minute(self._ground.begin)
        windows = [[begin + one // MINUTE for one in window] for window in problem.windows[:1]]
        return {
            "id": order.pk,
            "min": problem.service // MINUTE,
            "w": windows[0] if windows else None,
            "two": problem.crew == 2,
            **self._named(order),
        }


def totals(score: Score, loads: Sequence[float]) -> dict[str, Any]:
    """What a plan amounts to, of all its days; ``gini`` of what is shown."""
    return {
        "travel": round(score.terms.get("travel", 0) / HOUR, 1),
        "unserved": len(score.unserved),
        "overtime": round(score.terms.get("overtime", 0) / HOUR, 1),
        "cost": round(score.cost / MINUTE),
        "gini": round(gini(loads), 3),
    }


def judged(found: Tried, yuan: Any, *, ask: str = "") -> dict[str, Any]:
    """A verdict; ``ask``: the sentence after which the change is possible all the same."""
    return {
        "refused": list(found.refused),
        "minutes": found.minutes,
        "yuan": str(yuan),
        "terms": list(said_terms(found.terms)),
        "ask": ask,
    }


def compared(draft: Draft, found: Comparison) -> dict[str, Any]:
    """The tray against the plan."""
    return {
        "id": draft.pk,
        "changes": len(found.rows),
        "told": len(found.told),
        "refused": list(found.refused),
        "rows": [
            [str(TERMS.get(name, name)), *_minutes(pair)] for name, pair in found.terms.items() if any(pair)
        ],
        "unserved": [len(found.before.unserved), len(found.after.unserved)],
        "moved": [one.order.number for one in found.rows],
    }


def _minutes(pair: Iterable[int]) -> list[int]:
    return [round(one / MINUTE) for one in pair]
