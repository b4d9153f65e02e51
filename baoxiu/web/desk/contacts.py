"""Contacts with customers: the register of calls, and the note of a contact on a request or an order (RQ-INT-06,
RQ-TRI-10, RQ-EXE-08)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.places.queries import full_name
from baoxiu.core.permissions import needs
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.contacts import Asked, contact_register, contacts_of
from baoxiu.flow.intake.models import ContactEntry, RepairRequest
from baoxiu.web.desk.acting import VerbForm, succeeds
from baoxiu.web.desk.orders.page import load as load_order
from baoxiu.web.desk.paging import chosen, day_in, page_of
from baoxiu.web.desk.requests.page import load as load_request
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.widgets import DateTimeInput, PhoneInput, Segments

Topic = ContactEntry.Topic
TALL = forms.Textarea(attrs={"rows": 3})
CALLED_ABOUT = (Topic.CONSULTATION, Topic.REPAIR, Topic.COMPLAINT, Topic.OTHER)
TOLD_ABOUT = (Topic.PROGRESS, Topic.MISSING, Topic.CONFIRMATION, Topic.CONSULTATION, Topic.OTHER)


def _labels(topics: tuple[Any, ...]) -> list[tuple[str, object]]:
    return [(topic.value, topic.label) for topic in topics]


class CallNoteForm(VerbForm):
    """A call that came in."""

    verb, label, icon, button = "call", _("Enter a call"), "headset", _("Enter the call")
    done = _("Call entered in the register.")
    phone = forms.CharField(label=_("Phone number"), widget=PhoneInput)
    name = forms.CharField(label=_("Name"), required=False, max_length=80)
    topic = forms.ChoiceField(label=_("What it was about"), choices=_labels(CALLED_ABOUT))
    text = forms.CharField(label=_("What was said"), widget=TALL, max_length=4000)

    def act(self, *, by: Any, at: datetime) -> Any:
        """Enter."""
        return intake.note_call(**self.cleaned_data, by=by, at=at)


class ContactForm(VerbForm):
    """A contact about a case."""

    verb, label, icon, button = "contact", _("Note a contact"), "phone", _("Note the contact")
    done = _("Contact noted.")
    topic = forms.ChoiceField(label=_("What it was about"), choices=_labels(TOLD_ABOUT))
    direction = forms.ChoiceField(
        label=_("Who began"), choices=ContactEntry.Direction.choices, initial="outgoing", widget=Segments
    )
    way = forms.ChoiceField(label=_("How"), choices=ContactEntry.Way.choices, initial="phone")
    reached = forms.ChoiceField(
        label=_("Customer"),
        widget=Segments,
        choices=[("yes", _("Reached")), ("no", _("Not reached"))],
        initial="yes",
    )
    text = forms.CharField(label=_("What was said"), required=False, widget=TALL, max_length=4000)
    next_try_at = forms.DateTimeField(label=_("Next try"), required=False, widget=DateTimeInput)

    def act(self, *, by: Any, at: datetime) -> Any:
        """Note."""
        data = self.cleaned_data | {"reached": self.cleaned_data["reached"] == "yes"}
        return intake.note_contact(self.thing, **data, by=by, at=at)


@staff("contacts.see")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Every contact, the newest first, and the form for a call that came in."""
    posted, may = request.method == "POST", needs(request.actor, "contacts.note")
    form = CallNoteForm(actor=request.actor)
    if posted:
        may.or_refuse()
        form = CallNoteForm.sent(request)
        if succeeds(request, form):
            return redirect(_after(form))
    asked = _asked(request)
    page = {
        "page": page_of(request, contact_register(request.actor, asked)),
        "asked": asked,
        "directions": ContactEntry.Direction.choices,
        "topics": Topic.choices,
        "form": form,
        "may": may,
    }
    return render(request, "desk/contacts/list.html", page, status=422 if posted else 200)


@staff("contacts.note")
@require_http_methods(["GET", "HEAD", "POST"])
def on_request(request: HttpRequest, number: str) -> HttpResponse:
    """Note a contact on the request."""
    row = load_request(request, number)
    return _note(request, row, row.number, reverse("desk:request", args=[row.number]))


@staff("contacts.note")
@require_http_methods(["GET", "HEAD", "POST"])
def on_order(request: HttpRequest, number: str) -> HttpResponse:
    """Note a contact on the order: it stands in the case's register and timeline."""
    order = load_order(request, number).order
    return _note(request, order.request, order.number, reverse("desk:order", args=[order.number]))


@staff("intake.see")
@require_safe
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """The information handling slip (信息事务处理单), to read and to print for another department (RQ-REG-11)."""
    row = load_request(request, number)
    page = {"row": row, "place": full_name(row.division_code), "contacts": contacts_of(row)}
    return render(request, "desk/contacts/slip.html", page)


def _after(form: CallNoteForm) -> str:
    """Where a repair is needed, arranging starts at once (RQ-INT-06)."""
    if form.cleaned_data["topic"] == Topic.REPAIR:
        return f"{reverse('desk:register')}?{urlencode({'phone': form.cleaned_data['phone']})}"
    return reverse("desk:contacts")


def _note(request: HttpRequest, row: RepairRequest, number: str, back: str) -> HttpResponse:
    posted = request.method == "POST"
    form = ContactForm.sent(request, row) if posted else ContactForm(thing=row, actor=request.actor)
    if posted and succeeds(request, form):
        return redirect(back)
    page = {"form": form, "row": row, "number": number, "back": back}
    return render(request, "desk/contacts/note.html", page, status=422 if posted else 200)


def _asked(request: HttpRequest) -> Asked:
    """What fits; a filter that does not is left out."""
    return Asked(
        first=day_in(request.GET.get("first")),
        last=day_in(request.GET.get("last")),
        direction=chosen(request, "direction", ContactEntry.Direction.values),
        topic=chosen(request, "topic", Topic.values),
    )
