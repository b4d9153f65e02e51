"""A stored choice of the plan, made again from what it knew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from baoxiu.core.decisions.models import Decision
from baoxiu.flow.planning.deciding import MOST
from baoxiu.flow.planning.replaying import made_again


@dataclass(frozen=True, slots=True)
class Replay:
    """The candidates as they were kept, and what each adds when the choice is made again: seconds of travel, by technician."""

    then: dict[int, int]
    now: dict[int, int]
    candidates: list[dict[str, Any]]

    @property
    def same(self) -> bool:
        """Whether the same technician would be sent, at the same cost."""
        return self.then == self.now and list(self.then) == list(self.now)


def replay(decision: Decision) -> Replay | None:
    """The same result again (design.md mechanism 5); ``None`` for a decision that is none of the plan's choices."""
    part = decision.outputs.get("part") if decision.rule_set == "plan" else None
    if not part:
        return None
    problem, offers = made_again(part, MOST)
    return Replay(
        {one["technician_id"]: one["added"] for one in decision.outputs["eligible"]},
        {int(problem.technicians[one.technician].id): one.added for one in offers},
        decision.outputs["eligible"],
    )
