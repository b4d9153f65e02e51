"""Deliveries of many devices: the list, the form and the page with its progress (RQ-INT-20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.promises.queries import pressing
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import Refusal
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.batches import batches, progress, requests_of
from baoxiu.flow.intake.delivery import Delivery, devices_in
from baoxiu.flow.intake.models import Batch, RepairRequest
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.queues.frame import plain
from baoxiu.web.desk.queues.kinds import REQUESTS
from baoxiu.web.desk.requests.register import CHANNELS
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.labels import REQUEST_FIELDS
from baoxiu.web.shared.widgets import DateTimeInput, PhoneInput, Segments

MODES = ("carry_in", "send_in")


class DeliveryForm(forms.Form):
    """Who sent what, and the list of devices as it was pasted."""

    contact_name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    phone = forms.CharField(label=gettext_lazy("Phone number"), widget=PhoneInput)
    channel = forms.ChoiceField(
        label=gettext_lazy("Came by"),
        initial="counter",
        choices=[(code, label) for code, label in RepairRequest.Channel.choices if code in CHANNELS],
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Where"),
        initial="carry_in",
        widget=Segments,
        choices=[(code, label) for code, label in RepairRequest.Mode.choices if code in MODES],
    )
    outlet = forms.ModelChoiceField(
        label=gettext_lazy("Outlet"), queryset=None, empty_label=gettext_lazy("Please choose")
    )
    arrived_at = forms.DateTimeField(label=gettext_lazy("Arrived at"), widget=DateTimeInput)
    brought_by = forms.CharField(
        label=gettext_lazy("Brought by (courier or person)"), required=False, max_length=80
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=400)
    devices = forms.CharField(
        label=gettext_lazy("Devices"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One device a line: serial number, product, what is wrong, accessories. Paste it from a spreadsheet or a "
            "CSV file; without product, the register is asked by the serial number."
        ),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        outlets = Outlet.objects.for_actor(actor).filter(is_open=True).order_by("name")
        self.fields["outlet"].queryset = outlets
        if outlets.count() == 1:
            self.initial.setdefault("outlet", outlets.get().pk)
        self.initial.setdefault("arrived_at", clock.now())
        self.initial.setdefault("client_key", uuid4())


@staff("intake.see")
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """The deliveries, newest first, with what is done of each."""
    found = page_of(request, batches(request.actor))
    return render(request, "desk/requests/deliveries.html", {"page": found})


@staff("intake.register")
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """One screen; the list stays as it was typed when a row is wrong."""
    if request.method == "GET":
        return render(request, "desk/requests/receive.html", {"form": DeliveryForm(request.actor)})
    form = DeliveryForm(request.actor, request.POST)
    made = _received(request, form) if form.is_valid() else None
    if made is None:
        return render(request, "desk/requests/receive.html", {"form": form}, status=422)
    return redirect("desk:delivery", number=made.number)


@staff("intake.see")
@require_safe
def delivery(request: HttpRequest, number: str) -> HttpResponse:
    """One delivery: when it must be done, how far it is, and its requests."""
    batch: Batch = get_object_or_404(batches(request.actor), number=number)
    rows = list(requests_of(batch, request.actor))
    page = {
        "batch": batch,
        "progress": progress(batch),
        "rows": rows,
        "clocks": pressing(row.chain for row in rows),
    }
    return render(request, "desk/requests/delivery.html", page | plain(REQUESTS))


def _received(request: HttpRequest, form: DeliveryForm) -> Batch | None:
    data = dict(form.cleaned_data)
    devices = devices_in(data.pop("devices"))
    try:
        made = intake.receive_batch(Delivery(**data, devices=devices), by=request.actor, at=clock.now())
    except Refusal as refusal:
        _show(form, refusal.fields or {"": str(refusal)})
        return None
    done = _("Received as %(number)s with %(count)s devices.")
    messages.success(request, done % {"number": made.number, "count": made.device_count})
    return made


def _show(form: DeliveryForm, sentences: Mapping[str, str]) -> None:
    """What is wrong with a device is said at the list, with its row."""
    for name, sentence in sentences.items():
        if name.startswith("devices."):
            _word, place, field = name.split(".")
            told = _("Row %(row)s, %(field)s: %(sentence)s") % {
                "row": int(place) + 1,
                "field": REQUEST_FIELDS.get(field, field),
                "sentence": sentence,
            }
            form.add_error("devices", told)
        else:
            form.add_error(name if name in form.fields else None, sentence)
