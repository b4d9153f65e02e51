"""A day, or a few, of a service region as the planner sees it: who can work when, and what is to be done where.

Seconds count from the horizon's beginning, kilometres on a plane, every cost in seconds of travel. No Django, no clock. People
and orders are told by their places in the problem's lists. What each soft term means, with an example: ``docs/rules/dispatch.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

type Window = tuple[int, int]
"""A service may start from the first second to the last, both included."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A break: it begins within ``earliest`` and ``latest`` and lasts ``duration`` seconds; before, in or after a drive."""

    earliest: int
    latest: int
    duration: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A technician's working time on one day of the horizon: from home and back home.

    ``overtime``: seconds beyond ``end`` that are possible at a price. ``most_stops``: the daily cap. ``begins_at``: where the rest
    of a day goes on that has begun, ``worked`` the seconds of work and ``used`` the parts of its beginning. ``lapsed``: certificates
    that are not valid on this day.
    """

    day: int
    start: int
    end: int
    pause: Pause | None = None
    overtime: int = 0
    most_stops: int | None = None
    begins_at: tuple[float, float] | None = None
    worked: int = 0
    used: tuple[int, ...] = ()
    lapsed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Technician:
    """Who can be sent. ``regions``: where, anywhere when ``None``; ``van``: units of each part on board, on every day anew.

    ``visit_cost``: what a visit by this person (or the outlet) costs more than another's. ``month_work`` and ``month_share``: seconds
    of work of the rolling month so far, and the seconds of a month that are this person's fair share. ``point``: the home's row in the
    table of ways, -1: none.
    """

    id: str
    x: float
    y: float
    shifts: tuple[Shift, ...]
    skills: Mapping[str, int] = field(default_factory=dict)
    certificates: frozenset[str] = frozenset()
    regions: frozenset[int] | None = None
    van: tuple[int, ...] | None = None
    expert: bool = False
    visit_cost: int = 0
    month_work: int = 0
    month_share: int = 0
    point: int = -1


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done. ``penalty``: what it costs to leave it out; ``access``: seconds from the road to the door.

    ``pinned``: who alone may come, everybody when ``None``; ``excluded``: who may not. ``crew`` 2 needs a qualified technician and a
    helper who start together; a pin names neither of them. ``locked``: stays with the technician and on the day of ``published``.

    Soft: ``due``: the promised last second of its start; ``wished``: the best level of each skill, as ``skills`` are the least;
    ``preferred``: who should come; ``expert``: whether an expert should; ``last``: who was there before, for a repeat; ``published``:
    technician and day that the customer knows of; ``handy``: parts (places in the van's list) that are likely to be needed.

    ``point``: its row in the table of ways, -1: none.
    """

    id: str
    x: float
    y: float
    service: int
    windows: tuple[Window, ...]
    penalty: int
    access: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)
    certificates: frozenset[str] = frozenset()
    region: int | None = None
    priority: int = 1
    parts: tuple[int, ...] = ()
    release: int = 0
    pinned: int | None = None
    excluded: frozenset[int] = frozenset()
    crew: int = 1
    locked: bool = False
    due: int | None = None
    wished: Mapping[str, int] = field(default_factory=dict)
    preferred: frozenset[int] = frozenset()
    expert: bool = False
    last: int | None = None
    published: tuple[int, int] | None = None
    handy: tuple[int, ...] = ()
    point: int = -1


class Told:
    """Seconds of the way from the point of each row to that of each column, as a map service told them; -1: it did not.

    Two of them are equal only when they are the same one: comparing them would take as long as reading them.
    """

    __slots__ = ("seconds",)

    def __init__(self, seconds: NDArray[Any] | Sequence[Sequence[int]]) -> None:
        self.seconds: NDArray[Any] = np.ascontiguousarray(seconds, np.int32)


@dataclass(frozen=True, slots=True)
class Travel:
    """How long a way takes, the target's ``access`` not included.

    ``concave_km``: kilometres times ``detour``, driven at the speed of each part of the way (``steps``: up to so many
    kilometres, km/h; the last without end), rounded up. ``euclid_trunc10`` and ``euclid_x1000`` are what the literature's instances
    measure. ``table``: as ``told`` between points that have a row there, else as ``concave_km``; so is the way from where a shift
    ``begins_at`` another point than home. ``hours``: in how many thousandths of these usual seconds a way is driven in each of the 24
    hours of the day, empty where all are usual. Only the clock knows it: a way costs its usual seconds at any hour.
    """

    kind: Literal["concave_km", "euclid_trunc10", "euclid_x1000", "table"] = "concave_km"
    detour: float = 1.3
    steps: tuple[tuple[float | None, float], ...] = ((8, 24), (40, 48), (None, 78))
    told: Told | None = None
    hours: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What the soft terms cost, in seconds of travel; 0 leaves a term out.

    ``overtime`` and ``lateness``: per second, ``over_level`` and ``under_level``: per level above what is needed and below what is
    wished; ``not_preferred``, ``no_expert``, ``other_technician`` (for a repeat), ``moved`` (another technician or day than published) and
    ``part_missing`` (each handy part): per order. ``fair_day`` and ``fair_month``: thousandths of load squared through the time that
    is there: convex, so that the next hour costs more for whoever has more.
    """

    overtime: int = 0
    lateness: int = 0
    over_level: int = 0
    under_level: int = 0
    not_preferred: int = 0
    no_expert: int = 0
    other_technician: int = 0
    moved: int = 0
    part_missing: int = 0
    fair_day: int = 0
    fair_month: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that a plan depends on. ``route_cost``: what each technician's day that is used costs."""

    name: str
    travel: Travel
    technicians: tuple[Technician, ...]
    orders: tuple[Order, ...]
    route_cost: int = 0
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Route:
    """The stops of a technician's day in their order: places in the problem's lists. Two-person orders stand in two routes."""

    technician: int
    day: int
    stops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Who does what in which order, what is left out, and what it costs; ``proven`` when none is cheaper."""

    routes: tuple[Route, ...]
    unserved: tuple[int, ...]
    cost: int
    iterations: int = 0
    proven: bool = False
