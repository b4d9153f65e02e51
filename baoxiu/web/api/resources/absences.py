"""Technicians' time away, as the system for people knows it (RQ-DSP-05)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.technicians import actions as technicians
from baoxiu.web.api.answers.absences import AbsenceAnswer, absence
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.units import Away
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import one_of, technician_at
from baoxiu.web.api.kinds import NOTHING, Nothing, RowId
from baoxiu.web.api.paging import Paged, page
from baoxiu.web.api.verbs import Things

router = Router(tags=["technicians"])


@router.get(
    "/technicians/{number}/absences", response=Page[AbsenceAnswer], summary=_("List a technician's absences")
)
@needs_right("people.see", "dispatch.see")
def list_absences(request: HttpRequest, number: str, filters: Query[Paged]) -> Page[AbsenceAnswer]:
    """The latest entered first."""
    rows = technician_at(request.actor, number).absences.select_related("technician")
    return page(rows, filters, absence)


@router.post(
    "/technicians/{number}/absences/{absence_id}/remove",
    response=AbsenceAnswer,
    summary=_("Take back an absence"),
)
@needs_right("people.change", "dispatch.assign")
def remove_absence(
    request: HttpRequest,
    number: str,
    absence_id: RowId,
    given: Nothing = NOTHING,  # noqa: ARG001
) -> AbsenceAnswer:
    """The person comes after all; answers what was taken back."""
    rows = technician_at(request.actor, number).absences.select_related("technician")
    found = one_of(rows, pk=absence_id)
    shown = absence(found)
    technicians.remove_absence(found, by=request.actor, at=request.at)
    return shown


Things(router, __name__, "/technicians/{number}", technician_at).does(
    "absences", Away, technicians.add_absence, absence,
    _("Enter an absence"), "people.change", "dispatch.assign", new=True,
)  # fmt: skip
