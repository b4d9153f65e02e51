"""The counter of an outlet: which times are free for customers who bring something (RQ-APT-01, RQ-APT-08)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.clock import legal_date
from baoxiu.core.policy.queries import value
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.books import NotPlanned
from baoxiu.flow.planning.models import CounterTime, SlotHold
from baoxiu.flow.planning.opening import Hours, Span, hours_of
from baoxiu.flow.planning.rules import free_place
from baoxiu.flow.work_orders.models import WorkOrder

LIVE = (CounterTime.State.BOOKED, CounterTime.State.CAME)
BEFORE = ("created", "assigned", "accepted")
"""Nobody has looked at the product yet."""


@dataclass(frozen=True, slots=True)
class Counter:
    """How many customers come at one time, for how long, on which days ahead."""

    outlet: Outlet
    places: int
    length: timedelta
    days: int
    hours: Hours

    def times(self, day: date) -> Iterator[Span]:
        """The times of a day that can be given, one after the other."""
        span = self.hours.on(day)
        start, last = span or (None, None)
        while start and last and start + self.length <= last:
            yield start, start + self.length
            start += self.length


def counter_of(outlet: Outlet, at: datetime) -> Counter:
    """What the firm has chosen for an outlet."""
    scope = {"outlet": outlet.code}

    def whole(key: str) -> int:
        return value(f"planning.{key}", at=at, scope=scope).whole

    minutes, days = whole("counter_minutes"), whole("horizon_days")
    return Counter(outlet, whole("counter_places"), timedelta(minutes=minutes), days, hours_of(outlet, at))


def comes_to_counter(order: WorkOrder, at: datetime) -> bool:
    """Whether the customer brings the product to an outlet that gives appointments, and has not been there yet."""
    if order.mode != "carry_in" or order.outlet is None or order.stage not in BEFORE:
        return False
    if order.request.channel == RepairRequest.Channel.COUNTER or not counter_of(order.outlet, at).places:
        return False
    return not order.counter_times.filter(state=CounterTime.State.CAME).exists()


@dataclass(frozen=True, slots=True)
class Taken:
    """What of some days is given away: each place's times, and what is held for customers without a place."""

    places: tuple[tuple[int, Span], ...]
    held: tuple[Span, ...]

    def place(self, span: Span, places: int) -> int | None:
        """A place that is free for the whole time, the first; ``None`` where there is none."""
        return free_place(span, self.places, self.held, places)


def taken(outlet: Outlet, begin: datetime, end: datetime, *, at: datetime, but: int | None = None) -> Taken:
    """What others than the order ``but`` have of the counter between two moments."""
    rows = CounterTime.objects.filter(outlet=outlet, state__in=LIVE, start__lt=end, end__gt=begin)
    held = SlotHold.objects.filter(
        book__outlet=outlet,
        technician=None,
        expires_at__gt=at,
        window_from__lt=end,
        window_until__gt=begin,
    )
    return Taken(
        tuple((row.place, (row.start, row.end)) for row in rows.exclude(order=but)),
        tuple((row.window_from, row.window_until) for row in held.exclude(order=but)),
    )


def free_times(order: WorkOrder, *, at: datetime) -> list[Span]:
    """The times of the coming days in which a place at the counter is free: two statements."""
    assert order.outlet is not None
    counter, first = counter_of(order.outlet, at), legal_date(at)
    days = [first + timedelta(days=number) for number in range(counter.days)]
    spans = [span for day in days for span in counter.times(day) if span[0] > at]
    if not spans:
        return []
    given = taken(order.outlet, spans[0][0], spans[-1][1], at=at, but=order.pk)
    return [span for span in spans if given.place(span, counter.places) is not None]


def booked_counter(order: WorkOrder) -> CounterTime | None:
    """The same, where there is one; nothing is asked for orders that nobody brings."""
    if order.mode != "carry_in":
        return None
    return CounterTime.objects.filter(order=order, state=CounterTime.State.BOOKED).first()


def appointment(order: WorkOrder) -> CounterTime:
    """The order's appointment that is still to be kept; raises ``NotPlanned``."""
    row = CounterTime.objects.select_related("outlet", "order__request").filter(
        order=order, state=CounterTime.State.BOOKED
    )
    found = row.first()
    if found is None:
        raise NotPlanned(_("No time at the counter is agreed for this order."))
    return found


def against_counter(row: CounterTime, place: int, span: Span, *, at: datetime) -> bool:
    """Whether somebody else has the place then, the time has passed, or the counter is closed."""
    counter = counter_of(row.outlet, at)
    opened = counter.hours.on(legal_date(span[0]))
    if opened is None or span[0] < opened[0] or span[1] > opened[1] or span[0] <= at:
        return True
    given = taken(row.outlet, *span, at=at, but=row.order_id)
    busy = {other for other, _span in given.places}
    return place in busy or place > counter.places or len(given.held) + len(busy) >= counter.places
