"""The own van: what is on it, what to pack for the open jobs, what goes back or to a colleague (RQ-APT-07)."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.parts.actions import give_back, hand_over
from baoxiu.basics.parts.queries import colleagues, movements, on_board, van_of
from baoxiu.basics.technicians.models import Technician
from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.work_orders.packing import packed
from baoxiu.web.field.shell import page
from baoxiu.web.shared.doors import technician

NEWEST = 20


class PartForm(forms.Form):
    """Something that is on the van."""

    part = forms.ModelChoiceField(label=pgettext_lazy("van", "Part"), queryset=None, empty_label="—")
    quantity = forms.DecimalField(
        label=_("Quantity"), initial=1, min_value=Decimal("0.01"), max_digits=8, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
    )  # fmt: skip

    def __init__(self, owner: Technician, data: object = None, prefix: str = "") -> None:
        super().__init__(data, prefix=prefix)
        self.fields["part"].queryset = on_board(owner)
        self.fields["part"].label_from_instance = lambda part: f"{part.number} {part}"


class HandOverForm(PartForm):
    """And who gets it."""

    to = forms.ModelChoiceField(label=_("Colleague"), queryset=None, empty_label="—")

    def __init__(self, owner: Technician, data: object = None, prefix: str = "") -> None:
        super().__init__(owner, data, prefix)
        self.fields["to"].queryset = colleagues(owner)


FORMS = {
    "return": (PartForm, give_back, pgettext_lazy("van", "Return to the store")),
    "hand_over": (HandOverForm, hand_over, _("Hand to a colleague")),
}


@technician
@require_safe
def van(request: HttpRequest) -> HttpResponse:
    """What is there, and what is missing for the jobs to come."""
    return _page(request, _me(request))


@technician
@require_POST
def change(request: HttpRequest, verb: str) -> HttpResponse:
    """To the store, or to a colleague of the outlet."""
    if verb not in FORMS:
        raise Http404
    me = _me(request)
    kind, act, _label = FORMS[verb]
    form = kind(me, request.POST, verb)
    if form.is_valid():
        try:
            act(me, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, gettext("Noted."))
            return redirect("field:van")
    return _page(request, me, {verb: form}, 422)


def _me(request: HttpRequest) -> Technician:
    return get_object_or_404(Technician.objects.for_actor(request.actor), pk=request.actor.technician_id)


def _page(
    request: HttpRequest, me: Technician, bound: dict[str, PartForm] | None = None, status: int = 200
) -> HttpResponse:
    forms_by_verb = {verb: kind(me, prefix=verb) for verb, (kind, _act, _label) in FORMS.items()} | (
        bound or {}
    )
    stock = list(van_of(me))
    shown = {
        "stock": stock,
        "packed": packed(me.pk),
        "forms": [(verb, form, FORMS[verb][2]) for verb, form in forms_by_verb.items()] if stock else [],
        "movements": movements(me)[:NEWEST],
    }
    return page(request, "field/van.html", shown, tab="me", status=status)
