"""What a dispatcher does with bays and the counter on the board (RQ-APT-09, RQ-APT-04)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.shortcuts import get_object_or_404

from baoxiu.core.clock import SHANGHAI, start_of_day
from baoxiu.core.refusals import InvalidInput, Refusal
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.planning.counter import against_counter, appointment, counter_of
from baoxiu.flow.planning.opening import hours_of
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop import actions, queries
from baoxiu.flow.workshop.models import Bay
from baoxiu.flow.workshop.queries import Judged
from baoxiu.flow.workshop.rules import earliest
from baoxiu.flow.workshop.yard import NotInWorkshop, bay_days, content_of, live_stay
from baoxiu.web.desk.board.asked import Asked
from baoxiu.web.desk.paging import day_in, whole

type Said = dict[str, Any]
QUARTER = timedelta(minutes=15)


def move_to_bay(order: WorkOrder, wanted: Asked, given: Mapping[str, str], **who: Any) -> Said:
    """Dropped on a bay."""
    bay, start = _bay(wanted, given), _start(order, wanted, given, who["at"])
    return said(actions.move_unit(order, bay, start, seen=whole(given.get("was")), **who))


def move_to_counter(order: WorkOrder, given: Mapping[str, str], **who: Any) -> Said:
    """Dropped on a place of the counter."""
    was = whole(given.get("was"))
    row = planning.move_counter(
        order,
        place=whole(given.get("counter")) or 0,
        start=_at_counter(order, given, who["at"]),
        seen=datetime.fromtimestamp(was, UTC) if was else None,
        **who,
    )
    return _said((), f"{_clock(row.start)}–{_clock(row.end)}", ())


def yard_verdict(order: WorkOrder, wanted: Asked, given: Mapping[str, str], *, at: datetime) -> Said:
    """What such a drop would break, or when it would be."""
    try:
        if given.get("counter"):
            return _counter_verdict(order, given, at)
        stay = live_stay(order)
        if stay is None:
            raise NotInWorkshop()
        return said(queries.judged(stay, _bay(wanted, given), _start(order, wanted, given, at), at=at))
    except InvalidInput:
        raise
    except Refusal as refused:
        return _said((str(refused),), "", ())


def said(found: Judged) -> Said:
    """A verdict on a bay."""
    return _said(found.refused, f"{_clock(found.start)}–{_clock(found.end)}", found.notes)


def _counter_verdict(order: WorkOrder, given: Mapping[str, str], at: datetime) -> Said:
    row, start = appointment(order), _at_counter(order, given, at)
    span = start, start + (row.end - row.start)
    full = against_counter(row, whole(given.get("counter")) or 0, span, at=at)
    refused = (str(planning.CounterFull()),) if full else ()
    return _said(refused, f"{_clock(span[0])}–{_clock(span[1])}", ())


def _said(refused: tuple[str, ...], when: str, notes: tuple[str, ...]) -> Said:
    return {
        "refused": list(refused), "minutes": 0, "yuan": "", "terms": list(notes), "ask": "", "said": when,
    }  # fmt: skip


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%H:%M}"


def _bay(wanted: Asked, given: Mapping[str, str]) -> Bay:
    return get_object_or_404(Bay, pk=whole(given.get("bay")) or 0, outlet=wanted.outlet)


def _day(given: Mapping[str, str]) -> date:
    day = day_in(given.get("day_to"))
    if day is None:
        raise InvalidInput(field="day_to")
    return day


def _start(order: WorkOrder, wanted: Asked, given: Mapping[str, str], at: datetime) -> datetime:
    """The quarter of an hour that was dropped on; on a whole day the first time that is free."""
    day, quarter = _day(given), whole(given.get("place"))
    if quarter is not None:
        return start_of_day(day) + quarter * QUARTER
    stay = live_stay(order)
    content = content_of(order, at=at, minutes=stay.minutes if stay else None)
    bay = whole(given.get("bay"))
    rows = [one for one in bay_days(wanted.outlet, day, 1, at=at, but=[order.pk]) if one.key == bay]
    found = earliest(rows[0], content, after=max(at, start_of_day(day))) if rows else None
    hours = hours_of(wanted.outlet, at).on(day)
    return found.start if found else hours[0] if hours else start_of_day(day)


def _at_counter(order: WorkOrder, given: Mapping[str, str], at: datetime) -> datetime:
    """The same at the counter: on a whole day the first time that has a place."""
    day, quarter = _day(given), whole(given.get("place"))
    if quarter is not None:
        return start_of_day(day) + quarter * QUARTER
    row = appointment(order)
    place = whole(given.get("counter")) or 0
    times = [span for span in counter_of(row.outlet, at).times(day) if span[0] > at]
    free = [span[0] for span in times if not against_counter(row, place, span, at=at)]
    return free[0] if free else start_of_day(day)
