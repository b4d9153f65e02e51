"""From rows to what the rules look at: the order's need and every technician's offer, in few queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from baoxiu.basics.places.centres import centre_of
from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.travel.queries import USUAL_MINUTES, minutes_for
from baoxiu.core import clock
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.rules import Candidate, OrderNeed
from baoxiu.flow.dispatch.rules.people import Position, Stretch
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder

ANY_TIME = timedelta(days=7)
"""Without a wish, a technician has to be there some time in the coming week."""

FAIR_SPAN = timedelta(days=28)


def need_of(order: WorkOrder, *, at: datetime) -> OrderNeed:
    """What the order asks of a technician. Expects request, fault, family and earlier order to be loaded."""
    request, fault = order.request, order.request.fault
    window = visit_window(request.wish_from, request.wish_until, at)
    on_site = order.mode == "on_site"
    known = place_of(request)
    return OrderNeed(
        on=clock.legal_date(window[0]),
        skill=order.family.code,
        min_level=fault.level if fault else 1,
        certificates=frozenset(order.family.certificates) if on_site else frozenset(),
        area=request.division_code,
        outlet_id=order.outlet_id,
        window=window,
        minutes=minutes_of(order, at=at),
        position=known or centre_of(request.division_code),
        roughly=known is None,
        on_site=on_site,
        repeat_of=order.repeat_of.technician_id if order.repeat_of else None,
    )


def place_of(request: RepairRequest) -> Position | None:
    """Where the address is, where that is known."""
    return _position(request.lat, request.lng)


def _position(lat: float | None, lng: float | None) -> Position | None:
    return None if lat is None or lng is None else (lat, lng)


def minutes_of(order: WorkOrder, *, at: datetime) -> int:
    """How many minutes the work at the product takes, as past visits teach (RQ-DSP-10)."""
    fault = order.request.fault
    stated = fault.minutes if fault else USUAL_MINUTES
    return minutes_for(order.family_id, order.service, fault and fault.pk, stated=stated, at=at)


def visit_window(begins: datetime | None, ends: datetime | None, at: datetime) -> Stretch:
    """The wished time, its rest when it has begun, or the coming week."""
    if begins and ends is None:
        ends = clock.start_of_day(clock.legal_date(begins) + timedelta(days=1))
    if ends is None or ends <= at:
        return at, at + ANY_TIME
    return max(begins or at, at), ends


def technicians_for(order: WorkOrder, need: OrderNeed, *, by_van: bool = True) -> list[Any]:
    """The technicians of the order's outlet, or all, with everything a ranking needs: one statement, asked per order.

    ``level``, ``certificates_until``, ``area_codes``, ``hours``, ``away`` and ``outlet_is_open`` tell who they are;
    ``missing_parts``: what somebody noted for the order and a kept van lacks, unless ``by_van`` is off.
    ``open_jobs``, ``jobs_on_day``, ``jobs_28d``, ``has_declined`` and ``knows_customer`` what ties them to the order.
    """
    begin = clock.start_of_day(need.on)
    given = {
        "order": order.pk,
        "outlet": order.outlet_id,
        "family": order.family_id,
        "customer": order.customer_id,
        "open": list(ORDER.codes("open", "waiting")),
        "parts_of": order.pk if by_van and need.on_site else None,
        "live": list(Assignment.LIVE),
        "declined": str(Assignment.State.DECLINED),
        "day": begin,
        "next_day": begin + timedelta(days=1),
        "since": begin - FAIR_SPAN,
    }
    return list(Technician.objects.raw(_OF_OUTLET if order.outlet_id else _OF_ALL, given))


_PEOPLE = """
    SELECT one.*, outlet.is_open AS outlet_is_open, outlet.lat AS outlet_lat, outlet.lng AS outlet_lng,
        coalesce((SELECT max(level) FROM technicians_skill AS skill
                  WHERE skill.technician_id = one.id AND skill.family_id = %(family)s), 0) AS level,
        (SELECT jsonb_object_agg(kind, until) FROM (
            SELECT kind, max(expires_on) AS until FROM technicians_certificate AS held
            WHERE held.technician_id = one.id GROUP BY kind) AS latest) AS certificates_until,
        ARRAY(SELECT division_code FROM technicians_area AS area WHERE area.technician_id = one.id) AS area_codes,
        (SELECT jsonb_agg(jsonb_build_array(weekday, starts, ends) ORDER BY weekday, starts)
            FROM technicians_shift AS shift WHERE shift.technician_id = one.id) AS hours,
        ARRAY(SELECT period FROM technicians_absence AS absence
              WHERE absence.technician_id = one.id AND upper(absence.period) > %(day)s) AS away,
        ARRAY(SELECT part.number FROM work_orders_expectedpart AS noted JOIN parts_part AS part ON part.id = noted.part_id
              WHERE noted.order_id = %(parts_of)s
              AND EXISTS (SELECT FROM parts_vanstock AS van WHERE van.technician_id = one.id)
              AND NOT EXISTS (SELECT FROM parts_vanstock AS van WHERE van.technician_id = one.id
                  AND van.part_id = noted.part_id AND van.quantity >= noted.quantity)
              ORDER BY part.number) AS missing_parts,
        jobs.open_jobs, jobs.jobs_on_day,
        (SELECT count(*) FROM dispatch_assignment AS job WHERE job.technician_id = one.id AND job.at >= %(since)s
            AND job.state = ANY(%(live)s) AND job.order_id <> %(order)s) AS jobs_28d,
        EXISTS (SELECT FROM dispatch_assignment AS job WHERE job.technician_id = one.id
            AND job.order_id = %(order)s AND job.state = %(declined)s) AS has_declined,
        EXISTS (SELECT FROM work_orders_workorder AS earlier WHERE earlier.technician_id = one.id
            AND earlier.customer_id = %(customer)s AND earlier.stage = 'closed') AS knows_customer
    FROM technicians_technician AS one
    JOIN outlets_outlet AS outlet ON outlet.id = one.outlet_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS open_jobs,
            count(*) FILTER (WHERE request.wish_from >= %(day)s AND request.wish_from < %(next_day)s
                OR request.wish_from IS NULL AND EXISTS (
                    SELECT FROM dispatch_assignment AS live WHERE live.order_id = job.id
                    AND live.state = ANY(%(live)s) AND live.at >= %(day)s AND live.at < %(next_day)s)) AS jobs_on_day
        FROM work_orders_workorder AS job JOIN intake_repairrequest AS request ON request.id = job.request_id
        WHERE job.technician_id = one.id AND job.stage = ANY(%(open)s) AND job.id <> %(order)s
    ) AS jobs
    {where} ORDER BY one.id
