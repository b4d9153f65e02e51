"""The request page: everything known of a report, its review, and the customer's link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.places.queries import full_name
from baoxiu.basics.promises.declarations import PAUSE_REASONS, PROMISES
from baoxiu.basics.promises.queries import paused_for, pauses_of, running
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.events.queries import timeline
from baoxiu.core.files.queries import of_case
from baoxiu.core.refusals import Refusal
from baoxiu.flow.assistance.permissions import may_ask
from baoxiu.flow.assistance.queries import of_case as of_case_asked
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.contacts import contacts_of
from baoxiu.flow.intake.duplicates import duplicates_of
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.links import url_for
from baoxiu.flow.intake.models import ContactEntry, RepairRequest
from baoxiu.flow.intake.permissions import may_attach, may_locate
from baoxiu.flow.intake.queries import gaps, next_moves, similar, split_off, stop_use_advice, taken_in
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm, succeeds
from baoxiu.web.desk.requests import opinions, takers
from baoxiu.web.desk.requests.review import FORMS, ReviewForm, forms_for
from baoxiu.web.shared.doors import View, staff
from baoxiu.web.shared.posters import uploads
from baoxiu.web.shared.story.labels import REQUEST_FIELDS
from baoxiu.web.shared.story.telling import pictures, tell

LOADED = (
    "customer",
    "family",
    "fault",
    "outlet",
    "unit__model",
    "unit__family",
    "merged_into",
    "came_from",
    "batch",
    "team",
    "taken_by",
)
MOST_DOUBLES = 5


@staff("intake.see")
@require_safe
def request_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one request, with the review when it waits for one."""
    return _page(request, load(request, number))


def review(verb: str) -> View:
    """The view of one answer (accept, ask for more, refuse, solve remotely, supplement, take back), open to
    whoever holds the right of that step (RQ-SEC-06)."""

    @staff(REQUEST.move(verb).right)
    @require_POST
    def answer(request: HttpRequest, number: str) -> HttpResponse:
        row = load(request, number)
        form = FORMS[verb](request.POST, prefix=verb)
        if form.is_valid() and _answered(request, row, form):
            return redirect("desk:request", number=row.number)
        return _page(request, load(request, number), {verb: form}, status=422)

    return answer


