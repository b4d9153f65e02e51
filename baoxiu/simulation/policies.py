"""Who gets an order, and when: the policies that can be compared.

A policy answers one question, ``choose``. To compare another, write a class with that method and name it in ``makers.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from baoxiu.flow.dispatch.queries import candidates
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.simulation.diary import Diary, Window, read_diary
from baoxiu.simulation.ground import Ground
from baoxiu.simulation.plan import Plan
from baoxiu.simulation.town import Place, road_km, territories


@dataclass(frozen=True, slots=True)
class Choice:
    """A technician and the window that the customer is promised."""

    technician_id: int
    start: datetime
    end: datetime


class Chooser(Protocol):
    """A policy at work. ``choose`` is asked for a new order, for a further visit, and again when somebody is sick."""

    def choose(self, order: WorkOrder, *, at: datetime, earliest: datetime) -> Choice | None:
        """Who comes when, not before ``earliest``; ``None``: nobody can, so it is asked again next morning."""
        ...


class _ByDiary:
    """What the simple policies share: whoever had the order keeps it unless he is away, and takes his first free window."""

    def __init__(self, plan: Plan, ground: Ground) -> None:
        self.plan, self.ground = plan, ground

    def choose(self, order: WorkOrder, *, at: datetime, earliest: datetime) -> Choice | None:
        """The policy's technician, in his first window."""
        diary = read_diary(self.plan, self.ground, at)
        if order.technician_id and not diary.is_away(order.technician_id, max(at, earliest)):
            return _first(diary, [order.technician_id], order, earliest)
        return self.pick(order, diary, at=at, earliest=earliest)

    def pick(self, order: WorkOrder, diary: Diary, *, at: datetime, earliest: datetime) -> Choice | None:
        """Who takes a new order."""
        raise NotImplementedError


class Score(_ByDiary):
    """The firm's own rule (``dispatch.assign``): the best score, whenever he has time."""

    def pick(self, order: WorkOrder, diary: Diary, *, at: datetime, earliest: datetime) -> Choice | None:
        """The best, or the next who has a window at all."""
        for one in candidates(order, at=at).eligible:
            if (found := _first(diary, [one.technician_id], order, earliest)) is not None:
                return found
        return None


class Territories(_ByDiary):
    """Each district has its technicians; who of them is free first. Others only where none of them may take the order."""

    def __init__(self, plan: Plan, ground: Ground) -> None:
        super().__init__(plan, ground)
        homes = {number: worker.home for number, worker in ground.workers.items()}
        self.district_of = territories(plan.region, homes)

    def pick(self, order: WorkOrder, diary: Diary, *, at: datetime, earliest: datetime) -> Choice | None:
        """The first free technician of the order's district."""
        may = _eligible(order, at)
        own = [one for one in may if self.district_of[one] == order.request.division_code]
        return _first(diary, own, order, earliest) or _first(diary, may, order, earliest)


class Nearest(_ByDiary):
    """On the first day on which anybody is free: whoever is nearest then, from home or from a customer of that day."""

    def pick(self, order: WorkOrder, diary: Diary, *, at: datetime, earliest: datetime) -> Choice | None:
        """The nearest of those who can come on the first possible day."""
        windows = _windows(diary, _eligible(order, at), order, earliest)
        if not windows:
            return None
        day = min(start.date() for start, _end in windows.values())
        near = [one for one in windows if windows[one][0].date() == day]
        chosen = min(
            near, key=lambda one: (_nearest(diary, one, order, windows[one][0]), windows[one][0], one)
        )
        return Choice(chosen, *windows[chosen])


def _eligible(order: WorkOrder, at: datetime) -> list[int]:
    """Who may take it by the firm's gates (RQ-DSP-01, RQ-DSP-05), by number."""
    return sorted(one.technician_id for one in candidates(order, at=at).eligible)


def _windows(
    diary: Diary, technicians: Sequence[int], order: WorkOrder, earliest: datetime
) -> dict[int, Window]:
    request = order.request
    wish = (request.wish_from, request.wish_until) if request.wish_from and request.wish_until else None
    found = {one: diary.free(one, earliest, wish) for one in technicians}
    return {one: window for one, window in found.items() if window is not None}


def _first(diary: Diary, technicians: Sequence[int], order: WorkOrder, earliest: datetime) -> Choice | None:
    """Who of them is free first; at the same time whoever has fewer appointments."""
    windows = _windows(diary, technicians, order, earliest)
    if not windows:
        return None
    chosen = min(windows, key=lambda one: (windows[one][0], len(diary.taken[one]), one))
    return Choice(chosen, *windows[chosen])


def _nearest(diary: Diary, technician_id: int, order: WorkOrder, day: datetime) -> float:
    place: Place = (order.request.lat or 0.0, order.request.lng or 0.0)
    return min(road_km(one, place) for one in diary.places_on(technician_id, day))
