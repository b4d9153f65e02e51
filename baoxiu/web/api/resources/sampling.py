"""The draws of the sample inspection (RQ-QC-10, RQ-QC-11)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import BaseModel

from baoxiu.core.refusals import NotFound
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import SamplingDraw
from baoxiu.flow.inspection.permissions import may_draw
from baoxiu.flow.inspection.queries import draw_of, draws
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.kinds import NOTHING, Day, Nothing
from baoxiu.web.api.paging import Paged, page

router = Router(tags=["finishing"])


class DrawAnswer(BaseModel):
    """A day's draw; the seed is shown when it has been made, its SHA-256 before."""

    day: date
    commitment: str
    committed_at: datetime
    seed: str
    drawn_at: datetime | None
    drawn_by: str
    groups: list[dict[str, Any]]


@router.get("/sampling-draws", response=Page[DrawAnswer], summary=_("List the draws of samples"))
@needs_right("inspection.inspect")
def list_draws(request: HttpRequest, filters: Query[Paged]) -> Page[DrawAnswer]:
    """The newest first, also those that wait for their day."""
    may_draw(request.actor).or_refuse()
    return page(draws(), filters, _answer)


@router.post("/sampling-draws/{day}/draw", response=DrawAnswer, summary=_("Draw a day's sample"))
@needs_right("inspection.inspect")
def draw(request: HttpRequest, day: Day, given: Nothing = NOTHING) -> DrawAnswer:  # noqa: ARG001
    """When the day is over; a repeat changes nothing."""
    may_draw(request.actor).or_refuse()
    waiting = draw_of(day)
    if waiting is None:
        raise NotFound()
    return _answer(inspection.draw(waiting, by=request.actor, at=request.at))


def _answer(row: SamplingDraw) -> DrawAnswer:
    return DrawAnswer(
        day=row.day,
        commitment=row.commitment,
        committed_at=row.committed_at,
        seed=row.seed if row.drawn_at else "",
        drawn_at=row.drawn_at,
        drawn_by=row.drawn_by,
        groups=row.groups,
    )
