"""The technician: figures of the day, notices, shifts, skills, certificates, absences, settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.notifications.actions import mark_all_read
from baoxiu.basics.notifications.queries import inbox, unread
from baoxiu.basics.places.queries import full_names
from baoxiu.basics.technicians.models import Absence, Certificate, Technician
from baoxiu.basics.technicians.queries import with_details
from baoxiu.core import clock
from baoxiu.core.clock import start_of_day
from baoxiu.flow.assistance.queries import listed
from baoxiu.flow.followups.queries import praises_of
from baoxiu.flow.settlement.queries import received
from baoxiu.web.field import own
from baoxiu.web.field.shell import page
from baoxiu.web.shared import words
from baoxiu.web.shared.doors import technician
from baoxiu.web.shared.shapes import Stat, Tone

SOON = timedelta(days=30)
NEWEST = 50
NEWEST_PRAISE = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate and how long it holds."""

    row: Certificate
    tone: Tone
    words: str


@technician
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """All about oneself."""
    now = clock.now()
    on = clock.legal_date(now)
    found = get_object_or_404(
        with_details(Technician.objects.for_actor(request.actor)), pk=request.actor.technician_id
    )
    shown = {
        "technician": found,
        "stats": _stats(request, on),
        "unread": unread(request.user),
        "may_answer": request.actor.has("assistance.answer"),
        "waiting": listed(request.actor, "mine", now).count(),
        "week": _week(found, on),
        "skills": sorted(found.skills.all(), key=lambda skill: (-skill.level, str(skill.family))),
        "papers": [
            paper(row, on) for row in sorted(found.certificates.all(), key=lambda row: row.expires_on)
        ],
        "absences": _coming(found.absences.all(), now),
        "praises": list(praises_of(found)[:NEWEST_PRAISE]),
        "areas": sorted(full_names(area.division_code for area in found.areas.all()).values()),
    }
    return page(request, "field/me.html", shown, tab="me")


@technician
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """What the firm told the technician, the newest first; one press marks all as read."""
    if request.method == "POST":
        mark_all_read(by=request.actor, at=clock.now())
        return redirect("field:notices")
    rows = [(row, _address(row.link)) for row in inbox(request.user)[:NEWEST]]
    return page(request, "field/notices.html", {"notices": rows, "unread": unread(request.user)}, tab="me")


def paper(row: Certificate, on: date) -> Paper:
    """How a certificate stands on a day (RQ-DSP-05)."""
    left = (row.expires_on - on).days
    if left < 0:
        return Paper(row, "late", _("Expired"))
    if left <= SOON.days:
        return Paper(row, "waiting", _("%(days)s days left") % {"days": left})
    return Paper(row, "done", pgettext("certificate", "Valid"))


def _stats(request: HttpRequest, on: date) -> list[Stat]:
    visits = list(own.visits_of_day(request.actor, on))
    done = sum(visit.stage == "finished" for visit in visits)
    closed = own.orders(request.actor).filter(closed_at__gte=start_of_day(on)).count()
    money = received(own.orders(request.actor), on)
    return [
        Stat(_("Visits today"), f"{done}/{len(visits)}", icon="calendar-event"),
        Stat(_("Orders closed"), closed, icon="circle-check"),
        Stat(_("Cash received"), words.yuan(money["cash"]), icon="cash"),
        Stat(_("Transfers received"), words.yuan(money["transfer"]), icon="credit-card"),
    ]


def _week(found: Technician, on: date) -> list[tuple[object, list[Any], bool]]:
    """Weekday, its shifts, whether it is today."""
    shifts = sorted(found.shifts.all(), key=lambda shift: shift.starts)
    return [
        (WEEKDAYS[day], [shift for shift in shifts if shift.weekday == day], day == on.weekday())
        for day in range(7)
    ]


def _coming(absences: Iterable[Absence], now: datetime) -> list[Absence]:
    rows = [row for row in absences if row.period.upper is None or row.period.upper > now]
    return sorted(rows, key=lambda row: row.period.lower)


def _address(link: str) -> str:
    """Notices name the matter; each door knows where it shows it."""
    kind, _slash, number = link.strip("/").partition("/")
    return reverse("field:order", args=[number]) if kind == "orders" and number else ""
