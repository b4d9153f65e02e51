"""The verbs of the running plan."""

from baoxiu.flow.planning.actions.place_order import place_order
from baoxiu.flow.planning.actions.repair_around import repair_around
from baoxiu.flow.planning.timing import PlanBroken

__all__ = ["PlanBroken", "place_order", "repair_around"]
