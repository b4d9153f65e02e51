"""The bays, the counter and the waiting area of an outlet on some days: what the board shows below the technicians."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.planning.counter import LIVE, counter_of
from baoxiu.flow.planning.models import CounterTime, SlotHold
from baoxiu.flow.planning.opening import Span, hours_of
from baoxiu.flow.workshop.models import Bay, BayOutage, Stay
from baoxiu.flow.workshop.rules import in_turn
from baoxiu.flow.workshop.yard import LOADED, opened, waits


@dataclass(frozen=True, slots=True)
class BayLine:
    """A bay on these days."""

    bay: Bay
    opened: tuple[Span, ...]
    out: tuple[tuple[Span, str], ...]
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class CounterLine:
    """One place at the counter; ``holds``: times that are kept for customers, without a place as yet."""

    place: int
    opened: tuple[Span, ...]
    times: tuple[CounterTime, ...]
    holds: tuple[SlotHold, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything below the technicians."""

    bays: tuple[BayLine, ...]
    counter: tuple[CounterLine, ...]
    waiting: tuple[Stay, ...]


def workshop(outlet: Outlet, first: date, *, days: int = 1, at: datetime) -> Workshop:
    """Bays by name with who stands on them when; the counter's places; the waiting area, who is next first (RQ-APT-09)."""
    begin, end = start_of_day(first), start_of_day(first + timedelta(days=days))
    return Workshop(
        tuple(_bays(outlet, first, days, (begin, end), at)),
        tuple(_counter(outlet, first, days, (begin, end), at)),
        tuple(waiting_area(outlet)),
    )


def waiting_area(outlet: Outlet) -> list[Stay]:
    """The units without a bay, in turn."""
    rows = Stay.objects.filter(outlet=outlet, ended_at=None, bay=None).select_related(*LOADED)
    found = {row.pk: row for row in rows}
    return [found[one.key] for one in in_turn([waits(row) for row in found.values()])]


def _bays(outlet: Outlet, first: date, days: int, within: Span, at: datetime) -> Iterable[BayLine]:
    bays = list(Bay.objects.filter(outlet=outlet, is_active=True).order_by("name"))
    if not bays:
        return
    hours, out, stays = hours_of(outlet, at), defaultdict(list), defaultdict(list)
    for outage in BayOutage.objects.filter(bay__in=bays, period__overlap=within):
        out[outage.bay_id].append(((outage.period.lower, outage.period.upper), outage.reason))
    rows = Stay.objects.filter(bay__in=bays, start__lt=within[1]).select_related(*LOADED)
    late = models.Q(end__gt=within[0]) | models.Q(ended_at=None, bay__isnull=False)
    for stay in rows.filter(late).order_by("start"):
        stays[stay.bay_id].append(stay)
    for bay in bays:
        lines = tuple(opened(bay, hours, first, days))
        yield BayLine(bay, lines, tuple(out[bay.pk]), tuple(stays[bay.pk]))


def _counter(outlet: Outlet, first: date, days: int, within: Span, at: datetime) -> Iterable[CounterLine]:
    counter = counter_of(outlet, at)
    loaded = ("order__request", "order__family")
    rows = CounterTime.objects.filter(
        outlet=outlet, state__in=LIVE, start__lt=within[1], end__gt=within[0]
    ).select_related(*loaded)
    times, most = defaultdict(list), counter.places
    for row in rows.order_by("start") if most else ():
        times[row.place].append(row)
        most = max(most, row.place)
    spans = [counter.hours.on(first + timedelta(days=number)) for number in range(days)]
    held = _held(outlet, within, at) if most else ()
    for place in range(1, most + 1):
        here = tuple(held) if place == most else ()
        yield CounterLine(place, tuple(span for span in spans if span), tuple(times[place]), here)


def _held(outlet: Outlet, within: Span, at: datetime) -> Iterable[SlotHold]:
    rows = SlotHold.objects.filter(book__outlet=outlet, technician=None, expires_at__gt=at)
    rows = rows.filter(window_from__lt=within[1], window_until__gt=within[0])
    return rows.select_related("order__request", "order__family").order_by("window_from")


def hours_of_bays(outlet: Outlet, *, at: datetime, weeks: int = 4) -> list[tuple[date, float, float]]:
    """Of each day: the hours that units have on bays, and the hours that the bays are open (RQ-APT-09, RQ-DSP-10)."""
    first = legal_date(at)
    within = start_of_day(first), start_of_day(first + timedelta(days=weeks * 7))
    lines = list(_bays(outlet, first, weeks * 7, within, at))
    there: defaultdict[date, timedelta] = defaultdict(timedelta)
    used: defaultdict[date, timedelta] = defaultdict(timedelta)
    for line in lines:
        for span in line.opened:
            there[legal_date(span[0])] += _without(span, [one for one, _reason in line.out])
        for stay in line.stays:
            used[legal_date(stay.start)] += stay.end - stay.start
    days = [first + timedelta(days=number) for number in range(weeks * 7)] if lines else []
    return [(day, _hours(used[day]), _hours(there[day])) for day in days]


def _without(span: Span, out: Iterable[Span]) -> timedelta:
    left, reached = span[1] - span[0], span[0]
    for begin, end in sorted(out):
        begin, end = max(begin, reached), min(end, span[1])
        if begin < end:
            left -= end - begin
            reached = end
    return left


def _hours(length: timedelta) -> float:
    return round(length.total_seconds() / 3_600, 1)
