"""The board's page and what its script asks for (RQ-DSP-02, RQ-DSP-05, RQ-DSP-06)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.clock import legal_date
from baoxiu.flow.planning.actions.replan_for import CAUSES
from baoxiu.flow.planning.moving import Tried
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.queries import try_in_tray, try_move, why_nobody
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.board.answering import spoken
from baoxiu.web.desk.board.asked import Asked, asked, drawn, order_in, outlets_of
from baoxiu.web.desk.board.verbs import cost_of, done, target_of
from baoxiu.web.desk.board.words import WORDS, plain
from baoxiu.web.desk.board.yard_verbs import yard_verdict
from baoxiu.web.shared.doors import staff

MOST_ASKED = 20
"""Technicians whose reasons are read out: whoever may do it, the nearest first."""


@staff("dispatch.see")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The page; the script fetches the days."""
    at = clock.now()
    if not (outlets := outlets_of(request.actor)):
        return render(request, "desk/board/none.html")
    wanted = asked(request, at=at)
    step = timedelta(days=wanted.days)
    page = {
        "wanted": wanted,
        "outlets": outlets,
        "today": legal_date(at),
        "earlier": wanted.first - step,
        "later": wanted.first + step,
        "last": wanted.first + step - timedelta(days=1),
        "causes": CAUSES,
        "words": plain(WORDS),
        "may_plan": bool(may_plan(wanted.outlet.pk, request.actor)),
    }
    return render(request, "desk/board/board.html", page)


@staff("dispatch.see")
@require_safe
@spoken
def data(request: HttpRequest) -> dict[str, Any]:
    """The days as one document."""
    at = clock.now()
    return drawn(asked(request, at=at), request.actor, at=at)


@staff("dispatch.see")
@require_safe
@spoken
def verdict(request: HttpRequest, number: str) -> dict[str, Any]:
    """What a drop here would break or cost; ``ask``: the sentence to agree to first, where only a told window stands against it."""
    at, order = clock.now(), order_in(request, number)
    wanted = asked(request, at=at)
    if request.GET.get("bay") or request.GET.get("counter"):
        return yard_verdict(order, wanted, request.GET, at=at)
    technician, day, place = target_of(request.GET)
    found = _tried(wanted, order, (technician, day, place), request, at)
    said = cost_of(wanted, found, at)
    if found.refused and not wanted.tried:
        anyway = try_move(order, technician_id=technician, day=day, place=place, window_too=True, at=at)
        if anyway.possible:
            said |= {"ask": " ".join(found.refused)}
    return said


def _tried(
    wanted: Asked, order: WorkOrder, to: tuple[int, date, int | None], request: HttpRequest, at: datetime
) -> Tried:
    technician, day, place = to
    draft = wanted.draft(request.actor) if wanted.tried else None
    if draft is not None:
        return try_in_tray(draft, order, technician_id=technician, day=day, place=place, at=at)
    return try_move(order, technician_id=technician, day=day, place=place, at=at)


@staff("dispatch.see")
@require_safe
@spoken
def why(request: HttpRequest, number: str) -> dict[str, Any]:
    """Why nobody comes, technician by technician, and what would help."""
    found = why_nobody(order_in(request, number), at=clock.now(), most=MOST_ASKED)
    return {
        "against": [[one.name, one.sentences] for one in found.against if one.sentences],
        "free": [one.name for one in found.against if not one.sentences],
        "change": found.change,
        "bring": [
            {"what": f"{one.part_id}:{one.units}:{one.from_id}:{one.to_id}", "said": one.sentence}
            for one in found.bring
        ],
    }


@staff("dispatch.assign")
@require_POST
@spoken
def change(request: HttpRequest, verb: str) -> dict[str, Any]:
    """One verb of ``verbs.VERBS``; the answer has the fresh board."""
    return done(request, verb)
