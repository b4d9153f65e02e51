"""The register of customers' remarks: noted by any department, given to one, solved (RQ-SAT-05, RQ-SAT-07)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.core.events.queries import of_subject
from baoxiu.core.permissions import ALLOWED
from baoxiu.flow.satisfaction.departments import departments
from baoxiu.flow.satisfaction.models import REMARK, Remark
from baoxiu.flow.satisfaction.permissions import may_give, may_solve
from baoxiu.flow.satisfaction.queries import remarks as register
from baoxiu.web.desk.acting import VerbForm, laid_out, succeeds
from baoxiu.web.desk.paging import chosen, page_of
from baoxiu.web.desk.satisfaction_forms import GiveForm, RemarkForm, SolveForm
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

FORMS: Mapping[str, type[VerbForm]] = {form.verb: form for form in (GiveForm, SolveForm)}


@staff("satisfaction.note")
@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: HttpRequest) -> HttpResponse:
    """The register, and the form for another line."""
    form = RemarkForm.sent(request) if request.method == "POST" else RemarkForm(actor=request.actor)
    if request.method == "POST" and succeeds(request, form):
        return redirect("desk:remarks")
    stage, kind = chosen(request, "stage", dict(REMARK.choices)), chosen(request, "kind", Remark.Kind.values)
    names = dict(departments())
    page = page_of(request, register(request.actor, stage=stage, kind=kind))
    for row in page:
        row.department_shown = names.get(row.department, row.department)
    shown = {
        "page": page, "form": form, "stage": stage, "kind": kind,
        "stages": REMARK.choices, "kinds": Remark.Kind.choices,
    }  # fmt: skip
    return render(request, "desk/satisfaction/remarks.html", shown, status=422 if form.errors else 200)


@staff("satisfaction.note")
@require_safe
def remark(request: HttpRequest, number: str) -> HttpResponse:
    """One remark with what was done."""
    return _page(request, _load(request, number))


@staff("satisfaction.note")
@require_POST
def change(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Give it to a department; enter the outcome."""
    row = _load(request, number)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:remark", number=number)
    return _page(request, row, form, status=422)


def _load(request: HttpRequest, number: str) -> Remark:
    rows = Remark.objects.for_actor(request.actor).select_related("order")
    found: Remark = get_object_or_404(rows, number=number)
    return found


def _page(
    request: HttpRequest, row: Remark, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    open_verbs = {move.verb for move in REMARK.verbs(row.stage)}
    may_now = {
        GiveForm: may_give(request.actor, row) if "give_remark" in open_verbs else None,
        SolveForm: may_solve(request.actor, row) if "solve_remark" in open_verbs else None,
    }
    kinds = [kind for kind, may in may_now.items() if may == ALLOWED]
    page = {
        "row": row,
        "department": dict(departments()).get(row.department, row.department),
        "forms": laid_out(kinds, row, request.actor, bound),
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/satisfaction/remark.html", page, status=status)
