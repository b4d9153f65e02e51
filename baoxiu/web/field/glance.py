"""What is next for an order in a list, from its stage and its open visit: no query per row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from baoxiu.basics.places.queries import full_names
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.queries import pressing
from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.travel.rules.coordinates import distance_km
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import unprepared
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.field import words
from baoxiu.web.field.steps import BY_CODE
from baoxiu.web.field.turn import WAITING

BY_VISIT: Mapping[str, str] = {"booked": "set_out", "travelling": "arrive"}
BY_STAGE: Mapping[str, str] = {
    "assigned": "accept",
    "accepted": "assess",
    "assessed": "quote",
    "awaiting_consent": "consent",
    "ready": "start",
    "in_repair": "self_check",
    "awaiting_acceptance": "sign",
    "settling": "pay",
}
BY_SHEET: Mapping[str, str] = {**BY_STAGE, "accepted": "site", "ready": "begin", "in_repair": "sheet"}
NEEDS_VISIT = ("accepted", "ready", "in_repair")
OVER = ("settled", "closed", "cancelled", "unrepaired")
type Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit of the day as a card; ``way`` is a hint how far it is from the stop before."""

    visit: Visit
    order: WorkOrder
    hours: str
    address: str
    next: object
    waits: bool
    way: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An order in a list with its next thing and its most pressing deadline."""

    order: WorkOrder
    next: object
    when: str
    clock: Promise | None


def _label(order: WorkOrder, code: str) -> object:
    """The next step's words, else what is waited for."""
    if code:
        return BY_CODE[code].label
    if ORDER.stage(order.stage).group == "closed":
        return ""
    return WAITING.get(order.stage, ("", ""))[0]


def _code(order: WorkOrder, visit: Visit | None, lacking: Mapping[int, str]) -> str:
    if visit and visit.pk in lacking:
        return lacking[visit.pk]
    stage = visit.stage if visit else ""
    if stage in BY_VISIT:
        return BY_VISIT[stage]
    if order.stage == "unrepaired" and order.mode == "on_site":
        return "hand_back"
    if order.stage in OVER:
        return "finish" if stage == "arrived" else ""
    if order.mode == "on_site" and visit is None and order.stage in NEEDS_VISIT:
        return "book"
    return (BY_SHEET if order.path.by_sheet else BY_STAGE).get(order.stage, "")


def stops(visits: Iterable[Visit], technician: Technician, now: datetime) -> list[Stop]:
    """The cards of a day; the first one that is not over is the next."""
    rows = list(visits)
    lacking = unprepared(rows, now)
    places = full_names(row.order.request.division_code for row in rows)
    first = next((row.pk for row in rows if row.stage in ("booked", "travelling", "arrived")), None)
    before = _place(technician)
    made = []
    for row in rows:
        request = row.order.request
        here, code = _place(request), _code(row.order, row, lacking)
        made.append(
            Stop(
                visit=row,
                order=row.order,
                hours=words.hours(row.window_start, row.window_end),
                address=f"{places.get(request.division_code, '')}{request.address}",
                next=_label(row.order, code),
                waits=not code,
                way=_way(before, here),
                is_next=row.pk == first,
            )
        )
        before = here or before
    return made


def lines(orders: Iterable[WorkOrder], visits: Iterable[Visit], now: datetime) -> list[Line]:
    """The rows of a list with four queries in all."""
    rows, by_order = list(orders), {visit.order_id: visit for visit in visits}
    lacking = unprepared(by_order.values(), now)
    clocks = pressing(row.chain for row in rows if row.closed_at is None)
    return [
        Line(
            row,
            _label(row, _code(row, by_order.get(row.pk), lacking)),
            _when(by_order.get(row.pk), now),
            clocks.get(row.chain),
        )
        for row in rows
    ]


def _when(visit: Visit | None, now: datetime) -> str:
    return words.window(visit.window_start, visit.window_end, now) if visit else ""


def _place(thing: object) -> Place | None:
    lat, lng = getattr(thing, "lat", None), getattr(thing, "lng", None)
    return (lat, lng) if lat is not None and lng is not None else None


def _way(before: Place | None, here: Place | None) -> str:
    return words.distance(distance_km(before, here)) if before and here else ""
