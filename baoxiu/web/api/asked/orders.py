"""What is sent about work orders, their dispatch and their visits."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.visits.actions.fill_checklist import FORMS
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.visits.models import NoAccess as NoAccessRow
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.api.kinds import Answers, Code, Flag, Given, Moment, OneOf, Quantity, Sentence, Text, Yuan
from baoxiu.web.api.kinds import Line as Name
from baoxiu.web.api.paging import Paged


class OrderFilters(Paged):
    """Which orders."""

    stage: Annotated[str, OneOf(one.code for one in ORDER.stages)] | None = None
    outlet: Code = Field("", description="code")
    technician: Annotated[str, OneOf(("me",))] | None = None
    family: Code = Field("", description="code")
    request: Code = Field("", description="number")
    customer: Code = Field("", description="number")
    mode: Annotated[str, OneOf(RepairRequest.Mode.values)] | None = None
    since: Moment | None = Field(None, description="made at or after")
    until: Moment | None = Field(None, description="made before")


class VisitFilters(Paged):
    """Which visits."""

    stage: Annotated[str, OneOf(one.code for one in VISIT.stages)] | None = None
    order: Code = Field("", description="number")
    technician: Annotated[str, OneOf(("me",))] | None = None
    since: Moment | None = Field(None, description="agreed for this moment or later")
    until: Moment | None = Field(None, description="agreed for before this moment")


class Choice(Given):
    """To whom the order goes; nobody named: to the best by rule."""

    technician: Code = Field("", description="staff number; empty: by rule")
    reason: Sentence = ""


class Reason(Given):
    """Why."""

    reason: Text


class Line(Given):
    """A line of the dispatch sheet."""

    text: Annotated[Sentence, Field(max_length=200)]


class Closing(Given):
    """What confirmed that the case is over."""

    confirmation: Annotated[str, OneOf(("signature", "phone"))]
    note: Sentence = ""


class Return(Given):
    """The product goes back as it was."""

    note: Sentence = ""
    outcome: Annotated[str, OneOf(("", *WorkOrder.Outcome.values))] = ""
    barrier: Sentence = ""


class Window(Given):
    """The time agreed with the customer."""

    start: Moment
    end: Moment
    agreed_with: Name


class FirstWindow(Window):
    """``at_height``: the work is on the outside wall, above 2.5 m."""

    at_height: Flag = False


class NewWindow(Window):
    """Another time, and why."""

    reason: Annotated[Sentence, Field(max_length=200)]


class OnTheWay(Given):
    """``device_at``: the clock of the technician's device, kept as a claim."""

    device_at: Moment | None = None


class Arrival(OnTheWay):
    """At the door, with or without position (degrees, WGS 84)."""

    lat: float | None = None
    lng: float | None = None


class NoAccess(OnTheWay):
    """Nobody in, or not let in."""

    reason: Annotated[str, OneOf(NoAccessRow.Reason.values)]
    note: Sentence = ""


class Finish(OnTheWay):
    """What was done and found; why somebody must come again."""

    report: Text
    second_visit_cause: Name = ""


class Checklist(Given):
    """A filled checklist; ``GET /forms/{code}`` has its fields."""

    form: Annotated[str, OneOf(FORMS)]
    answers: Answers


class TravelCost(Given):
    """Kilometres with the own vehicle, and fares in yuan."""

    kilometres: Quantity = Decimal(0)
    fares: Yuan = Decimal(0)
    note: Sentence = ""


class Call(Given):
    """A call to the customer."""

    reached: Flag
    note: Sentence = ""
