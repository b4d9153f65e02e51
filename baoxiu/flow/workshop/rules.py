"""Which bay a unit gets, and who is next. Pure: no Django, no clock, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

type Span = tuple[datetime, datetime]
"""From when until before when."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be done (维修内容): product family, service, level of the fault, planned minutes."""

    family: str
    service: str
    level: int
    minutes: int

    @property
    def length(self) -> timedelta:
        """The planned duration."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class BayDays:
    """A bay with the days that are looked at. Empty ``families`` and ``services`` mean all; ``busy``: units and outages."""

    key: int
    name: str
    families: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    up_to_level: int = 5
    opened: tuple[Span, ...] = ()
    busy: tuple[Span, ...] = ()
    out: tuple[Span, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Given:
    """A bay with the time that a unit gets on it."""

    bay: BayDays
    start: datetime
    end: datetime


def against(bay: BayDays, content: Content) -> str:
    """Why the bay does not suit what is to be done; empty where it does (RQ-APT-09)."""
    if bay.families and content.family not in bay.families:
        return "bay_family"
    if bay.services and content.service not in bay.services:
        return "bay_service"
    return "bay_level" if content.level > bay.up_to_level else ""


def taken_by(bay: BayDays, span: Span) -> str:
    """Why the bay cannot be used at a time; empty where it can."""
    if any(_overlap(span, one) for one in bay.out):
        return "bay_out"
    if any(_overlap(span, one) for one in bay.busy):
        return "bay_taken"
    return "" if any(one[0] <= span[0] and span[1] <= one[1] for one in bay.opened) else "bay_closed"


def earliest(bay: BayDays, content: Content, *, after: datetime) -> Given | None:
    """The first time from then on in which the work fits between opening and closing; work that is longer than a day has
    the whole day."""
    blocked = sorted((*bay.busy, *bay.out))
    for opens, closes in bay.opened:
        start = _rounded(max(opens, after), opens)
        for begin, until in blocked:
            if begin < min(start + content.length, closes) and until > start:
                start = _rounded(until, opens)
        if start + content.length <= closes:
            return Given(bay, start, start + content.length)
        if start == opens < closes and content.length > closes - opens:
            return Given(bay, opens, closes)
    return None


QUARTER = timedelta(minutes=15)


def _rounded(moment: datetime, opens: datetime) -> datetime:
    """Up to the next quarter of an hour, counted from the opening."""
    return opens + -(-(moment - opens) // QUARTER) * QUARTER


def best(bays: Iterable[BayDays], content: Content, *, after: datetime) -> Given | None:
    """The bay that is free first; of equal ones the most special, so that those for everything stay free."""
    found = [
        given for bay in bays if not against(bay, content) and (given := earliest(bay, content, after=after))
    ]
    return min(found, key=_rank, default=None)


def _rank(given: Given) -> tuple[datetime, int, int, str, int]:
    special = len(given.bay.families) or 1_000
    return given.start, special, given.bay.up_to_level, given.bay.name, given.bay.key


@dataclass(frozen=True, slots=True)
class Waits:
    """A unit in the waiting area: when it was promised, how urgent, since when it is there."""

    key: int
    due: datetime | None
    priority: int
    since: datetime


def in_turn(waiting: Sequence[Waits]) -> list[Waits]:
    """Who comes first by the promise; without a promise last; then the more urgent, then who has waited longer (RQ-APT-09)."""
    return sorted(
        waiting, key=lambda one: (one.due is None, one.due or one.since, one.priority, one.since, one.key)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
