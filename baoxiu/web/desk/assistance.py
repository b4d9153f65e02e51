"""Questions to helpers: the list the desk keeps watching, and each question with its verbs (RQ-TRI-09)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.assistance.lifecycle import ASSISTANCE
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.permissions import may, may_ask
from baoxiu.flow.assistance.queries import SHOWN, VIEWS, listed
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm, laid_out, succeeds
from baoxiu.web.desk.assistance_forms import FORMS, AskForm
from baoxiu.web.desk.orders.page import load as load_order
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.requests.page import load as load_request
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

LABELS = {
    "open": _("Open"),
    "mine": _("For me to answer"),
    "asked": _("Asked by me"),
    "late": _("Answer is late"),
    "ended": _("Ended"),
}


@staff("assistance.see")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The questions, the most pressing first."""
    view, now = request.GET.get("tab", "open"), clock.now()
    view = view if view in VIEWS else "open"
    rows = listed(request.actor, view, now)
    tabs = [(code, LABELS[code], None) for code in VIEWS]
    page = {"page": page_of(request, rows), "tab": view, "tabs": tabs}
    return render(request, "desk/assistance/list.html", page)


@staff("assistance.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A question with what was said, and what this person can do."""
    return _page(request, load(request, pk))


@staff("assistance.see")
@require_POST
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Answer, hand back, pass on, close or withdraw."""
    row = load(request, pk)
    if verb not in FORMS:
        raise Http404
    may(request.actor, verb, row).or_refuse()
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:assistance_one", pk=row.pk)
    return _page(request, load(request, pk), form, status=422)


@staff("assistance.ask")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_on_request(request: HttpRequest, number: str) -> HttpResponse:
    """Hand a question about a request to a helper."""
    row = load_request(request, number)
    return _ask(request, row, reverse("desk:request", args=[row.number]))


@staff("assistance.ask")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_on_order(request: HttpRequest, number: str) -> HttpResponse:
    """Hand a question about an order to a helper."""
    order = load_order(request, number).order
    return _ask(request, order, reverse("desk:order", args=[order.number]))


def load(request: HttpRequest, pk: int) -> Assistance:
    """The question as this person may see it; 404 for every other."""
    rows = Assistance.objects.for_actor(request.actor).select_related(*SHOWN, "request__customer")
    found: Assistance = get_object_or_404(rows, pk=pk)
    return found


def _ask(request: HttpRequest, about: RepairRequest | WorkOrder, back: str) -> HttpResponse:
    may_ask(request.actor, about).or_refuse()
    posted = request.method == "POST"
    form = AskForm.sent(request, about) if posted else AskForm(thing=about, actor=request.actor)
    if posted and succeeds(request, form):
        return redirect(back)
    page = {"form": form, "about": about, "back": back}
    return render(request, "desk/assistance/ask.html", page, status=422 if posted else 200)


def _page(
    request: HttpRequest, row: Assistance, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    verbs = [move.verb for move in ASSISTANCE.verbs(row.stage) if may(request.actor, move.verb, row)]
    page = {
        "row": row,
        "forms": laid_out([FORMS[verb] for verb in verbs], row, request.actor, bound),
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/assistance/one.html", page, status=status)
