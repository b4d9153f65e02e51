"""What people in the region do, act by act: each is the firm's own action at the simulated time, with its next steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Coalesce

from baoxiu.basics.technicians import actions as technicians
from baoxiu.core.actors import Actor
from baoxiu.demo.firm.world import act
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.queries import LOADED, live_assignment
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import of_request
from baoxiu.simulation.ground import Ground, Worker
from baoxiu.simulation.policies import Choice
from baoxiu.simulation.scenario import Call

BOOKS = Actor(kind="import", id="simulation", name="Simulation", outlet_ids=None)
"""Closes an order after the visit: quote, inspection and settlement change nothing on the road."""

CUSTOMER = "Customer"
MOVED = "The technician is not available."


@dataclass(slots=True)
class Case:
    """A call with its order, and how often somebody came."""

    call: Call
    request_id: int
    chain: str
    order_id: int = 0
    visits: int = 0
    has_been_served: bool = False
    done_at: datetime | None = None

    def order(self) -> WorkOrder:
        """The order as it is now, with what a choice looks at."""
        return WorkOrder.objects.select_related(*LOADED).get(pk=self.order_id)


@dataclass(slots=True)
class Office:
    """The firm's people and the cases that they have."""

    ground: Ground
    cases: dict[int, Case] = field(default_factory=dict)

    def report(self, call: Call, *, at: datetime) -> Case:
        """A customer reports by phone."""
        picks = self.ground.faults[call.job.family]
        data = intake.RequestInput(
            channel="phone", family=self.ground.families[call.job.family], fault=picks[int(call.picks * len(picks))],
            fault_text="-", contact_name=f"{CUSTOMER} {call.number}", phone=f"139{call.number:08d}",
            division_code=call.district, address=str(call.number), lat=call.place[0], lng=call.place[1],
            wish_from=call.wish[0] if call.wish else None, wish_until=call.wish[1] if call.wish else None,
            acknowledged=True, client_key=UUID(int=call.number, version=4),
        )  # fmt: skip
        request = act(lambda made: made.chain, lambda: intake.submit(data, by=self.ground.agent, at=at))
        return Case(call, request.pk, request.chain)

    def accept(self, case: Case, *, at: datetime) -> None:
        """The desk accepts; order, counter check and, where the firm wants it, the dispatch by rule follow."""
        request = RepairRequest.objects.get(pk=case.request_id)
        self._do(case, lambda: intake.accept(request, severity=2, by=self.ground.agent, at=at))
        case.order_id = of_request(case.request_id).values_list("pk", flat=True)[0]
        self.cases[case.order_id] = case

    def agree(self, case: Case, order: WorkOrder, choice: Choice, *, at: datetime) -> None:
        """The technician has the job, and the customer agrees to the window."""
        visit = open_visit(order)
        self._give(case, order, choice, at=at)
        by = self.ground.workers[choice.technician_id].actor
        said = {
            "start": choice.start,
            "end": choice.end,
            "agreed_with": CUSTOMER,
            "planned": True,
            "by": by,
            "at": at,
        }
        if visit is None or visit.technician_id != choice.technician_id:
            self._do(case, lambda: visits.book(order, **said))
        elif visit.window_start > at:
            self._do(case, lambda: visits.reschedule(visit, reason=MOVED, **said))
        else:
            self.cancel_visit(case, visit, at=at)
            self._do(case, lambda: visits.book(order, **said))

    def _give(self, case: Case, order: WorkOrder, choice: Choice, *, at: datetime) -> None:
        worker = self.ground.workers[choice.technician_id]
        given = order.technician_id == choice.technician_id
        if given and order.stage != "assigned":
            return
        if not given:
            by = self.ground.dispatcher
            self._do(case, lambda: dispatch.assign(order, worker.technician, by=by, at=at))
        self._do(case, lambda: dispatch.accept(live_assignment(order), by=worker.actor, at=at))

    def call_in_sick(self, worker: Worker, *, at: datetime, until: datetime) -> list[Case]:
        """The day away is noted; the cases of that day, in the order of their windows."""
        by = self.ground.dispatcher
        act(lambda _row: "", lambda: technicians.add_absence(worker.technician, at, until, by=by, at=at))
        return [self.cases[visit.order_id] for visit in round_of(worker, at, until)]

    def cancel_visit(self, case: Case, visit: Visit, *, at: datetime) -> None:
        """The firm cannot come."""
        self._do(case, lambda: visits.cancel(visit, reason=MOVED, by=self.ground.dispatcher, at=at))

    def set_out(self, case: Case, visit: Visit, worker: Worker, *, at: datetime) -> None:
        """On the way."""
        self._do(case, lambda: visits.set_out(visit, by=worker.actor, at=at))

    def arrive(self, case: Case, visit: Visit, worker: Worker, *, at: datetime) -> None:
        """At the door."""
        lat, lng = case.call.place
        self._do(case, lambda: visits.arrive(visit, by=worker.actor, at=at, lat=lat, lng=lng))

    def find_nobody(self, case: Case, visit: Visit, worker: Worker, *, at: datetime) -> None:
        """Nobody opens."""
        self._do(case, lambda: visits.report_no_access(visit, reason="nobody_in", by=worker.actor, at=at))

    def leave(self, case: Case, visit: Visit, worker: Worker, *, cause: str, at: datetime) -> None:
        """The work is done, or somebody must come again (``cause``)."""
        said: dict[str, Any] = {"report": "-", "second_visit_cause": cause, "by": worker.actor, "at": at}
        self._do(case, lambda: visits.finish(visit, **said))
        if not cause:
            self._do(case, lambda: work_orders.conclude(case.order(), outcome="repaired", by=BOOKS, at=at))
            case.done_at = at

    def _do[T](self, case: Case, verb: Callable[[], T]) -> T:
        return act(lambda _done: case.chain, verb)


def round_of(worker: Worker, begin: datetime, end: datetime) -> list[Visit]:
    """What the technician is promised to from one moment to another and has not begun, in the order of the plan, else of the windows."""
    rows = Visit.objects.filter(technician=worker.technician, stage="booked", window_start__gte=begin)
    rows = rows.filter(window_start__lt=end).annotate(planned=models.Min("order__planned__start"))
    return list(rows.order_by(Coalesce("planned", "window_start"), "window_start", "pk"))
