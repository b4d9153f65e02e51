"""One technician: skills, certificates, areas, week, absences and jobs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.places.queries import full_names
from baoxiu.basics.products.queries import families
from baoxiu.basics.technicians.models import Absence, Technician
from baoxiu.basics.technicians.permissions import may_change, may_note_absence
from baoxiu.basics.technicians.queries import visible
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.followups.queries import praises_of
from baoxiu.flow.visits.queries import day
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm, laid_out, succeeds
from baoxiu.web.desk.files import technician_forms as verbs
from baoxiu.web.desk.files.first_time import fixed_at_once
from baoxiu.web.desk.files.technicians import with_tones
from baoxiu.web.desk.files.week import ShiftsForm, drawn
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

NEWEST_PRAISE = 10
OF_CHANGE: tuple[type[VerbForm], ...] = (
    verbs.ChangeForm, verbs.LeaveForm, verbs.SkillForm, verbs.CertificateForm, verbs.RemoveCertificateForm,
    verbs.AddTechnicianAreaForm, verbs.RemoveTechnicianAreaForm, ShiftsForm,
)  # fmt: skip
OF_ABSENCE: tuple[type[VerbForm], ...] = (verbs.AbsenceForm, verbs.RemoveAbsenceForm)
FORMS = {form.verb: form for form in (*OF_CHANGE, *OF_ABSENCE)}


@staff("people.see")
@require_safe
def technician(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that decides which jobs this person gets."""
    return _page(request, load(request, number))


@staff("people.see")
@require_POST
def change(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """One change; the dispatch desk notes absences, all else is for those who keep the people."""
    row = load(request, number)
    if verb not in FORMS:
        raise Http404
    (may_note_absence if FORMS[verb] in OF_ABSENCE else may_change)(request.actor, row).or_refuse()
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:technician", number=row.number)
    return _page(request, load(request, number), form, status=422)


def load(request: HttpRequest, number: str) -> Technician:
    """The technician of an outlet in the person's scope; 404 for every other."""
    found: Technician = get_object_or_404(visible(request.actor), number=number)
    return found


def _page(
    request: HttpRequest, row: Technician, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    actor, now = request.actor, clock.now()
    may, may_absence = may_change(actor, row), may_note_absence(actor, row)
    codes = sorted(area.division_code for area in row.areas.all())
    places = full_names(codes)
    page: dict[str, Any] = {
        "row": row,
        "matrix": _matrix(row),
        "certificates": with_tones(row.certificates.all(), legal_date(now)),
        "areas": [(code, places.get(code) or code) for code in codes],
        "week": drawn(row.shifts.all()),
        "absences": _absences(row.absences.all(), now),
        "may": may,
        "may_absence": may_absence,
        "forms": laid_out(_kinds(row, bool(may), bool(may_absence)), row, actor, bound),
        "fixed": fixed_at_once(actor, now, technician=row),
        "fixed_of": f"technician={row.pk}",
        "praises": list(praises_of(row)[:NEWEST_PRAISE]),
        "story": tell(of_subject(row)),
        **_jobs(actor, row, now),
    }
    return render(request, "desk/files/technician.html", page, status=status)


def _kinds(row: Technician, may: bool, may_absence: bool) -> Iterable[type[VerbForm]]:
    """A person who left is not changed any more."""
    if not row.is_active:
        return ()
    return (*(OF_CHANGE if may else ()), *(OF_ABSENCE if may_absence else ()))


def _matrix(row: Technician) -> list[tuple[Any, int]]:
    """Every family that is served, with the level; families known besides come last."""
    levels = {skill.family_id: skill.level for skill in row.skills.all()}
    served = list(families())
    known = {family.pk for family in served}
    others = [skill.family for skill in row.skills.all() if skill.family_id not in known]
    return [(family, levels.get(family.pk, 0)) for family in (*served, *others)]


def _absences(rows: Iterable[Absence], now: datetime) -> list[tuple[Absence, bool]]:
    """Those that are not over, the next first; and whether one is running."""
    ahead = [row for row in rows if row.period.upper is None or row.period.upper > now]
    ordered = sorted(ahead, key=lambda row: row.period.lower)
    return [(row, row.period.lower <= now) for row in ordered]


def _jobs(actor: Actor, row: Technician, now: datetime) -> dict[str, Any]:
    orders = WorkOrder.objects.for_actor(actor).open().filter(technician=row)
    return {
        "visits": list(day(actor, legal_date(now)).filter(technician=row)),
        "orders": list(orders.select_related("family", "request").order_by("priority", "created_at")),
    }
