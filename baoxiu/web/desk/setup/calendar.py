"""The working calendar by year: working-day deadlines stand on it (RQ-WO-05)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.promises.queries import known_years, special_days
from baoxiu.core import clock
from baoxiu.core.clock import legal_date
from baoxiu.core.permissions import needs
from baoxiu.web.desk.acting import VerbForm, laid_out, succeeds
from baoxiu.web.desk.paging import whole
from baoxiu.web.desk.setup.calendar_forms import FORMS, SetDayForm
from baoxiu.web.desk.setup.year import months, working_days
from baoxiu.web.shared.doors import staff

YEARS = range(2000, 2101)


@staff("settings.see")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """One year, this one unless told."""
    year = whole(request.GET.get("year")) or legal_date(clock.now()).year
    if year not in YEARS:
        raise Http404
    return _page(request, year)


@staff("settings.change")
@require_POST
def change(request: HttpRequest, year: int, verb: str) -> HttpResponse:
    """Set or forget a day, confirm or load the year."""
    if verb not in FORMS or year not in YEARS:
        raise Http404
    form = FORMS[verb].sent(request, year)
    if succeeds(request, form):
        return redirect(f"{reverse('desk:calendar')}?year={year}")
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return _page(request, year, form, status=422)


def _page(request: HttpRequest, year: int, bound: VerbForm | None = None, status: int = 200) -> HttpResponse:
    may = needs(request.actor, "settings.change")
    special = {row.day: row for row in special_days(year)}
    known = {row.year: row for row in known_years()}
    chosen = _chosen(request, year) if may else None
    page: dict[str, Any] = {
        "year": year,
        "months": months(year, special, legal_date(clock.now()), chosen),
        "special": list(special.values()),
        "working_days": working_days(year, special),
        "known": known.get(year),
        "known_years": sorted(known),
        "chosen": chosen,
        "may": may,
        "base": reverse("desk:calendar") + f"{year}/",
        "forms": _forms(request, year, chosen, special, bound) if may else {},
    }
    return render(request, "desk/setup/calendar.html", page, status=status)


def _chosen(request: HttpRequest, year: int) -> date | None:
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day and day.year == year else None


def _forms(
    request: HttpRequest, year: int, chosen: date | None, special: dict[date, Any], bound: VerbForm | None
) -> dict[str, VerbForm]:
    """A day that was pressed in the grid is filled in."""
    found = laid_out(FORMS.values(), year, request.actor, bound)
    if chosen and bound is None:
        row = special.get(chosen)
        first = {"day": chosen, "kind": row.kind if row else "holiday", "name": row.name if row else ""}
        if row is None and chosen.weekday() > 4:
            first["kind"] = "make_up"
        found[SetDayForm.verb] = SetDayForm(thing=year, actor=request.actor, initial=first)
    return found
