"""What the firm has chosen about its plans: the settings of an outlet, read once per action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.policy.declarations import POLICIES
from baoxiu.core.policy.queries import PolicyValue, value
from baoxiu.flow.dispatch.planner.problem import Weights
from baoxiu.flow.planning.policies import ENGINE
from baoxiu.flow.planning.rules import Rest
from baoxiu.flow.work_orders.models import WorkOrder

HOUR, MINUTE = 3_600, 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings of an outlet at a moment."""

    values: dict[str, PolicyValue]

    def whole(self, key: str) -> int:
        """A whole number, by the end of its key."""
        return self.values[f"planning.{key}"].whole

    @property
    def rest(self) -> Rest:
        """The break of a long day."""
        return Rest(
            minutes=self.whole("break_minutes"),
            earliest=self.whole("break_from") * HOUR,
            until=self.whole("break_until") * HOUR,
            after=self.whole("break_after") * HOUR,
        )

    @property
    def weights(self) -> Weights:
        """What the planner's soft terms cost."""
        return Weights(
            overtime=self.whole("weight_overtime"),
            lateness=self.whole("weight_lateness"),
            over_level=self.whole("weight_over_level") * MINUTE,
            not_preferred=self.whole("weight_not_preferred") * MINUTE,
            no_expert=self.whole("weight_no_expert") * MINUTE,
            other_technician=self.whole("weight_other_technician") * MINUTE,
            moved=self.whole("weight_moved") * MINUTE,
            part_missing=self.whole("weight_part_missing") * MINUTE,
            fair_day=self.whole("fair_day"),
            fair_month=self.whole("fair_month"),
        )

    def penalty(self, priority: int) -> int:
        """Seconds of travel that it costs to leave out an order of this priority."""
        return self.whole(f"unserved_{min(max(priority, 1), 4)}") * HOUR


def chosen(outlet: Outlet, at: datetime) -> Chosen:
    """The settings that hold for an outlet."""
    scope = {"outlet": outlet.code}
    return Chosen({key: value(key, at=at, scope=scope) for key in POLICIES if key.startswith("planning.")})


def by_plan(order: WorkOrder, at: datetime) -> bool:
    """Whether the plan decides on the order: somebody goes there, and the firm has not chosen people or points."""
    if order.mode != "on_site" or order.outlet is None:
        return False
    scope = {"family": order.family.code, "outlet": order.outlet.code}
    automatic = value("dispatch.mode", at=at, scope=scope).value == "automatic"
    return automatic and value(ENGINE, at=at, scope=scope).value == "plan"
