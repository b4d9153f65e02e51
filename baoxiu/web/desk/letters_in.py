"""Customers' letters about a complaint, a return or an exchange (RQ-REG-05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.queries import of_subject
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import IncomingLetter
from baoxiu.flow.followups.queries import incoming_letters
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm, outcome, succeeds
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell
from baoxiu.web.shared.widgets import DateInput

TALL = forms.Textarea(attrs={"rows": 4})


class LetterForm(VerbForm):
    """A letter that came; everything about it is needed before it goes for approval."""

    verb, label, icon = "letter", _("Enter a customer's letter"), "mail"
    button, done = _("Enter the letter"), _("Entered; the service manager decides.")
    topic = forms.ChoiceField(label=_("What it is about"), choices=IncomingLetter.Topic.choices)
    received_on = forms.DateField(label=_("Received on"), widget=DateInput())
    customer_name = forms.CharField(label=_("Customer"), max_length=80)
    address = forms.CharField(label=_("Exact address"), max_length=200)
    contact = forms.CharField(label=_("How to reach the customer"), max_length=80)
    product = forms.CharField(label=_("Product"), max_length=120)
    grade = forms.CharField(label=_("Product grade"), max_length=40)
    purchased_on = forms.DateField(label=_("Bought on"), widget=DateInput())
    problem = forms.CharField(label=_("What the problem is"), widget=TALL, max_length=4000)
    number = forms.CharField(label=_("Order number, where there is one"), required=False, max_length=24)

    def prepare(self) -> None:
        """Today."""
        self.start(received_on=legal_date(clock.now()))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Enter."""
        data = dict(self.cleaned_data)
        number = data.pop("number").strip().upper()
        order = WorkOrder.objects.for_actor(by).filter(number=number).first() if number else None
        if number and order is None:
            raise InvalidInput(_("There is no order with this number."), field="number")
        return followups.register_incoming(followups.LetterInput(**data), order=order, by=by, at=at)


class DecideForm(VerbForm):
    """What is done about the letter."""

    verb, label, icon = "decide", _("Decide on the letter"), "check"
    button, done = _("Decide on the letter"), _("Decided.")
    decision = forms.CharField(label=_("What is decided on the letter"), widget=TALL, max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Decide."""
        return followups.decide_letter(self.thing, **self.cleaned_data, by=by, at=at)


@staff("followups.see")
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """The letters that came, the newest first, and the form for another."""
    posted, may = request.method == "POST", needs(request.actor, "followups.call")
    form = LetterForm(actor=request.actor)
    if posted:
        may.or_refuse()
        form = LetterForm.sent(request)
        made = outcome(request, form)
        if made:
            return redirect("desk:letter_in", pk=made.pk)
    page = page_of(request, incoming_letters(request.actor))
    shown = {"page": page, "form": form, "may": may}
    return render(request, "desk/followups/letters_in.html", shown, status=422 if posted else 200)


@staff("followups.see")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter; the service manager decides on it."""
    row = get_object_or_404(incoming_letters(request.actor), pk=pk)
    posted = request.method == "POST"
    form = DecideForm.sent(request, row) if posted else DecideForm(thing=row, actor=request.actor)
    if posted and succeeds(request, form):
        return redirect("desk:letter_in", pk=pk)
    decides = row.stage == "registered" and needs(request.actor, "followups.decide")
    page = {"row": row, "form": form if decides else None, "story": tell(of_subject(row))}
    return render(request, "desk/followups/letter_in.html", page, status=422 if posted else 200)
