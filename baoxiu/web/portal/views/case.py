"""The customer's own page of a case: how it stands, what to do, who comes and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.places.queries import full_name
from baoxiu.core import clock
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import timeline
from baoxiu.core.refusals import Refusal
from baoxiu.flow.documents.queries import Issue, available
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.links import url_for
from baoxiu.flow.intake.queries import files, last_review, stop_use_advice
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal import words
from baoxiu.web.portal.forms.case import PhotosForm, WithdrawForm
from baoxiu.web.portal.icons import drawing
from baoxiu.web.portal.journey import steps
from baoxiu.web.portal.moments import Moments, moments_of
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.portal.standing import Standing, is_soon, standing
from baoxiu.web.shared import slots
from baoxiu.web.shared.shapes import Step
from baoxiu.web.shared.story import public_story
from baoxiu.web.shared.story.telling import pictures

REPLY_SHOWN = frozenset({"information_missing", "refused", "settled_by_advice"})


@by_link
@require_safe
def case(request: HttpRequest, opened: Opened) -> HttpResponse:
    """How it stands."""
    at, row = clock.now(), opened.case
    events = list(timeline(row.chain))
    orders = list(
        WorkOrder.objects.for_actor(opened.by).select_related("technician__outlet", "family").order_by("line")
    )
    parts = [_part(moments_of(row, order, at), opened, events) for order in orders or [None]]
    page = {
        "parts": parts,
        "top": next((part.standing for part in parts if part.standing.action), parts[0].standing),
        "photos": pictures(files(row)),
        "photos_form": PhotosForm() if row.stage_now.group != "closed" else None,
        "withdraw_form": WithdrawForm() if REQUEST.allows("withdraw", row.stage) else None,
        "review": last_review(row) if row.stage in REPLY_SHOWN else None,
        "story": public_story(events),
        "district": full_name(row.division_code),
        "drawing": drawing(row.family),
        "advice": stop_use_advice(row),
        "wish": _wish(opened, at),
        "photos_url": opened.url("add_photos"),
        "withdraw_url": opened.url("withdraw"),
        "complain_url": opened.url("complain") if orders else "",
        "watch_url": f"{opened.url('watch')}?seen={events[-1].pk}"
        if any(is_soon(part.now) for part in parts)
        else "",
    }
    return opened.page(request, "portal/case.html", page)


@by_link
@require_safe
def watch(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Asks the page to load anew when something happened meanwhile."""
    latest = timeline(opened.case.chain).last()
    if latest is None or str(latest.pk) == request.GET.get("seen", ""):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@dataclass(frozen=True, slots=True)
class Part:
    """One order's share of the page."""

    now: Moments
    standing: Standing
    steps: list[Step]
    quote_url: str
    sheet_url: str
    visit_url: str
    downloads: list[tuple[Issue, str]]


def _part(now: Moments, opened: Opened, events: list[Event]) -> Part:
    line = now.order.line if now.order else 1
    return Part(
        now=now,
        standing=standing(now, opened),
        steps=steps(now.case, now.order, events, _notes(now)),
        quote_url=opened.url("quote", now.quote.version, line=line) if now.quote else "",
        sheet_url=opened.url("acceptance", line=line) if now.sheet else "",
        visit_url=opened.url("visit", line=line),
        downloads=_downloads(now, opened),
    )


def _downloads(now: Moments, opened: Opened) -> list[tuple[Issue, str]]:
    """The printed documents there are by now, each with its address."""
    if now.order is None:
        return []
    line = now.order.line
    found = available(now.order, opened.by)
    return [(issue, opened.url("document", issue.kind.code, line=line)) for issue in found]


def _notes(now: Moments) -> dict[str, object]:
    """What stands below a station."""
    notes: dict[str, object] = {}
    if now.case.promised_reply_at and now.order is None:
        said = _("Was promised by %(when)s") if now.answer_is_late else _("Answer by %(when)s at the latest")
        notes["reviewed"] = said % {"when": now.facts().get("reply", "")}
    if now.technician:
        notes["technician"] = now.technician.name
    if now.visit:
        notes["diagnosed"] = now.window
    if now.quote and now.quote.stage in ("agreed", "free"):
        notes["agreed"] = _("%(total)s to be paid by you") % now.facts()
    if now.open_sum:
        notes["settled"] = _("Still to be paid: %(open)s") % now.facts()
    return notes


def _wish(opened: Opened, at: datetime) -> str:
    row = opened.case
    if row.wish_from and row.wish_until:
        return words.window(row.wish_from, row.wish_until, at)
    return row.wish


@by_link
@require_safe
def received(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The request is in: its number, the promised time, the way back to it."""
    link = url_for(opened.case)
    page = {
        "link": link,
        "qr": segno.make(link, error="m").svg_data_uri(border=2, scale=4, dark="#12222b"),
        "advice": stop_use_advice(opened.case),
    }
    return opened.page(request, "portal/received.html", page)


@by_link
@require_safe
def visit(request: HttpRequest, opened: Opened) -> HttpResponse:
    """When somebody comes, who, and how to change it."""
    order, at = opened.order(request), clock.now()
    now = moments_of(opened.case, order, at)
    outlet = order.outlet
    page = {
        "now": now,
        "district": full_name(opened.case.division_code),
        "outlet_place": full_name(outlet.division_code) + outlet.address if now.brings and outlet else "",
    } | _times(opened, order, at)
    return opened.page(request, "portal/visit.html", page)


def _times(opened: Opened, order: WorkOrder, at: datetime) -> dict[str, object]:
    """The free windows to choose from, where the firm's plan offers any (RQ-APT-01)."""
    if not slots.choosable(order, opened.by, at=at):
        return {}
    choice = slots.choice(order, at=at)
    return {
        "choice": choice,
        "held_window": words.window(choice.held.window_from, choice.held.window_until, at)
        if choice.held
        else "",
        "times": [
            (
                words.near_day(day, at.astimezone(SHANGHAI).date()),
                [(one.start.isoformat(), words.hours(one.start, one.end)) for one in found],
            )
            for day, found in choice.days
        ],
        "choose_url": opened.url("choose_time", line=order.line),
    }


@by_link
@require_POST
def add_photos(request: HttpRequest, opened: Opened) -> HttpResponse:
    """More photos of the fault."""
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid() or not form.cleaned_data["photos"]:
        messages.error(request, _("Please choose at least one photo."))
        return redirect(opened.url("case"))
    try:
        for photo in form.cleaned_data["photos"]:
            intake.attach(opened.case, photo, photo.name, by=opened.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your photos are with us."))
    return redirect(opened.url("case"))


@by_link
@require_POST
def withdraw(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Take the request back, as long as nobody has begun."""
    intake.withdraw(opened.case, reason=request.POST.get("reason", "")[:300], by=opened.by, at=clock.now())
    messages.success(request, _("Your request is withdrawn."))
    return redirect(opened.url("case"))
