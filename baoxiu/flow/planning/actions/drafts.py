"""The what-if tray: try changes, compare, publish or discard."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict, NotAllowed
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.problem import Route
from baoxiu.flow.planning.books import NotPlanned, locked_book
from baoxiu.flow.planning.changes import DayChange
from baoxiu.flow.planning.keeping import Reason, changes_of, keep
from baoxiu.flow.planning.models import Draft
from baoxiu.flow.planning.moving import Tried, carried_out, moved, tried_on
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.telling import new_windows, tell_all
from baoxiu.flow.planning.trays import drawn_with, made_draft
from baoxiu.flow.work_orders.models import WorkOrder


class TrayClosed(Conflict):
    """The tray is gone: its owner has published or discarded it elsewhere."""

    code = "tray_closed"
    message = gettext_lazy("This tray was published or discarded in another window.")


@transaction.atomic
def open_draft(outlet: Outlet, *, by: Actor, at: datetime) -> Draft:
    """The actor's own tray on an outlet's plan; the one that is open where there is one."""
    may_plan(outlet.pk, by).or_refuse()
    book = locked_book(outlet)
    draft = Draft.objects.for_actor(by).filter(book=book).first() if by.user_id else None
    return draft or made_draft(book, (), cause="tried", by=by, at=at)


@transaction.atomic
def try_change(
    draft: Draft,
    order: WorkOrder,
    *,
    technician_id: int,
    day: date,
    place: int | None = None,
    by: Actor,
    at: datetime,
) -> Tried:
    """Move an order in the tray. What breaks a hard rule stays in it with its sentence, and cannot be published.

    Raises ``PlanChanged`` where others have changed the same days, ``NotPlanned``, ``TrayClosed``.
    """
    draft = _own(draft, by)
    before = drawn_with(draft, at=at, more=[order.pk])
    if order.pk not in before.place:
        raise NotPlanned()
    picture = before.with_routes(_tried_so_far(before, draft))
    found = tried_on(picture, order, technician_id, day, place)
    draft.changes = [one.plain() for one in changes_of(before, found.routes)]
    draft.save(update_fields=["changes"])
    return found


def _tried_so_far(picture: Picture, draft: Draft) -> tuple[Route, ...]:
    return carried_out(picture, [DayChange.of(one) for one in draft.changes])


@transaction.atomic
def publish_draft(draft: Draft, *, by: Actor, at: datetime) -> tuple[DayChange, ...]:
    """What was tried becomes the plan; customers whose window moves hear of it (RQ-APT-04).

    Others may have changed other days meanwhile. Raises ``PlanChanged``, ``PlanBroken``, ``TrayClosed``.
    """
    locked_book(draft.book.outlet)
    draft = _own(draft, by)
    picture = drawn_with(draft, at=at)
    routes = _tried_so_far(picture, draft)
    rows = [one for one in moved(picture, check(picture.problem, routes)) if one.order.pk in draft.freed]
    by_hand = draft.cause == "tried"
    cause = "published" if by_hand else "replanned"
    why = Reason(cause, by_hand=by_hand, told=new_windows(rows), about={"why": draft.cause})
    kept = keep(picture, routes, why, by=by, at=at).changes
    tell_all(rows, reason=_("Another time had to be planned."), by=by, at=at)
    draft.delete()
    return kept


@transaction.atomic
def discard_draft(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Nothing of it happens. Raises ``TrayClosed``."""
    draft = _own(draft, by)
    record("planning.discarded", draft.book, by=by, at=at, outlet_id=draft.book.outlet_id)
    draft.delete()


def _own(draft: Draft, by: Actor) -> Draft:
    """The tray, locked; raises ``NotAllowed``, ``TrayClosed``."""
    may_plan(draft.book.outlet_id, by).or_refuse()
    if draft.user_id != by.user_id:
        raise NotAllowed(_("This is somebody else's tray."))
    try:
        return lock(draft)
    except Draft.DoesNotExist:
        raise TrayClosed()
