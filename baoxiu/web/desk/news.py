"""What field staff reported: taken over into the customer's file, or not, with a word why (RQ-DSP-08)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from baoxiu.core.actors import Actor
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.news import actions as news
from baoxiu.flow.news.models import FieldNews
from baoxiu.flow.news.permissions import may_decide
from baoxiu.flow.news.queries import listed
from baoxiu.web.desk.acting import VerbForm, laid_out, succeeds
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

STATES = FieldNews.State.values


class TakeForm(VerbForm):
    """Into the file."""

    verb, label, icon = "take", pgettext_lazy("news", "Take over"), "check"
    button, done = pgettext_lazy("news", "Take over"), _("Taken over.")
    hint = _("A number and an address become the main ones of the file; other news become a note there.")
    answer = forms.CharField(label=_("What was done"), required=False, max_length=300)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take over."""
        return news.take_over(self.thing, **self.cleaned_data, by=by, at=at)


class RefuseForm(VerbForm):
    """The file stays."""

    verb, label, icon = "refuse", pgettext_lazy("news", "Do not take over"), "x"
    button, done = pgettext_lazy("news", "Do not take over"), _("Noted; the file stays as it is.")
    answer = forms.CharField(label=_("Reason"), max_length=300)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Refuse."""
        return news.refuse(self.thing, **self.cleaned_data, by=by, at=at)


FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in (TakeForm, RefuseForm)}


@staff("customers.see")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The open ones, or all."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else ""
    page = {"page": page_of(request, listed(request.actor, state=state)), "state": state}
    return render(request, "desk/news/list.html", page)


@staff("customers.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One report beside what the file says."""
    return _page(request, get_object_or_404(listed(request.actor), pk=pk))


@staff("customers.change")
@require_POST
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take over or refuse."""
    row = get_object_or_404(listed(request.actor), pk=pk)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:news")
    return _page(request, row, form, 422)


def _page(
    request: HttpRequest, row: FieldNews, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may = row.state == FieldNews.State.OPEN and may_decide(request.actor, row)
    page = {
        "row": row,
        "forms": laid_out(FORMS.values(), row, request.actor, bound) if may else {},
        "contacts": list(row.customer.contacts.order_by("-is_primary", "pk")) if row.customer else [],
        "addresses": list(row.customer.addresses.order_by("-is_primary", "pk")) if row.customer else [],
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/news/one.html", page, status=status)
