"""Making the whole plan of an outlet anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.loading import plan_within
from baoxiu.flow.dispatch.planner.mending import sound
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.changes import DayChange
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.permissions import may_plan

SECONDS = 2.0


@transaction.atomic
def optimise(
    outlet: Outlet, *, seconds: float = SECONDS, rounds: int = 0, by: Actor, at: datetime
) -> tuple[DayChange, ...]:
    """Search for a better plan, from the present one on, at the price of every visit that moves (RQ-DSP-01, RQ-DSP-10).

    What was told to customers, pinned or locked holds. Nothing changes unless it is cheaper.
    """
    may_plan(outlet.pk, by).or_refuse()
    picture = kept_picture(locked_book(outlet), at=at)
    kept, _dropped = sound(picture.problem, picture.routes)
    found = plan_within(picture.problem, seconds=seconds, rounds=rounds, incumbent=kept)
    after = check(picture.problem, found.routes)
    if not after.possible or after.cost >= check(picture.problem, kept).cost:
        return ()
    return keep(picture, found.routes, Reason("optimised"), by=by, at=at).changes
