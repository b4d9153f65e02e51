"""Free windows, holds, offers and the plan of a day as they are answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from baoxiu.basics.technicians.queries import numbers_and_names
from baoxiu.flow.planning.models import CounterTime, PlannedVisit, SlotHold
from baoxiu.flow.planning.queries import Board, BoardDay, BoardStop, FreeWindow, Offers
from baoxiu.flow.work_orders.models import ExpectedPart, WorkOrder
from baoxiu.web.api.answers.shared import Coded

Moment = Annotated[datetime, AfterValidator(lambda moment: moment.astimezone(UTC))]
"""The plan reckons on the firm's clock; what is answered is in UTC."""


class WindowAnswer(BaseModel):
    """A time in which somebody can come; without technician one at the counter."""

    technician: Coded | None
    start: Moment
    end: Moment
    minutes: int = Field(description="more on the way than without the order")
    yuan: Decimal


class HoldAnswer(BaseModel):
    """A window that is kept free until ``expires_at``; without technician a time at the counter."""

    order: str
    technician: Coded | None
    start: Moment
    end: Moment
    expires_at: Moment


class PlaceAnswer(BaseModel):
    """The order's place in the plan, and what the customer was told; without technician an appointment at the counter."""

    order: str
    technician: Coded | None
    start: Moment
    end: Moment
    told_from: Moment | None
    told_until: Moment | None


class ExpectedPartAnswer(BaseModel):
    """A part that a job is expected to need."""

    part: Coded
    quantity: Decimal


class ExpectedPartsAnswer(BaseModel):
    """What was noted for an order."""

    order: str
    parts: list[ExpectedPartAnswer]


class OfferAnswer(BaseModel):
    """Somebody who could come, with the cheapest place."""

    technician: Coded
    start: Moment
    minutes: int = Field(description="more on the way than without the order")
    yuan: Decimal


class AgainstAnswer(BaseModel):
    """Somebody who could not; the reason that binds first in front."""

    technician: Coded
    reasons: list[str]


class OffersAnswer(BaseModel):
    """Who could come, the cheapest first, and who could not."""

    offers: list[OfferAnswer]
    against: list[AgainstAnswer]


class StopAnswer(BaseModel):
    """A stop of a day; without order a window that is held for a customer."""

    order: str | None
    role: str = Field(description="lead or second")
    start: Moment
    end: Moment
    travel_minutes: int
    told_from: Moment | None
    told_until: Moment | None


class PlanDay(BaseModel):
    """A technician's day."""

    technician: Coded
    shift_from: Moment | None
    shift_until: Moment | None
    stops: list[StopAnswer]
    travel_minutes: int
    overtime_minutes: int


class PlanAnswer(BaseModel):
    """The plan of an outlet's day. ``broken``: hard rules that it breaks by now; ``unserved``: orders without a place."""

    outlet: Coded
    day: date
    version: int
    days: list[PlanDay]
    unserved: list[str]
    broken: list[str]


def coded(people: Iterable[int]) -> dict[int, Coded]:
    """Technicians by their keys."""
    known = numbers_and_names(people)
    return {key: Coded(code=number, name=name) for key, (number, name) in known.items()}


def window(row: FreeWindow, people: Mapping[int, Coded]) -> WindowAnswer:
    """A free window."""
    return WindowAnswer(
        technician=people[row.technician_id] if row.technician_id else None,
        start=row.start,
        end=row.end,
        minutes=row.minutes,
        yuan=row.yuan,
    )


def hold(row: SlotHold) -> HoldAnswer:
    """A hold."""
    return HoldAnswer(
        order=row.order.number,
        technician=_who(row.technician_id),
        start=row.window_from,
        end=row.window_until,
        expires_at=row.expires_at,
    )


def _who(technician_id: int | None) -> Coded | None:
    return coded([technician_id])[technician_id] if technician_id else None


def place(row: PlannedVisit | CounterTime) -> PlaceAnswer:
    """A place in the plan, or a time at the counter."""
    at_counter = isinstance(row, CounterTime)
    return PlaceAnswer(
        order=row.order.number,
        technician=_who(row.technician_id),
        start=row.start,
        end=row.end,
        told_from=row.start if at_counter else row.told_from,
        told_until=row.end if at_counter else row.told_until,
    )


def expected(order: WorkOrder, rows: Iterable[ExpectedPart]) -> ExpectedPartsAnswer:
    """What was noted for an order."""
    parts = [
        ExpectedPartAnswer(part=Coded(code=row.part.number, name=str(row.part)), quantity=row.quantity)
        for row in rows
    ]
    return ExpectedPartsAnswer(order=order.number, parts=parts)


def offered(found: Offers) -> OffersAnswer:
    """Who could come, and who could not."""
    people = coded(
        [one.technician_id for one in found.offered] + [one.technician_id for one in found.against]
    )
    return OffersAnswer(
        offers=[
            OfferAnswer(
                technician=people[one.technician_id], start=one.start, minutes=one.minutes, yuan=one.yuan
            )
            for one in found.offered
        ],
        against=[
            AgainstAnswer(technician=people[one.technician_id], reasons=list(one.sentences))
            for one in found.against
        ],
    )


def plan(board: Board, day: date) -> PlanAnswer:
    """A day of the board."""
    people = coded(one.technician.pk for one in board.days)
    return PlanAnswer(
        outlet=Coded(code=board.book.outlet.code, name=board.book.outlet.name),
        day=day,
        version=board.version,
        days=[_day(one, people) for one in board.days],
        unserved=[one.number for one in board.unserved],
        broken=list(board.broken),
    )


def _day(one: BoardDay, people: Mapping[int, Coded]) -> PlanDay:
    begins, ends = one.shift or (None, None)
    return PlanDay(
        technician=people[one.technician.pk],
        shift_from=begins,
        shift_until=ends,
        stops=[_stop(stop) for stop in one.stops],
        travel_minutes=-(-one.travel_s // 60),
        overtime_minutes=-(-one.overtime_s // 60),
    )


def _stop(stop: BoardStop) -> StopAnswer:
    told_from, told_until = stop.told or (None, None)
    return StopAnswer(
        order=stop.order.number if stop.order else None,
        role=stop.role,
        start=stop.start,
        end=stop.end,
        travel_minutes=-(-stop.travel_s // 60),
        told_from=told_from,
        told_until=told_until,
    )
