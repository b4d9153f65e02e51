"""Registering a request for a customer on the phone or at the counter: phone number first (RQ-INT-07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.customers.inputs import MAIL_LENGTH
from baoxiu.basics.customers.queries import recognise, visible
from baoxiu.basics.products.queries import families, faults_of, general_faults, unit_by_serial
from baoxiu.core import clock
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Refusal
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.duplicates import Told, duplicates
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import open_of_phone, services
from baoxiu.flow.intake.rules import promised_reply_at
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.paging import whole
from baoxiu.web.desk.requests.page import MOST_DOUBLES
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.fields import PhotosField
from baoxiu.web.shared.widgets import DateInput, DateTimeInput, DivisionPicker, PhoneInput, Segments

CHANNELS = ("phone", "counter", "mail", "letter", "wechat", "partner")


class RegisterForm(forms.Form):
    """The whole request on one screen, in the order in which a caller tells it."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Came by"),
        initial="phone",
        choices=[(code, label) for code, label in RepairRequest.Channel.choices if code in CHANNELS],
    )
    phone = forms.CharField(label=gettext_lazy("Phone number"), widget=PhoneInput)
    contact_name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    email = forms.EmailField(label=gettext_lazy("Mail address"), required=False, max_length=MAIL_LENGTH)
    division_code = forms.CharField(label=gettext_lazy("Place"), required=False, widget=DivisionPicker)
    address = forms.CharField(label=gettext_lazy("Street and house number"), required=False, max_length=200)
    serial = forms.CharField(label=gettext_lazy("Serial number"), required=False, max_length=60)
    family = forms.ModelChoiceField(
        label=gettext_lazy("Product"), queryset=None, empty_label=gettext_lazy("Please choose")
    )
    model_text = forms.CharField(label=gettext_lazy("Model"), required=False, max_length=80)
    brand = forms.CharField(label=gettext_lazy("Brand"), required=False, max_length=80)
    purchased_on = forms.DateField(label=gettext_lazy("Bought on"), required=False, widget=DateInput)
    voucher_number = forms.CharField(
        label=gettext_lazy("Invoice or warranty card number"), required=False, max_length=60
    )
    fault = forms.ModelChoiceField(
        label=gettext_lazy("Kind of fault"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Not known"),
    )
    fault_text = forms.CharField(
        label=gettext_lazy("What is wrong"), widget=forms.Textarea(attrs={"rows": 3})
    )
    fault_since = forms.CharField(label=gettext_lazy("Since when"), required=False, max_length=60)
    mode = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=RepairRequest.Mode.choices, widget=Segments, initial="on_site"
    )
    service = forms.ChoiceField(label=gettext_lazy("What is wanted"), choices=RepairRequest.Service.choices)
    wish_from = forms.DateTimeField(
        label=gettext_lazy("Visit wished from"), required=False, widget=DateTimeInput
    )
    wish_until = forms.DateTimeField(
        label=gettext_lazy("Visit wished until"), required=False, widget=DateTimeInput
    )
    photos = PhotosField(label=gettext_lazy("Photos"), required=False)
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    customer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["family"].queryset = families()
        self.fields["fault"].queryset = self._faults()
        self.fields["service"].choices = self._services()
        self.fields["phone"].widget.attrs["autofocus"] = True
        self.fields["phone"].widget.attrs["autocomplete"] = "off"
        self.initial.setdefault("client_key", uuid4())

    def _services(self) -> list[tuple[str, object]]:
        """Those that the firm offers at all; the intake says which of them for which product (RQ-INT-16)."""
        offered = services(None, "phone", at=clock.now())
        return [(code, label) for code, label in RepairRequest.Service.choices if code in offered]

    def _faults(self) -> Any:
        """Those of the product that was chosen."""
        chosen = self.data.get("family") or self.initial.get("family")
        family = (
            self.fields["family"].queryset.filter(pk=chosen).first()
            if str(chosen or "").isdecimal()
            else None
        )
        return faults_of(family) if family else general_faults()


@staff("intake.register")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """One screen; what was typed stays when something is missing."""
    if request.method == "GET":
        return _form(request, RegisterForm(initial=_known(request)))
    form = RegisterForm(request.POST, request.FILES)
    made = _submitted(request, form) if form.is_valid() else None
    return redirect("desk:request", number=made.number) if made else _form(request, form, 422)


@staff("intake.register")
@require_safe
def recognised(request: HttpRequest) -> HttpResponse:
    """Who calls from this number, with products and open cases; asked while the number is typed."""
    phone = request.GET.get("phone", "").strip()
    return render(request, "desk/requests/recognised.html", {"phone": phone, **_caller(request, phone)})


