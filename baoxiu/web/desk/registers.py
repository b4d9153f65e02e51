"""The call register and the letter register (RQ-REV-13, RQ-REV-14)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core import clock
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import Refusal
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import FollowupCall, Letter
from baoxiu.flow.followups.queries import Asked, call_register, letter_register
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.paging import chosen, day_in, page_of, whole
from baoxiu.web.shared.checklists import title_of
from baoxiu.web.shared.doors import staff


class LetterForm(forms.Form):
    """A letter that was sent."""

    number = forms.CharField(label=gettext_lazy("Order number"), max_length=24)
    kind = forms.ChoiceField(label=gettext_lazy("What it was"), choices=Letter.Kind.choices)
    way = forms.ChoiceField(label=gettext_lazy("How it was sent"), choices=Letter.Way.choices)
    sent_on = forms.DateField(
        label=gettext_lazy("Sent on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = forms.CharField(
        label=gettext_lazy("What it says"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )


@staff("followups.see")
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Who called whom, when, what was said."""
    asked = _asked(request, FollowupCall.Result.values)
    page = page_of(request, call_register(request.actor, asked))
    for row in page:
        version = row.followup.form.form if row.followup.form and row.result == "answered" else None
        row.version = version
        row.form_shown = title_of(version) if version else ""
    shown = {"page": page, "results": FollowupCall.Result.choices, **_filters(request, asked)}
    return render(request, "desk/followups/calls.html", shown)


@staff("followups.see")
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """What was sent, and the form for another entry."""
    asked = _asked(request, Letter.Kind.values)
    initial = {"sent_on": clock.legal_date(clock.now()), "number": request.GET.get("number", "")}
    form = LetterForm(request.POST or None, initial=initial)
    if request.method == "POST":
        needs(request.actor, "followups.call").or_refuse()
        if form.is_valid() and _registered(request, form):
            return redirect("desk:letter_register")
    page = page_of(request, letter_register(request.actor, asked))
    may = needs(request.actor, "followups.call")
    shown = {"page": page, "results": Letter.Kind.choices, "form": form, "may": may}
    status = 422 if form.errors else 200
    return render(request, "desk/followups/letters.html", shown | _filters(request, asked), status=status)


def _registered(request: HttpRequest, form: LetterForm) -> bool:
    given = dict(form.cleaned_data)
    number = given.pop("number").strip().upper()
    order = WorkOrder.objects.for_actor(request.actor).filter(number=number).first()
    if order is None:
        form.add_error("number", _("There is no order with this number."))
        return False
    try:
        followups.register_letter(order, **given, by=request.actor, at=clock.now())
    except Refusal as refusal:
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            form.add_error(name if name in form.fields else None, sentence)
        return False
    messages.success(request, _("Entered in the register."))
    return True


def _asked(request: HttpRequest, results: list[str]) -> Asked:
    """What fits; a filter that does not is left out."""
    return Asked(
        first=day_in(request.GET.get("first")),
        last=day_in(request.GET.get("last")),
        outlet_id=whole(request.GET.get("outlet")),
        result=chosen(request, "result", results),
    )


def _filters(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    outlets = Outlet.objects.for_actor(request.actor).order_by("name")
    return {"asked": asked, "outlets": list(outlets.only("pk", "name"))}
