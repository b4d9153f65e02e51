"""Taking back one's own last change of a plan."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import Conflict, Refusal
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.changes import DayChange, taken_over
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.moving import PlanChanged, carried_out
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.queries.undoable import last_of


class NothingToUndo(Refusal):
    """Nothing of one's own is left to take back."""

    code = "nothing_to_undo"
    message = _("There is no change of yours that could be taken back.")


class ChangedSince(Conflict):
    """Others have changed the same days meanwhile."""

    code = "plan_changed"
    message = _("These days were changed again since. Please move the orders by hand.")


@transaction.atomic
def undo(outlet: Outlet, *, by: Actor, at: datetime) -> tuple[DayChange, ...]:
    """Put back the days that the actor's last change touched, from its event.

    Raises ``NothingToUndo``, ``ChangedSince`` where others have changed the same days meanwhile, ``PlanBroken``.
    """
    may_plan(outlet.pk, by).or_refuse()
    book = locked_book(outlet)
    event = last_of(book, by)
    if event is None:
        raise NothingToUndo()
    changes = [DayChange.of(one).reverse() for one in event.data["changes"]]
    picture = kept_picture(book, at=at, unbound=taken_over(changes))
    try:
        routes = carried_out(picture, changes)
    except PlanChanged:
        raise ChangedSince()
    why = Reason("undone", by_hand=True, about={"undoes": event.data["version"]})
    return keep(picture, routes, why, by=by, at=at).changes