@staff("intake.register")
@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """The product with this serial number, if we know it."""
    serial = request.GET.get("serial", "").strip()
    return render(request, "desk/requests/unit.html", {"serial": serial, "unit": unit_by_serial(serial)})


@staff("intake.register")
@require_safe
def faults(request: HttpRequest) -> HttpResponse:
    """The kinds of fault of the chosen product."""
    return render(
        request,
        "desk/requests/faults.html",
        {"form": RegisterForm(initial={"family": request.GET.get("family")})},
    )


@staff("intake.register")
@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Reports that may be about the same fault, shown while this one is typed (RQ-REG-08)."""
    return render(request, "desk/requests/doubles.html", {"doubles": _doubles(request, request.GET)})


def _doubles(request: HttpRequest, typed: Mapping[str, str]) -> list[RepairRequest]:
    told = Told(
        phone=typed.get("phone", ""),
        serial=typed.get("serial", ""),
        fault_id=whole(typed.get("fault")),
        fault_text=typed.get("fault_text", ""),
    )
    return list(duplicates(told, request.actor, at=clock.now())[:MOST_DOUBLES])


def _caller(request: HttpRequest, phone: str) -> dict[str, Any]:
    """The customers with this number; each with the orders that still run."""
    candidates = recognise(phone, request.actor) if len(phone) > 6 else []
    ids = [found.customer.pk for found in candidates]
    orders = WorkOrder.objects.for_actor(request.actor).open().filter(customer_id__in=ids)
    reported = open_of_phone(phone, request.actor).exclude(stage="accepted")
    return {
        "candidates": candidates,
        "orders": list(orders.select_related("family").order_by("-created_at")[:6]),
        "requests": list(reported[:6]) if len(phone) > 6 else [],
    }


def _known(request: HttpRequest) -> dict[str, Any]:
    """What is filled in when the agent chose a known customer and product."""
    phone = request.GET.get("phone", "").strip()
    known: dict[str, Any] = {"phone": phone, "client_key": uuid4()}
    wanted = request.GET.get("customer", "")
    if wanted.isdecimal():
        rows = visible(request.actor).prefetch_related("contacts", Prefetch("addresses"))
        known |= _of_customer(rows.filter(pk=int(wanted)).first(), phone)
    serial = request.GET.get("serial", "")
    return known | (_of_unit(serial) if serial else {})


def _of_customer(customer: Any, phone: str) -> dict[str, Any]:
    if customer is None:
        return {}
    contacts, addresses = list(customer.contacts.all()), list(customer.addresses.all())
    contact = next((one for one in contacts if one.is_primary), contacts[0] if contacts else None)
    address = next((one for one in addresses if one.is_primary), addresses[0] if addresses else None)
    return {
        "customer": customer.pk,
        "contact_name": contact.name if contact else customer.name,
        "phone": phone or (contact.phone if contact else ""),
        "email": contact.email if contact else "",
        "division_code": address.division_code if address else "",
        "address": address.detail if address else "",
    }


def _of_unit(serial: str) -> dict[str, Any]:
    found = unit_by_serial(serial)
    if found is None:
        return {"serial": serial}
    return {
        "serial": found.serial,
        "family": found.family_id,
        "model_text": found.model.name if found.model else "",
        "brand": found.model.brand if found.model else "",
        "purchased_on": found.sold_on,
        "voucher_number": found.voucher_number,
    }


def _submitted(request: HttpRequest, form: RegisterForm) -> RepairRequest | None:
    data = dict(form.cleaned_data)
    photos, chosen = data.pop("photos"), data.pop("customer")
    customer = visible(request.actor).filter(pk=chosen).first() if chosen else None
    if customer and not customer.contacts.filter(name=data["contact_name"]).exists():
        customer = None
    try:
        made = intake.submit(
            intake.RequestInput(**data, customer=customer, acknowledged=True),
            by=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            form.add_error(name if name in form.fields else None, sentence)
        return None
    _attach(request, made, photos)
    messages.success(request, _("Registered as %(number)s.") % {"number": made.number})
    return made


def _attach(request: HttpRequest, made: RepairRequest, photos: list[Any]) -> None:
    """The request stands whatever becomes of a photo."""
    for photo in photos:
        try:
            intake.attach(made, photo.read(), photo.name, by=request.actor, at=clock.now())
        except Refusal as refusal:
            messages.error(request, f"{photo.name}: {refusal}")


def _form(request: HttpRequest, form: RegisterForm, status: int = 200) -> HttpResponse:
    now = clock.now()
    phone = str(form["phone"].value() or "")
    page = {
        "form": form,
        "phone": phone,
        "doubles": _doubles(request, form.data or form.initial),
        "promised": promised_reply_at(now, value("intake.review_hours", at=now).whole),
        **_caller(request, phone),
    }
    return render(request, "desk/requests/register.html", page, status=status)
