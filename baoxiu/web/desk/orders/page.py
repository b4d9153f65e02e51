"""The order page: what is known, and the one next action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.promises.declarations import PAUSE_REASONS
from baoxiu.basics.promises.queries import paused_for, pauses_of
from baoxiu.core import clock
from baoxiu.core.events.queries import broken_links
from baoxiu.core.permissions import Verdict
from baoxiu.core.refusals import Refusal
from baoxiu.flow import order_record
from baoxiu.flow.assistance.permissions import may_ask
from baoxiu.flow.assistance.queries import of_case
from baoxiu.flow.documents.queries import available
from baoxiu.flow.intake.contacts import contacts_of
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.orders.documents import acceptance_lines
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps import BY_CODE, STEPS, Step, StepForm
from baoxiu.web.desk.orders.verdicts import KINDS, PAYERS
from baoxiu.web.desk.orders.yard import yard_of
from baoxiu.web.shared.doors import staff

WAITING_FOR: dict[str, object] = {
    "created": _("The dispatcher gives this order to a technician."),
    "assigned": _("The technician answers: takes the job or gives it back."),
    "accepted": _("The technician visits the customer and assesses the fault."),
    "assessed": _("The technician sends plan and quote."),
    "awaiting_consent": _("The customer answers the quote."),
    "ready": _("The technician starts the repair."),
    "in_repair": _("The technician repairs and checks the own work."),
    "inspecting": _("Somebody who did not repair inspects the work."),
    "awaiting_acceptance": _("The customer accepts and signs."),
    "settling": _("The customer pays and the sheet is settled."),
    "settled": _("The order is closed."),
    "unrepaired": _("The product goes back to the customer."),
}
"""Whose turn it is, for those who only look."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What this person can do now: the step in hand with its form, the others, and why not."""

    step: Step | None
    form: StepForm | None
    verdict: Verdict | None
    others: Sequence[Step]
    waiting: object


@staff("orders.see")
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one order; ``?step=`` takes another step in hand."""
    file = load(request, number)
    return _page(request, file, turn_of(file, request.GET.get("step", "")))


@staff("orders.see")
@require_http_methods(["GET", "POST"])
def order_step(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Take one step; a refusal shows the form again with its sentences."""
    file, step = load(request, number), BY_CODE.get(code)
    if step is None:
        raise Http404
    if request.method == "GET" or not step.offered(file):
        return _not_now(request, file, step)
    step.verdict(file).or_refuse()
    form = step.form(request.POST, request.FILES, file=file)
    if form.is_valid() and _taken(request, file, step, form):
        return redirect("desk:order", number=file.order.number)
    turn = turn_of(file, code, form)
    return _page(request, load(request, number), turn, status=422)


@staff("orders.see")
@require_safe
def chain(request: HttpRequest, number: str) -> HttpResponse:
    """Whether the record chain of the case is intact (O04)."""
    order = get_object_or_404(WorkOrder.objects.for_actor(request.actor), number=number)
    broken = list(broken_links(order.chain))
    return render(request, "desk/orders/chain.html", {"broken": broken})


def load(request: HttpRequest, number: str) -> OrderFile:
    """The order as this person may see it; 404 for every other."""
    seen = WorkOrder.objects.for_actor(request.actor).filter(number=number).values_list("pk", flat=True)
    found = order_record.ORDER.first(order=seen.first())
    if found is None:
        raise Http404
    return OrderFile(found, request.actor, clock.now())


def turn_of(file: OrderFile, wanted: str = "", bound: StepForm | None = None) -> Turn:
    """The step in hand: the wanted one, else the first that this person may take."""
    offered = [(step, step.verdict(file)) for step in STEPS if step.offered(file)]
    allowed = [step for step, verdict in offered if verdict]
    step = next((one for one in allowed if one.code == wanted), None)
    step = step or next((one for one in allowed if not one.side), None)
    denied = next((verdict for one, verdict in offered if not one.side and not verdict), None)
    form = bound or (step.form(file=file) if step else None)
    others = sorted((one for one in allowed if one is not step), key=lambda one: one.danger)
    return Turn(step, form, denied, others, WAITING_FOR.get(file.order.stage, ""))


def _taken(request: HttpRequest, file: OrderFile, step: Step, form: Any) -> bool:
    try:
        step.act(file, form, request.actor, clock.now())
    except Refusal as refusal:
        form.show(refusal)
        return False
    messages.success(request, str(step.done))
    return True


def _not_now(request: HttpRequest, file: OrderFile, step: Step) -> HttpResponse:
    """A step that does not begin here: somebody was faster, or the page was old."""
    if request.method == "POST":
        messages.warning(
            request,
            _("“%(step)s” is not possible now: the order is at “%(stage)s”. Somebody may have been faster.")
            % {"step": step.label, "stage": file.order.stage_now.label},
        )
    return redirect("desk:order", number=file.order.number)


def _page(request: HttpRequest, file: OrderFile, turn: Turn, status: int = 200) -> HttpResponse:
    pauses = pauses_of(file.order.chain, file.now)
    shown = {
        "file": file,
        "order": file.order,
        "turn": turn,
        "yard": yard_of(file),
        "pauses": pauses,
        "paused_for": paused_for(pauses),
        "pause_reasons": PAUSE_REASONS,
        "contacts": contacts_of(file.request),
        "contact_at": reverse("desk:order_contact", args=[file.order.number]),
        "assistance": list(of_case(file.request)),
        "may_ask": may_ask(file.actor, file.order),
        "ask_at": reverse("desk:order_assistance", args=[file.order.number]),
        "payers": PAYERS,
        "kinds": KINDS,
        "printed": available(file.order, file.actor, file.events),
        "document": acceptance_lines(file.sheet.document) if file.sheet else [],
    }
    return render(request, "desk/orders/page.html", shown, status=status)