@staff("intake.review")
@require_POST
def route(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Begin the departments' review, or put forward again what was sent back (RQ-TRI-05)."""
    row = load(request, number)
    form = opinions.sent_to(row, verb, request)
    if succeeds(request, form):
        return redirect("desk:request", number=number)
    return _page(request, load(request, number), panel=form, status=422)


@staff("intake.review")
@require_POST
def work(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Take the request, or hand it over (RQ-INT-15)."""
    row = load(request, number)
    form = takers.sent_to(row, verb, request)
    if succeeds(request, form):
        return redirect("desk:request", number=number)
    return _page(request, load(request, number), panel=form, status=422)


@staff("intake.register")
@require_POST
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Add photos, a video or a proof of purchase."""
    row = load(request, number)
    for photo in uploads(request.FILES.getlist("photos"), request.POST.getlist("photos-poster")):
        try:
            intake.attach(
                row,
                photo,
                photo.name,
                purpose=request.POST.get("purpose", "fault_photo"),
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, f"{photo.name}: {refusal}")
    return redirect("desk:request", number=row.number)


@staff("intake.register")
@require_POST
def link(request: HttpRequest, number: str) -> HttpResponse:
    """Give the case a new link; the old one is dead at once."""
    row = load(request, number)
    intake.renew_link(row, by=request.actor, at=clock.now())
    messages.success(request, _("The customer's old link no longer works."))
    return redirect("desk:request", number=row.number)


@staff("intake.see")
@require_safe
def orders(request: HttpRequest, number: str) -> HttpResponse:
    """The work orders of the case; asked again until the first is there."""
    row = load(request, number)
    return render(request, "desk/requests/orders.html", {"row": row, "orders": _orders(request.actor, row)})


def load(request: HttpRequest, number: str) -> RepairRequest:
    """The request as this person may see it; 404 for every other."""
    rows = RepairRequest.objects.for_actor(request.actor).select_related(*LOADED)
    found: RepairRequest = get_object_or_404(rows, number=number)
    return found


def _answered(request: HttpRequest, row: RepairRequest, form: ReviewForm) -> bool:
    try:
        form.act(row, by=request.actor, at=clock.now())
    except Refusal as refusal:
        form.show(refusal)
        return False
    messages.success(request, str(form.done))
    return True


def _orders(actor: Actor, row: RepairRequest) -> list[WorkOrder]:
    rows = WorkOrder.objects.for_actor(actor).filter(request_id=row.pk)
    return list(rows.select_related("technician", "family").order_by("line"))


def _page(
    request: HttpRequest,
    row: RepairRequest,
    bound: dict[str, ReviewForm] | None = None,
    status: int = 200,
    panel: VerbForm | None = None,
) -> HttpResponse:
    actor = request.actor
    files = list(of_case(row.chain))
    doubles = _doubles(row, actor)
    verbs = [move.verb for move in next_moves(row, actor)]
    twin = doubles[0].number if doubles else ""
    said = contacts_of(row)
    pauses = pauses_of(row.chain, clock.now())
    page = {
        "row": row,
        "tries": [one for one in said if one.topic == ContactEntry.Topic.MISSING],
        "confirmed": [one for one in said if one.topic == ContactEntry.Topic.CONFIRMATION],
        "place": full_name(row.division_code),
        "reviews": forms_for(row, verbs, _gaps(row), bound or {}, twin=twin),
        "opened": next(iter(bound), "") if bound else "",
        "gaps": [REQUEST_FIELDS.get(name, name) for name in _gaps(row)] if row.stage == "submitted" else [],
        "danger": stop_use_advice(row),
        "doubles": doubles,
        "similar": list(similar(row, actor).exclude(pk__in=[one.pk for one in doubles])[:6]),
        "merged": [(one, pictures(of_case(one.chain))) for one in taken_in(row)],
        "parts": split_off(row),
        "orders": _orders(actor, row),
        "pictures": pictures(files),
        "papers": [file for file in files if not file.is_seen],
        "may_locate": may_locate(row, actor),
        "may_attach": may_attach(row, actor) and row.stage_now.group != "closed",
        "link": url_for(row) if actor.has("intake.register") else "",
        "contacts": said,
        "contact_at": reverse("desk:request_contact", args=[row.number]),
        "assistance": list(of_case_asked(row)),
        "may_ask": may_ask(actor, row),
        "ask_at": reverse("desk:request_assistance", args=[row.number]),
        "promises": _promises(row),
        "pauses": pauses,
        "paused_for": paused_for(pauses),
        "pause_reasons": PAUSE_REASONS,
        "story": tell(timeline(row.chain)),
        **opinions.panel(row, actor, panel),
        **takers.panel(row, actor, panel),
    }
    return render(request, "desk/requests/page.html", page, status=status)


def _gaps(row: RepairRequest) -> list[str]:
    return gaps(row, at=clock.now()) if row.stage == "submitted" else []


def _doubles(row: RepairRequest, actor: Actor) -> list[RepairRequest]:
    """Offered until the request is decided on; afterwards they only distract."""
    if row.stage not in REQUEST.move("merge").sources:
        return []
    return list(duplicates_of(row, actor, at=clock.now())[:MOST_DOUBLES])


def _promises(row: RepairRequest) -> list[Any]:
    found = list(running(row.chain).prefetch_related("pauses", "reasons"))
    for promise in found:
        promise.shown = PROMISES[promise.kind].label if promise.kind in PROMISES else promise.kind
        promise.pause = next((pause for pause in promise.pauses.all() if pause.ends_at is None), None)
    return found
