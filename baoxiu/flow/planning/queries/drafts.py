"""What a tray would change: for whom, at what cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from baoxiu.flow.dispatch.planner.checking import Score, check
from baoxiu.flow.planning.changes import DayChange
from baoxiu.flow.planning.models import Draft
from baoxiu.flow.planning.moving import Moved, carried_out, moved
from baoxiu.flow.planning.timing import sentences_against
from baoxiu.flow.planning.trays import drawn_with


@dataclass(frozen=True, slots=True)
class Comparison:
    """The plan as it is and as the tray would have it; ``rows``: who gets what changed; ``refused``: why it cannot be published."""

    before: Score
    after: Score
    rows: list[Moved]
    refused: tuple[str, ...]
    freed: frozenset[int]

    @property
    def terms(self) -> Mapping[str, tuple[int, int]]:
        """Each term before and after, in seconds of travel."""
        names = sorted({*self.before.terms, *self.after.terms})
        return {name: (self.before.terms.get(name, 0), self.after.terms.get(name, 0)) for name in names}

    @property
    def told(self) -> list[Moved]:
        """Whose customers would be told another time."""
        return [one for one in self.rows if one.new_window and one.order.pk in self.freed]


def compare(draft: Draft, *, at: datetime) -> Comparison:
    """A tray against the plan; raises ``PlanChanged`` where others have changed the same days."""
    picture = drawn_with(draft, at=at)
    routes = carried_out(picture, [DayChange.of(one) for one in draft.changes])
    after = check(picture.problem, routes)
    return Comparison(
        before=check(picture.problem, picture.routes),
        after=after,
        rows=moved(picture, after),
        refused=sentences_against(picture, after),
        freed=frozenset(draft.freed),
    )
