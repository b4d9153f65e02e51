"""The technicians: who can do what, and whose certificates end (RQ-DSP-01…05)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import families
from baoxiu.basics.technicians.models import Certificate, Technician
from baoxiu.basics.technicians.queries import listed, with_certificates_ending
from baoxiu.core import clock
from baoxiu.core.clock import legal_date
from baoxiu.flow.visits.queries import day
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.paging import page_of, whole
from baoxiu.web.shared.doors import staff

WARN_DAYS = 30
VIEWS = ("working", "ending", "left")


@staff("people.see")
@require_safe
def technicians(request: HttpRequest) -> HttpResponse:
    """By outlet, skill or ending certificate, with today's visits and open orders."""
    query, today = request.GET, legal_date(clock.now())
    view = query.get("view", "working")
    view = view if view in VIEWS else "working"
    outlet, family, text = (
        whole(query.get("outlet")),
        whole(query.get("family")),
        query.get("q", "").strip()[:60],
    )
    rows = listed(request.actor, outlet_id=outlet, family_id=family, text=text, left=view == "left")
    if view == "ending":
        rows = with_certificates_ending(rows, until=today + timedelta(WARN_DAYS))
    page = page_of(request, rows)
    visits, jobs = _work(request, today, page)
    context = {
        "page": page,
        "rows": [_row(one, today) | {"visits": visits[one.pk], "jobs": jobs[one.pk]} for one in page],
        "view": view,
        "text": text,
        "outlet": outlet,
        "family": family,
        "outlets": list(Outlet.objects.for_actor(request.actor).order_by("code")),
        "families": list(families()),
        "filtered": bool(outlet or family or text),
    }
    return render(request, "desk/files/technicians.html", context)


def _row(one: Technician, today: date) -> dict[str, Any]:
    skills = sorted(one.skills.all(), key=lambda skill: (-skill.level, skill.family_id))
    return {"row": one, "skills": skills, "certificates": with_tones(one.certificates.all(), today)}


def with_tones(certificates: Any, today: date) -> list[tuple[Certificate, str]]:
    """Certificates, the next to end first, each with how it stands."""
    ordered = sorted(certificates, key=lambda one: one.expires_on)
    return [(one, _tone(one, today)) for one in ordered]


def _tone(one: Certificate, today: date) -> str:
    if one.expires_on < today:
        return "late"
    return "waiting" if one.expires_on <= today + timedelta(WARN_DAYS) else "done"


def _work(request: HttpRequest, today: date, page: Any) -> tuple[Counter[int], Counter[int]]:
    ids = [one.pk for one in page]
    visits = (
        day(request.actor, today)
        .filter(technician_id__in=ids)
        .order_by()
        .values_list("technician_id", flat=True)
    )
    orders = WorkOrder.objects.for_actor(request.actor).open().filter(technician_id__in=ids)
    return Counter(visits), Counter(orders.values_list("technician_id", flat=True))
