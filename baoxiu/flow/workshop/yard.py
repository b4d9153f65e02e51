"""What is known of an outlet's workshop: its bays with their days, what a unit needs, and the lock of every action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.kept import Kept
from baoxiu.core.policy.queries import PolicyValue, value
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import holds_rows
from baoxiu.flow.dispatch.people import minutes_of
from baoxiu.flow.planning.books import impatient
from baoxiu.flow.planning.opening import Hours, hours_of
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop.models import Bay, BayOutage, Stay
from baoxiu.flow.workshop.policies import AHEAD
from baoxiu.flow.workshop.rules import BayDays, Content, Span, Waits

IN_WORKSHOP = ("carry_in", "send_in")
"""Modes in which the unit comes to the outlet (RQ-APT-08)."""
LOADED = ("order__request__fault", "order__family", "bay")


class NotInWorkshop(IllegalMove):
    """The order is served elsewhere, or its unit is not in the workshop."""

    code = "not_in_workshop"
    message = _("The unit of this order is not in the workshop, or needs no bay any more.")


def locked_yard(outlet: Outlet) -> Outlet:
    """The outlet, locked until the transaction ends: two people giving bays follow one another.

    Next steps do not wait long (``OperationalError``), as with the plan's book.
    """
    with impatient() if holds_rows() else nullcontext():
        return Outlet.objects.select_for_update(no_key=True).get(pk=outlet.pk)


def _read() -> frozenset[int]:
    return frozenset(Bay.objects.filter(is_active=True).values_list("outlet_id", flat=True))


outlets_with_bays = Kept(_read)
"""The outlets that plan their bays; asked at every fact that a bay might follow."""


def live_stay(order: WorkOrder) -> Stay | None:
    """The unit's place in the workshop, while it needs one."""
    return Stay.objects.filter(order=order, ended_at=None).select_related(*LOADED).first()


def content_of(order: WorkOrder, *, at: datetime, minutes: int | None = None) -> Content:
    """What is to be done at the unit; the duration as past work teaches, unless it is known already."""
    fault = order.request.fault
    return Content(
        family=order.family.code,
        service=order.service,
        level=fault.level if fault else 1,
        minutes=minutes or minutes_of(order, at=at),
    )


def waits(stay: Stay) -> Waits:
    """Its turn in the waiting area."""
    return Waits(stay.pk, stay.order.due_at, stay.order.priority, stay.since)


def ahead(outlet: Outlet, at: datetime) -> PolicyValue:
    """How many days ahead a bay is given."""
    return value(AHEAD, at=at, scope={"outlet": outlet.code})


def bay_days(
    outlet: Outlet, first: date, days: int, *, at: datetime, but: Collection[int] = ()
) -> list[BayDays]:
    """The outlet's bays in use, by name: four statements. ``but``: orders whose own times do not count."""
    begin, end = start_of_day(first), start_of_day(first + timedelta(days=days))
    bays = list(
        Bay.objects.filter(outlet=outlet, is_active=True).prefetch_related("families").order_by("name")
    )
    busy, out = _busy(bays, begin, end, at, but), _out(bays, begin, end)
    hours = hours_of(outlet, at)
    return [
        BayDays(
            key=bay.pk,
            name=bay.name,
            families=frozenset(family.code for family in bay.families.all()),
            services=frozenset(bay.services),
            up_to_level=bay.up_to_level,
            opened=tuple(opened(bay, hours, first, days)),
            busy=tuple(busy[bay.pk]),
            out=tuple(out[bay.pk]),
        )
        for bay in bays
    ]


def opened(bay: Bay, hours: Hours, first: date, days: int) -> Iterator[Span]:
    """When the bay is open on these days."""
    for number in range(days):
        span = hours.on(first + timedelta(days=number), bay.opens, bay.closes)
        if span:
            yield span


def _busy(
    bays: Iterable[Bay], begin: datetime, end: datetime, at: datetime, but: Collection[int]
) -> Mapping[int, list[Span]]:
    """Whoever is late with the work still stands there."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    rows = Stay.objects.filter(bay__in=bays, start__lt=end).exclude(order__in=but)
    for row in rows.filter(end__gt=begin) | rows.filter(ended_at=None):
        stands = row.end if row.ended_at else max(row.end, at)
        found[row.bay_id].append((row.start, stands))
    return found


def _out(bays: Iterable[Bay], begin: datetime, end: datetime) -> Mapping[int, list[Span]]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for row in BayOutage.objects.filter(bay__in=bays, period__overlap=(begin, end)):
        found[row.bay_id].append((row.period.lower, row.period.upper))
    return found


def window_of(stay: Stay) -> dict[str, Any]:
    """A unit's bay and time, as events keep them."""
    return {
        "bay_id": stay.bay_id,
        "bay": stay.bay.name if stay.bay else "",
        "window_start": stay.start,
        "window_end": stay.end,
    }


def known_of(stay: Stay) -> dict[str, Any]:
    """What every fact about a unit names."""
    order = stay.order
    return {
        "order_id": order.pk,
        "number": order.number,
        "request_id": order.request_id,
        "outlet_id": stay.outlet_id,
    }


def fixed_until(outlet: Outlet, at: datetime) -> datetime:
    """What begins before is no longer moved by a rule."""
    minutes = value("planning.freeze_minutes", at=at, scope={"outlet": outlet.code}).whole
    return at + timedelta(minutes=minutes)


def horizon(outlet: Outlet, at: datetime) -> tuple[date, int]:
    """The days in which bays are given: from today on."""
    return legal_date(at), ahead(outlet, at).whole + 1
