"""What the board's page asks for: outlet, days, tray, order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.flow.dispatch.queries import LOADED
from baoxiu.flow.planning.books import book_of, planned_outlets, visits_ahead
from baoxiu.flow.planning.models import Draft
from baoxiu.flow.planning.permissions import may_see_plan
from baoxiu.flow.planning.queries import Board, board, compare, last_of, tray_board
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop.queries import last_move
from baoxiu.flow.workshop.yard import outlets_with_bays
from baoxiu.web.desk.board.drawing import Drawing, compared
from baoxiu.web.desk.board.yard import with_yard
from baoxiu.web.desk.paging import day_in, whole

WEEK = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days of which outlet, and whether one's tray is to be seen instead of the plan."""

    outlet: Outlet
    first: date
    days: int
    tried: bool

    def draft(self, by: Actor) -> Draft | None:
        """The actor's open tray."""
        rows = Draft.objects.for_actor(by).filter(book__outlet=self.outlet) if by.user_id else None
        return rows.select_related("book__outlet").first() if rows is not None else None


def outlets_of(actor: Actor) -> list[Outlet]:
    """Whose plans the actor may look at."""
    rows = Outlet.objects.for_actor(actor).filter(is_open=True).order_by("code")
    return [one for one in rows if may_see_plan(one.pk, actor)]


def asked(request: HttpRequest, *, at: datetime, given: Any = None) -> Asked:
    """From the address, or from what a form gave; raises ``Http404`` for an outlet out of reach.

    A week begins on its Monday.
    """
    given = request.GET if given is None else given
    number = whole(given.get("outlet"))
    outlet = _outlet(request.actor, number, at)
    days = WEEK if given.get("days") == str(WEEK) else 1
    first = day_in(given.get("day")) or legal_date(at)
    if days == WEEK:
        first -= timedelta(days=first.weekday())
    return Asked(outlet, first, days, given.get("tried") == "1")


def _outlet(actor: Actor, number: int | None, at: datetime) -> Outlet:
    """The one that is asked for; else the one with most to do, one with a plan or bays, or any."""
    found = outlets_of(actor)
    if number is not None:
        found = [one for one in found if one.pk == number]
    if not found:
        raise Http404
    if len(found) == 1:
        return found[0]
    ahead, shown = visits_ahead(legal_date(at)), planned_outlets() | outlets_with_bays()
    return max(found, key=lambda one: (ahead[one.pk], one.pk in shown))


def order_in(request: HttpRequest, number: str) -> WorkOrder:
    """The order, within the actor's reach."""
    rows = WorkOrder.objects.for_actor(request.actor).select_related(*LOADED)
    return get_object_or_404(rows, number=number)


def drawn(wanted: Asked, by: Actor, *, at: datetime) -> dict[str, Any]:
    """The document: the plan, or what the tray would make of it."""
    draft = wanted.draft(by)
    seen = _seen(wanted, draft, at)
    book = book_of(wanted.outlet.pk)
    document = with_yard(
        Drawing(seen, wanted.first, wanted.days, at=at).plain(),
        wanted.outlet,
        wanted.first,
        wanted.days,
        at=at,
    )
    document["tray"] = compared(draft, compare(draft, at=at)) if draft and wanted.tried else None
    document["open_tray"] = draft is not None
    moved = last_move(wanted.outlet, by, at=at) is not None
    document["undo"] = moved or (book is not None and last_of(book, by) is not None)
    return document


def _seen(wanted: Asked, draft: Draft | None, at: datetime) -> Board:
    if draft is not None and wanted.tried:
        return tray_board(draft, wanted.first, days=wanted.days, at=at)
    return board(wanted.outlet, wanted.first, days=wanted.days, at=at)
