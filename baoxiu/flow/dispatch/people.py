"""From rows to what the rules look at: the order's need and every technician's offer, in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from baoxiu.basics.technicians.models import Shift, Skill, Technician
from baoxiu.core import clock
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.rules import Candidate, OrderNeed
from baoxiu.flow.dispatch.rules.people import Stretch
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder

USUAL_MINUTES = 60
ANY_TIME = timedelta(days=7)
"""Without a wish, a technician has to be there some time in the coming week."""

FAIR_SPAN = timedelta(days=28)


def need_of(order: WorkOrder, *, at: datetime) -> OrderNeed:
    """What the order asks of a technician. Expects request, fault, family and earlier order to be loaded."""
    request, fault = order.request, order.request.fault
    window = visit_window(request.wish_from, request.wish_until, at)
    on_site = order.mode == "on_site"
    located = request.lat is not None and request.lng is not None
    return OrderNeed(
        on=clock.legal_date(window[0]),
        skill=order.family.code,
        min_level=fault.level if fault else 1,
        certificates=frozenset(order.family.certificates) if on_site else frozenset(),
        area=request.division_code,
        outlet_id=order.outlet_id,
        window=window,
        minutes=fault.minutes if fault else USUAL_MINUTES,
        position=(request.lat, request.lng) if located else None,
        on_site=on_site,
        repeat_of=order.repeat_of.technician_id if order.repeat_of else None,
    )


def visit_window(begins: datetime | None, ends: datetime | None, at: datetime) -> Stretch:
    """The wished time, its rest when it has begun, or the coming week."""
    if begins and ends is None:
        ends = clock.start_of_day(clock.legal_date(begins) + timedelta(days=1))
    if ends is None or ends <= at:
        return at, at + ANY_TIME
    return max(begins or at, at), ends


def technicians_for(order: WorkOrder, need: OrderNeed) -> list[Technician]:
    """The technicians of the order's outlet, or all, with everything a ranking needs (six queries)."""
    rows = Technician.objects.select_related("outlet")
    if order.outlet_id:
        rows = rows.filter(outlet_id=order.outlet_id)
    return list(
        rows.annotate(**_workload(order, need)).prefetch_related(
            models.Prefetch("skills", Skill.objects.filter(family_id=order.family_id)),
            "certificates",
            "areas",
            "shifts",
            "absences",
        )
    )


def _workload(order: WorkOrder, need: OrderNeed) -> dict[str, Any]:
    """Open jobs, jobs of the day, jobs of four weeks, and what ties or parts technician and order."""
    open_jobs = WorkOrder.objects.filter(
        technician=models.OuterRef("pk"), stage__in=ORDER.codes("open", "waiting")
    ).exclude(pk=order.pk)
    given = Assignment.objects.filter(technician=models.OuterRef("pk"))
    day = (clock.start_of_day(need.on), clock.start_of_day(need.on + timedelta(days=1)))
    wished = models.Q(request__wish_from__gte=day[0], request__wish_from__lt=day[1])
    unwished = models.Q(
        request__wish_from=None,
        assignments__state__in=Assignment.LIVE,
        assignments__at__gte=day[0],
        assignments__at__lt=day[1],
    )
    begin = clock.start_of_day(need.on) - FAIR_SPAN
    return {
        "open_jobs": _count(open_jobs),
        "jobs_on_day": _count(open_jobs.filter(wished | unwished)),
        "jobs_28d": _count(given.filter(at__gte=begin, state__in=Assignment.LIVE).exclude(order=order)),
        "has_declined": models.Exists(given.filter(order=order, state=Assignment.State.DECLINED)),
        "knows_customer": models.Exists(
            WorkOrder.objects.filter(
                technician=models.OuterRef("pk"), customer_id=order.customer_id, stage="closed"
            )
        ),
    }


def _count(rows: models.QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("technician").annotate(many=models.Count("pk", distinct=True))
    return Coalesce(models.Subquery(counted.values("many")), 0)


def candidate(technician: Any, need: OrderNeed) -> Candidate:
    """One technician as the rules see him. Without recorded hours he counts as always on shift."""
    assert need.window is not None
    located = technician.lat is not None and technician.lng is not None
    level = max((skill.level for skill in technician.skills.all()), default=0)
    shifts = tuple(stretches(technician.shifts.all(), need.window))
    return Candidate(
        technician_id=technician.pk,
        active=technician.is_active,
        skills={need.skill: level} if level else {},
        certificates=_latest(technician.certificates.all()),
        areas=frozenset(area.division_code for area in technician.areas.all()),
        outlet_id=technician.outlet_id,
        outlet_open=technician.outlet.is_open,
        shifts=shifts if technician.shifts.all() else (need.window,),
        absences=tuple((row.period.lower, row.period.upper) for row in technician.absences.all()),
        open_jobs=technician.open_jobs,
        capacity=technician.daily_cap,
        jobs_on_day=technician.jobs_on_day,
        daily_cap=technician.daily_cap,
        jobs_28d=technician.jobs_28d,
        position=(technician.lat, technician.lng) if located else None,
    )


def stretches(shifts: Iterable[Shift], window: Stretch) -> Iterator[Stretch]:
    """The weekly hours as moments on the days of the window."""
    day, last = clock.legal_date(window[0]), clock.legal_date(window[1])
    while day <= last:
        for shift in shifts:
            if shift.weekday == day.weekday():
                yield _moment(day, shift.starts), _moment(day, shift.ends)
        day += timedelta(days=1)


def _moment(day: date, hour: Any) -> datetime:
    return datetime.combine(day, hour, clock.SHANGHAI)


def _latest(certificates: Iterable[Any]) -> dict[str, date | None]:
    """Of several certificates of a kind the one that holds longest."""
    found: dict[str, date | None] = {}
    for row in sorted(certificates, key=lambda one: one.expires_on):
        found[row.kind] = row.expires_on
    return found
