"""The policies by the names that the file uses (``plan.CHOOSERS``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from baoxiu.simulation.engine import Engine
from baoxiu.simulation.ground import Ground
from baoxiu.simulation.plan import Plan
from baoxiu.simulation.policies import Chooser, Nearest, Score, Territories

MAKERS: Mapping[str, Callable[[Plan, Ground], Chooser]] = {
    "territories": Territories,
    "nearest": Nearest,
    "score": Score,
    "engine": Engine,
}
