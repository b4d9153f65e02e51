"""The days as they go on: customers call, technicians drive and work, some fall ill; on SimPy's clock, in seconds."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any

import simpy

from baoxiu.core.savepoints import without_savepoints
from baoxiu.demo.firm.world import working
from baoxiu.demo.in_bulk import in_bulk
from baoxiu.flow.visits.models import Visit
from baoxiu.simulation.ground import Ground, Worker, prepare, refuse_in_use, stand
from baoxiu.simulation.makers import MAKERS
from baoxiu.simulation.measures import Measures, Tally, measured
from baoxiu.simulation.office import Case, Office, round_of
from baoxiu.simulation.plan import Plan, Policy
from baoxiu.simulation.policies import Chooser
from baoxiu.simulation.scenario import ATTEMPTS, SICK_CALL, Call, Scenario, draw, moment
from baoxiu.simulation.town import Place, drive_minutes, road_km

type Process = Generator[simpy.Event, Any, Any]
LOOK = timedelta(minutes=20)
"""A technician who waits looks at his round so often."""

AT_THE_DOOR = timedelta(minutes=10)
ASK_AGAIN = time(8)
PART = "part"


def simulate(plan: Plan, policy: Policy, replication: int) -> Measures:
    """Let the plan's days go by in this database, which ``ground.build`` has filled, and measure them.

    The same plan, policy and replication give the same figures. Raises ``NotEmpty``, ``WrongPlan``.
    """
    refuse_in_use()
    prepare(plan, policy)
    scenario, ground = draw(plan, replication), stand(plan)
    week = Week(plan, scenario, ground, MAKERS[policy.by](plan, ground))
    with in_bulk(), without_savepoints():
        week.run()
    return measured(plan, scenario, ground, week.tally, week.end)


class Week:
    """Everything that moves."""

    def __init__(self, plan: Plan, scenario: Scenario, ground: Ground, chooser: Chooser) -> None:
        self.plan, self.scenario, self.ground, self.chooser = plan, scenario, ground, chooser
        self.clock, self.office, self.tally = simpy.Environment(), Office(ground), Tally()

    @property
    def now(self) -> datetime:
        """The simulated time."""
        return moment(self.plan, 0) + timedelta(seconds=self.clock.now)

    @property
    def end(self) -> datetime:
        """Midnight after the last day."""
        return moment(self.plan, self.plan.days)

    def run(self) -> None:
        """Until the end."""
        for call in self.scenario.calls:
            self.clock.process(self._customer(call))
        for worker in self.ground.workers.values():
            self.clock.process(self._technician(worker))
        self.clock.run(until=(self.end - moment(self.plan, 0)).total_seconds())

    def _until(self, when: datetime) -> simpy.Event:
        return self.clock.timeout(max(0, ceil((when - self.now).total_seconds())))

    def _customer(self, call: Call) -> Process:
        yield self._until(call.at)
        case = self.office.report(call, at=self.now)
        self.tally.cases.append(case)
        yield self._until(working(self.now + call.review))
        self.office.accept(case, at=self.now)
        yield from self._arrange(case, self.now)

    def _arrange(self, case: Case, earliest: datetime) -> Process:
        """A window with a technician; where nobody can come, the question is asked again every morning."""
        while True:
            order = case.order()
            choice = self.chooser.choose(order, at=self.now, earliest=earliest)
            if choice is not None:
                self.office.agree(case, order, choice, at=self.now)
                return
            yield self._until(self._morning_after(self.now))

    def _again(self, case: Case, earliest: datetime) -> None:
        """The same while the technician goes on."""
        self.clock.process(self._arrange(case, earliest))

    def _technician(self, worker: Worker) -> Process:
        for number in range(self.plan.days):
            yield self._until(moment(self.plan, number, SICK_CALL))
            if (worker.place, number) in self.scenario.sick:
                self._fall_ill(worker, number)
            elif moment(self.plan, number).weekday() in worker.days:
                yield from self._work(worker, number)

    def _fall_ill(self, worker: Worker, number: int) -> None:
        """Told before the shift; the dispatcher finds somebody else for each appointment of the day."""
        midnight = moment(self.plan, number + 1)
        for case in self.office.call_in_sick(worker, at=self.now, until=midnight):
            self._again(case, self.now)

    def _work(self, worker: Worker, number: int) -> Process:
        """From home to the customers of the day and back."""
        begin, end = (moment(self.plan, number, hour) for hour in self.plan.work.shift)
        yield self._until(begin)
        place, self.tally.days[worker.place, number] = worker.home, timedelta()
        while True:
            visit = next(iter(round_of(worker, begin, moment(self.plan, number + 1))), None)
            leave = self._leaves_at(place, worker.home, visit, end)
            if leave > self.now:
                yield self._until(min(leave, self.now + LOOK))
            elif visit is None:
                break
            elif self._too_late(visit, place, worker, end):
                self._put_off(visit, number)
            else:
                place = yield from self._visit(worker, visit, place, number)
        yield from self._drive(worker, place, worker.home, 1.0, number)
        self.tally.overtime[worker.place, number] = max(timedelta(), self.now - end)

    def _leaves_at(self, place: Place, home: Place, visit: Visit | None, end: datetime) -> datetime:
        """In time for the window; without a visit, home for the end of the shift."""
        if visit is None:
            return end - self._usual(place, home)
        return visit.window_start - self._usual(place, self._place_of(visit))

    def _place_of(self, visit: Visit) -> Place:
        return self.office.cases[visit.order_id].call.place

    def _usual(self, one: Place, other: Place) -> timedelta:
        return self._way(one, other, 1.0)

    def _way(self, one: Place, other: Place, road: float) -> timedelta:
        factor = self.plan.traffic.hours[self.now.hour] * road
        return timedelta(minutes=drive_minutes(one, other) * factor + self.plan.traffic.access_minutes)

    def _too_late(self, visit: Visit, place: Place, worker: Worker, end: datetime) -> bool:
        """Whether the way, the usual work and the way home would end later than overtime allows."""
        case = self.office.cases[visit.order_id]
        there = case.call.place
        needed = (
            self._usual(place, there)
            + timedelta(minutes=case.call.job.minutes)
            + self._usual(there, worker.home)
        )
        return self.now + needed > end + timedelta(minutes=self.plan.work.overtime_minutes)

    def _put_off(self, visit: Visit, number: int) -> None:
        case = self.office.cases[visit.order_id]
        self.office.cancel_visit(case, visit, at=self.now)
        self._again(case, moment(self.plan, number + 1))

    def _visit(
        self, worker: Worker, visit: Visit, place: Place, number: int
    ) -> Generator[simpy.Event, Any, Place]:
        case = self.office.cases[visit.order_id]
        attempt, case.visits = min(case.visits, ATTEMPTS - 1), case.visits + 1
        self.office.set_out(case, visit, worker, at=self.now)
        yield from self._drive(worker, place, case.call.place, case.call.road[attempt], number)
        yield self._until(visit.window_start)
        self.office.arrive(case, visit, worker, at=self.now)
        if case.call.at_home[attempt]:
            yield from self._repair(worker, case, visit, number)
        else:
            yield from self._pass(worker, AT_THE_DOOR, number)
            self.office.find_nobody(case, visit, worker, at=self.now)
            self._again(case, self.now)
        return case.call.place

    def _repair(self, worker: Worker, case: Case, visit: Visit, number: int) -> Process:
        """The work; the first time, a part may be missing, which comes next day."""
        first, case.has_been_served = not case.has_been_served, True
        yield from self._pass(worker, timedelta(minutes=case.call.minutes), number)
        cause = PART if first and case.call.lacks_part else ""
        self.office.leave(case, visit, worker, cause=cause, at=self.now)
        if cause:
            self._again(case, moment(self.plan, number + 1))

    def _drive(self, worker: Worker, one: Place, other: Place, road: float, number: int) -> Process:
        way = self._way(one, other, road)
        self.tally.km += road_km(one, other)
        self.tally.driven += way
        yield from self._pass(worker, way, number)

    def _pass(self, worker: Worker, span: timedelta, number: int) -> Process:
        self.tally.days[worker.place, number] += span
        yield self._until(self.now + span)

    def _morning_after(self, when: datetime) -> datetime:
        day: date = when.date() + timedelta(days=1)
        return datetime.combine(day, ASK_AGAIN, when.tzinfo)
