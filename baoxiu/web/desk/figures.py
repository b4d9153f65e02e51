"""The pictures of the first page: the last fourteen days, and what breaks most often. Each part leads to its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from baoxiu.basics.products.queries import fault_names
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.intake.trends import commonest_faults, reported_by_day
from baoxiu.flow.work_orders.queries import closed_by_day

DAYS = 14
FAULT_DAYS = 30
MOST_FAULTS = 6


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what came in, what was closed, as numbers and as shares of the highest of all."""

    day: date
    reported: int
    closed: int
    reported_share: int
    closed_share: int
    url: str

    @property
    def reported_top(self) -> int:
        """Where the bar begins, from above."""
        return 100 - self.reported_share

    @property
    def closed_top(self) -> int:
        """The same for what was closed."""
        return 100 - self.closed_share


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault with how often it was reported."""

    name: str
    times: int
    url: str


def trend(actor: Actor, now: datetime) -> list[Day]:
    """The last fourteen days with today; nothing for those who see no requests or no orders."""
    if not (actor.has("intake.see") and actor.has("orders.see")):
        return []
    today = legal_date(now)
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    since = start_of_day(days[0])
    reported, closed = reported_by_day(actor, since=since), closed_by_day(actor, since=since)
    highest = max((*reported.values(), *closed.values(), 1))
    return [_day(day, reported.get(day, 0), closed.get(day, 0), highest) for day in days]


def _day(day: date, reported: int, closed: int, highest: int) -> Day:
    return Day(
        day,
        reported,
        closed,
        _share(reported, highest),
        _share(closed, highest),
        f"{reverse('desk:requests')}?tab=all&day={day:%Y-%m-%d}",
    )


def _share(number: int, highest: int) -> int:
    """Of a hundred; what is there at all can be seen."""
    return max(round(100 * number / highest), 3) if number else 0


def top_faults(actor: Actor, now: datetime) -> list[Fault]:
    """What was reported most often in the last thirty days."""
    if not actor.has("intake.see"):
        return []
    since = start_of_day(legal_date(now) - timedelta(days=FAULT_DAYS - 1))
    found = commonest_faults(actor, since=since, most=MOST_FAULTS)
    names = fault_names(pk for pk, _times in found)
    queue = f"{reverse('desk:requests')}?tab=all&when=month&fault="
    return [Fault(names[pk], times, f"{queue}{pk}") for pk, times in found]
