"""The way to the compiled search for whoever seldom needs it: it is loaded with the first call.

Loading takes most of a second, and most processes never plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from baoxiu.flow.dispatch.planner.problem import Plan, Problem, Route

if TYPE_CHECKING:
    from baoxiu.flow.dispatch.planner.live import LivePlan

PLACE = "baoxiu.flow.dispatch.planner"


def in_memory(problem: Problem, routes: Iterable[Route]) -> LivePlan:
    """The running plan in memory. Raises ``NotPossible`` (``state.py``)."""
    live: LivePlan = import_module(f"{PLACE}.live").LivePlan(problem, routes)
    return live


def plan_within(
    problem: Problem, *, seconds: float = 0.0, rounds: int = 0, incumbent: Iterable[Route] = ()
) -> Plan:
    """The best plan found within seconds of processor time, or within rounds; see ``solve.plan``."""
    solve = import_module(f"{PLACE}.solve")
    found: Plan = solve.plan(problem, solve.Budget(seconds=seconds, rounds=rounds), incumbent=incumbent)
    return found