"""
_OF_OUTLET = _PEOPLE.format(where="WHERE one.outlet_id = %(outlet)s")
_OF_ALL = _PEOPLE.format(where="")


def candidate(technician: Any, need: OrderNeed) -> Candidate:
    """One technician as the rules see him. Without recorded hours he counts as always on shift; the day's way begins at
    home, or at the outlet."""
    assert need.window is not None
    home = _position(technician.lat, technician.lng)
    hours = [
        (day, time.fromisoformat(begin), time.fromisoformat(end))
        for day, begin, end in _read(technician.hours)
    ]
    certificates = dict(_read(technician.certificates_until))
    return Candidate(
        technician_id=technician.pk,
        active=technician.is_active,
        skills={need.skill: technician.level} if technician.level else {},
        certificates={kind: date.fromisoformat(until) for kind, until in certificates.items()},
        areas=frozenset(technician.area_codes),
        outlet_id=technician.outlet_id,
        outlet_open=technician.outlet_is_open,
        shifts=tuple(stretches(hours, need.window)) if hours else (need.window,),
        absences=tuple((away.lower, away.upper) for away in technician.away),
        open_jobs=technician.open_jobs,
        capacity=technician.daily_cap,
        jobs_on_day=technician.jobs_on_day,
        daily_cap=technician.daily_cap,
        jobs_28d=technician.jobs_28d,
        missing_parts=tuple(technician.missing_parts),
        position=home or _position(technician.outlet_lat, technician.outlet_lng),
    )


def _read(text: str | None) -> Any:
    """PostgreSQL's JSON; nothing counts as empty."""
    return json.loads(text) if text else ()


def stretches(hours: Iterable[tuple[int, time, time]], window: Stretch) -> Iterator[Stretch]:
    """The weekly hours (weekday, begin, end) as moments on the days of the window."""
    day, last = clock.legal_date(window[0]), clock.legal_date(window[1])
    while day <= last:
        for weekday, begin, end in hours:
            if weekday == day.weekday():
                yield _moment(day, begin), _moment(day, end)
        day += timedelta(days=1)


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, clock.SHANGHAI)
