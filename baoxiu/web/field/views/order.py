"""One order: what is known, the one next action, and a screen for each step that asks something."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.core import clock
from baoxiu.core.refusals import Conflict, Refusal
from baoxiu.flow.documents.queries import available
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.field import own
from baoxiu.web.field.job import Job
from baoxiu.web.field.shell import page
from baoxiu.web.field.steps import BY_CODE, Step, StepForm
from baoxiu.web.field.turn import mark, said, turn_of
from baoxiu.web.field.words import PAYERS, window
from baoxiu.web.shared.doors import technician
from baoxiu.web.shared.printed import printed

PHASES: tuple[tuple[object, tuple[str, ...]], ...] = (
    (pgettext_lazy("phase", "Take"), ("created", "assigned")),
    (pgettext_lazy("phase", "Visit"), ()),
    (pgettext_lazy("phase", "Assess"), ("accepted",)),
    (pgettext_lazy("phase", "Quote"), ("assessed", "awaiting_consent")),
    (pgettext_lazy("phase", "Repair"), ("ready", "in_repair", "inspecting")),
    (pgettext_lazy("phase", "Sign"), ("awaiting_acceptance",)),
    (pgettext_lazy("phase", "Settle"), ("settling", "settled", "unrepaired")),
)


@technician
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one order, the next thing first."""
    return _page(request, load(request, number))


@technician
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The screen of a step, and taking it; a refusal stands at its place on the same screen."""
    job, found = load(request, number), BY_CODE.get(code)
    if found is None:
        raise Http404
    if not found.fits(job):
        return _not_now(request, job, found)
    if request.method != "POST":
        return (
            _screen(request, job, found, found.form(job=job))
            if found.form and found.has_screen
            else _back(job)
        )
    found.verdict(job).or_refuse()
    form = found.form(request.POST, request.FILES, job=job) if found.form else None
    if form and not form.is_valid():
        return _screen(request, job, found, form, status=422)
    try:
        found.act(job, form, request.actor, clock.now())
    except Refusal as refusal:
        return _refused(request, job, found, form, refusal)
    return _done(request, number, found)


@technician
@require_safe
def watch(request: HttpRequest, number: str) -> HttpResponse:
    """Asks the page to load anew when somebody moved the order meanwhile."""
    job = load(request, number)
    if mark(job.order, job.visit) == request.GET.get("seen", ""):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@technician
@require_safe
def document(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """A printed document of the own order."""
    return printed(own.order(request.actor, number), code, by=request.actor)


def load(request: HttpRequest, number: str) -> Job:
    """The technician's own order; every other does not exist."""
    return Job(own.order(request.actor, number), request.actor, clock.now())


def _done(request: HttpRequest, number: str, taken: Step) -> HttpResponse:
    """Back to the order; who gave it away goes back to the day."""
    kept = own.orders(request.actor).filter(number=number).exists()
    if not kept:
        messages.success(request, str(taken.done))
        return redirect("field:today")
    messages.success(request, said(load(request, number), taken.done))
    return redirect("field:order", number=number)


def _refused(
    request: HttpRequest, job: Job, found: Step, form: StepForm | None, refusal: Refusal
) -> HttpResponse:
    """At the field; after a change by somebody else the new state is shown, to be read and answered anew."""
    if form is None or found.direct:
        return _page(request, load(request, job.order.number), refusal=refusal, status=422)
    fresh = load(request, job.order.number)
    if not found.fits(fresh):
        messages.error(request, str(refusal))
        return _back(job)
    if isinstance(refusal, Conflict) and not refusal.fields and found.form:
        return _screen(request, fresh, found, found.form(job=fresh), refusal=refusal, status=422)
    form.show(refusal)
    return _screen(request, job, found, form, status=422)


def _not_now(request: HttpRequest, job: Job, found: Step) -> HttpResponse:
    """A second tap, an old page, or somebody was faster."""
    if request.method == "POST":
        words = _("“%(step)s” was done already, or is not possible now.") % {"step": found.label}
        messages.info(request, words)
    return _back(job)


def _back(job: Job) -> HttpResponse:
    return redirect("field:order", number=job.order.number)


def _screen(
    request: HttpRequest,
    job: Job,
    found: Step,
    form: StepForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "job": job,
        "order": job.order,
        "step": found,
        "form": form,
        "refusal": refusal,
        "submit": found.submit or found.label,
    }
    return page(request, found.template, shown, tab="orders", status=status)


def _page(
    request: HttpRequest, job: Job, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    turn = turn_of(job)
    shown: dict[str, Any] = {
        "job": job,
        "order": job.order,
        "turn": turn,
        "step": turn.step,
        "form": turn.step.form(job=job) if turn.step and turn.step.form and turn.step.direct else None,
        "refusal": refusal,
        "phases": phases(job.order, job.has_been_there or not job.is_on_site),
        "window": window(job.visit.window_start, job.visit.window_end, job.now)
        if job.visit and job.visit_stage != "arrived"
        else "",
        "payers": {code: label for code, (label, _tone) in PAYERS.items()},
        "mark": mark(job.order, job.visit),
        "printed": available(job.order, job.actor),
    }
    return page(request, "field/order.html", shown, tab="orders", status=status)


def phases(order: WorkOrder, been_there: bool) -> list[tuple[object, str]]:
    """The way of an order in seven words, each done, current or to come."""
    at = next((place for place, (_label, stages) in enumerate(PHASES) if order.stage in stages), len(PHASES))
    if order.stage == "accepted" and not been_there:
        at = 1
    states = ("done", "current", "todo")
    return [(label, states[(place >= at) + (place > at)]) for place, (label, _stages) in enumerate(PHASES)]
