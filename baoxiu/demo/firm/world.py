"""The firm at work: time goes on, people act at their hours, and after each act its next steps follow."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.clock import SHANGHAI, start_of_day
from baoxiu.core.events.outbox import drain_case
from baoxiu.demo.firm.ground import Firm
from baoxiu.flow.next_steps import follow

type Journey = Generator[datetime]
OPENS, CLOSES = time(8), time(19)
SLOTS = (time(8, 30), time(10, 30), time(14), time(16))
SLOT = timedelta(hours=2)
RUSH_HOURS = (7, 8, 17, 18)


@dataclass(slots=True)
class World:
    """The firm, its clock and the technicians' diaries."""

    firm: Firm
    now: datetime
    end: datetime
    diary: dict[int, set[datetime]] = field(default_factory=dict)

    @property
    def random(self) -> Random:
        """The one source of chance."""
        return self.firm.random

    def staff(self, *names: str) -> Actor:
        """One of these people."""
        return self.firm.staff[self.random.choice(names)]

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random.random() < share

    def after(self, least: float, most: float) -> datetime:
        """A moment so many hours from now, moved into working hours."""
        return working(self.now + timedelta(hours=self.random.uniform(least, most)))

    def soon(self, least: float = 1, most: float = 20) -> datetime:
        """So many minutes from now, whatever the hour."""
        return self.now + timedelta(minutes=self.random.uniform(least, most))

    def on_the_way(self) -> datetime:
        """When a way that begins now is over: half as long again in the rush hours."""
        longer = 1.5 if self.now.astimezone(SHANGHAI).hour in RUSH_HOURS else 1
        return self.soon(12 * longer, 42 * longer)

    def free_slot(self, technician_id: int, earliest: datetime) -> datetime:
        """The technician's first free visit slot, taken at once."""
        taken = self.diary.setdefault(technician_id, set())
        day = earliest.astimezone(SHANGHAI).date()
        while True:
            for slot in SLOTS:
                start = datetime.combine(day, slot, SHANGHAI)
                if start >= earliest and start not in taken and not self.chance(0.25):
                    taken.add(start)
                    return start
            day += timedelta(days=1)


def working(moment: datetime) -> datetime:
    """The moment itself, or the next opening."""
    local = moment.astimezone(SHANGHAI)
    if local.time() < OPENS:
        return start_of_day(local.date()) + timedelta(hours=8, minutes=local.minute)
    if local.time() > CLOSES:
        return start_of_day(local.date()) + timedelta(days=1, hours=8, minutes=local.minute)
    return local


def act[T](chain: Callable[[T], str], verb: Callable[[], T]) -> T:
    """One act and all that follows from it."""
    with transaction.atomic():
        result = verb()
        drain_case(chain(result), follow)
    return result


def play(world: World, journeys: list[tuple[datetime, Journey]]) -> None:
    """Let every journey go on in the order of time until the present; what lies later stays undone."""
    waiting = [(start, place, journey) for place, (start, journey) in enumerate(journeys)]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= world.end:
        world.now, place, journey = heapq.heappop(waiting)
        upcoming = next(journey, None)
        if upcoming is not None:
            heapq.heappush(waiting, (max(upcoming, world.now), place, journey))
