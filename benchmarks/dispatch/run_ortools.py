"""A problem of the benchmark's format for OR-Tools' routing library. Runs in the environment of the others (`scripts/peers`).

`run_ortools.py PROBLEM PLAN --time SECONDS`; `fsd.py` of the tools' folder must be on the path.
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import pairwise
from typing import Any

import fsd
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

HARDLY_ANY = 0.85
"""Below this share of the processor the search was starved by others, and gets longer by the clock."""
MOST_FOR_PARALLEL = 500
"""Orders up to which the first plan is built on all routes at once; above, that does not end in time."""


class Model:
    """Orders may be left out at their penalty; technicians' days are vehicles."""

    def __init__(self, problem: Any) -> None:
        self.problem, self.orders = problem, problem["orders"]
        xs, ys, access = fsd.points(problem)
        self.people = len(problem["technicians"])
        self.days, homes = fsd.vehicles(problem), fsd.home_index(problem)
        ends = [int(homes[day[0]]) for day in self.days]
        self.service = [0] * self.people + [order["service"] for order in self.orders]
        self.manager = pywrapcp.RoutingIndexManager(len(xs), len(self.days), ends, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)
        travel = fsd.travel_matrix(problem, xs, ys, access)
        ways = self.routing.RegisterTransitMatrix(travel.tolist())
        self.routing.SetArcCostEvaluatorOfAllVehicles(ways)
        self.routing.SetFixedCostOfAllVehicles(problem["objective"].get("fixed", 0))
        for row, service in enumerate(self.service):
            travel[row] += service
        self._clock(self.routing.RegisterTransitMatrix(travel.tolist()))
        self._vans()
        self._orders()

    def _clock(self, transit: int) -> None:
        latest = max(day[3] for day in self.days)
        self.routing.AddDimension(transit, latest, latest, False, "time")
        self.time = self.routing.GetDimensionOrDie("time")
        solver = self.routing.solver()
        for vehicle, (_who, _day, start, end, pause) in enumerate(self.days):
            self.time.CumulVar(self.routing.Start(vehicle)).SetRange(start, end)
            self.time.CumulVar(self.routing.End(vehicle)).SetRange(start, end)
            if pause:
                rest = solver.FixedDurationIntervalVar(*pause, False, f"pause {vehicle}")
                visits = [self.service[self._node(index)] for index in range(self.routing.Size())]
                self.time.SetBreakIntervalsOfVehicle([rest], vehicle, visits)

    def _node(self, index: int) -> int:
        """Of a route's end its home."""
        return int(self.manager.IndexToNode(index))

    def _vans(self) -> None:
        technicians = self.problem["technicians"]
        parts = max((len(one.get("capacity") or ()) for one in technicians), default=0)
        for part in range(parts):
            loads = [0] * self.people + [order["demand"][part] for order in self.orders]
            evaluator = self.routing.RegisterUnaryTransitVector(loads)
            vans = [technicians[day[0]]["capacity"][part] for day in self.days]
            self.routing.AddDimensionWithVehicleCapacity(evaluator, 0, vans, True, f"part {part}")

    def _orders(self) -> None:
        may_come = fsd.eligible_lists(self.problem)
        days_of: dict[int, list[int]] = {}
        for vehicle, day in enumerate(self.days):
            days_of.setdefault(day[0], []).append(vehicle)
        for number, order in enumerate(self.orders):
            index = self.manager.NodeToIndex(self.people + number)
            self.routing.AddDisjunction([index], order["penalty"])
            allowed = [vehicle for who in may_come[number] for vehicle in days_of.get(int(who), ())]
            self.routing.VehicleVar(index).SetValues([-1, *allowed])
            windows = order["tws"]
            start = self.time.CumulVar(index)
            start.SetRange(windows[0][0], windows[-1][1])
            for (_first, last), (following, _end) in pairwise(windows):
                start.RemoveInterval(last + 1, following - 1)

    def solve(self, seconds: float) -> list[tuple[int, int, list[int]]]:
        """Routes as the tools want them; none when no plan was found."""
        said = pywrapcp.DefaultRoutingSearchParameters()
        first = routing_enums_pb2.FirstSolutionStrategy
        parallel = len(self.orders) <= MOST_FOR_PARALLEL
        said.first_solution_strategy = (
            first.PARALLEL_CHEAPEST_INSERTION if parallel else first.LOCAL_CHEAPEST_INSERTION
        )
        said.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        said.time_limit.FromMilliseconds(int(seconds * 1000))
        found = self.routing.SolveWithParameters(said)
        return [self._route(found, vehicle) for vehicle in range(len(self.days))] if found else []

    def _route(self, found: Any, vehicle: int) -> tuple[int, int, list[int]]:
        stops, index = [], found.Value(self.routing.NextVar(self.routing.Start(vehicle)))
        while not self.routing.IsEnd(index):
            stops.append(self._node(index) - self.people)
            index = found.Value(self.routing.NextVar(index))
        return self.days[vehicle][0], self.days[vehicle][1], stops


def attempt(problem: Any, seconds: float) -> tuple[list[tuple[int, int, list[int]]], dict[str, float]]:
    """Routes, and the processor time and the time by the clock that the search took."""
    model = Model(problem)
    began, worked = time.perf_counter(), time.process_time()
    routes = model.solve(seconds)
    return routes, {"cpu_s": time.process_time() - worked, "total_s": time.perf_counter() - began}


def main() -> None:
    """Read, solve, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problem")
    parser.add_argument("plan")
    parser.add_argument("--time", type=float, default=10)
    said = parser.parse_args()
    problem = fsd.load(said.problem)
    routes, used = attempt(problem, said.time)
    if used["cpu_s"] < HARDLY_ANY * said.time < used["total_s"]:
        routes, used = attempt(problem, min(6.0, said.time / max(0.1, used["cpu_s"])) * said.time)
    served = {order for _who, _day, stops in routes for order in stops}
    left_out = [order for order in range(len(problem["orders"])) if order not in served]
    meta = {"solver": "ortools", **used}
    fsd.dump_solution(said.plan, problem, routes, left_out, meta)
    print(json.dumps(meta))


if __name__ == "__main__":
    main()
