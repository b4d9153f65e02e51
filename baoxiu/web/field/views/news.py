"""Telling the dispatcher what is no longer as the computer says (RQ-DSP-08)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.news.actions import Heard, report
from baoxiu.flow.news.models import FieldNews
from baoxiu.flow.news.queries import listed
from baoxiu.web.field import own
from baoxiu.web.field.shell import page
from baoxiu.web.shared.doors import technician
from baoxiu.web.shared.widgets import RadioCards

NEWEST = 20


class NewsForm(forms.Form):
    """What was seen; of a customer also what is right now."""

    about = forms.ChoiceField(
        label=pgettext_lazy("news", "About"), choices=FieldNews.About.choices, widget=RadioCards
    )
    order = forms.ModelChoiceField(
        label=_("Job at this customer's"),
        queryset=None,
        required=False,
        to_field_name="number",
        empty_label="—",
    )
    text = forms.CharField(
        label=_("What is different"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    name = forms.CharField(label=_("New contact, if there is one"), required=False, max_length=80)
    phone = forms.CharField(label=_("New phone number"), required=False, max_length=30)
    address = forms.CharField(label=_("New address in the same district"), required=False, max_length=200)

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        first = {"about": "customer", "order": request.GET.get("order", "")}
        super().__init__(data, initial=first)
        rows = own.orders(request.actor).select_related("request", "family").order_by("-pk")
        self.fields["order"].queryset = rows
        self.fields["order"].label_from_instance = lambda order: (
            f"{order.number} {order.request.contact_name} · {order.family}"
        )


@technician
@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest) -> HttpResponse:
    """The form, and what became of one's earlier reports."""
    form = NewsForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid() and _reported(request, form):
        return redirect("field:news")
    shown = {
        "form": form,
        "rows": listed(request.actor).filter(technician=request.actor.technician_id)[:NEWEST],
    }
    return page(request, "field/news.html", shown, tab="me", status=422 if form.errors else 200)


def _reported(request: HttpRequest, form: NewsForm) -> bool:
    given = dict(form.cleaned_data)
    order = given.pop("order")
    try:
        report(Heard(**given), order=order, by=request.actor, at=clock.now())
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, gettext("Reported. The dispatcher looks at it."))
    return True
