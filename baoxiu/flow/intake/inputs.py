"""Checking what a customer or an agent entered: every fault is told at its field, in the user's language."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.rules import normalise_phone
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import mandatory, services
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.intake.rules import CLOCK_SKEW, LONGEST_TEXT, MULTILINE, missing, tidy
from baoxiu.flow.intake.services import ANSWERED

TEXTS = (
    "contact_name",
    "phone",
    "email",
    "division_code",
    "address",
    "model_text",
    "brand",
    "serial",
    "voucher_number",
    "fault_text",
    "fault_since",
    "wish",
    "external_ref",
    "accessories",
)
WHAT_IS_MISSING: dict[str, object] = {
    "contact_name": _("Please enter a name."),
    "phone": _("Please enter a phone number."),
    "email": _("Please enter an e-mail address."),
    "division_code": _("Please choose the district."),
    "address": _("Please enter street and house number."),
    "family": _("Please choose the product."),
    "brand": _("Please enter the brand."),
    "model_text": _("Please enter the model."),
    "serial": _("Please enter the serial number."),
    "purchased_on": _("Please enter the day of purchase."),
    "voucher_number": _("Please enter the number of the invoice or warranty card."),
    "fault": _("Please choose the kind of fault."),
    "fault_text": _("Please describe what is wrong."),
    "fault_since": _("Please say since when."),
    "wish": _("Please say when a visit would suit."),
}

type Faults = dict[str, object]


def checked(data: RequestInput, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The values to store; raises ``InvalidInput`` with a sentence for every wrong field (RQ-REG-08)."""
    values = {name: getattr(data, name) for name in RequestInput.__slots__}
    values["typed_phone"] = tidy(data.phone)
    if values["service"] in ANSWERED:
        values["mode"] = RepairRequest.Mode.REMOTE
    faults = clean_texts(values)
    faults |= _wrong_choices(values) | _wrong_dates(values, at) | wrong_place(values)
    if values["channel"] == RepairRequest.Channel.ARCHIVE:
        faults |= _wrong_archive(by)
    else:
        faults = _missing(values, at) | _not_offered(values, at) | faults
        if by.kind == "customer" and not data.acknowledged:
            faults["acknowledged"] = _("Please confirm that your information is true and complete.")
    if faults:
        raise InvalidInput(fields=faults)
    return values


def clean_texts(values: dict[str, Any]) -> Faults:
    """Tidy the texts among the values in place; returns what is wrong with them."""
    faults: Faults = {}
    for name in TEXTS:
        if name in values:
            values[name] = tidy(str(values[name]), lines=name in MULTILINE)
            longest = RepairRequest._meta.get_field(name).max_length or LONGEST_TEXT
            if len(values[name]) > longest:
                faults[name] = _("At most {count} characters, please.").format(count=longest)
    for name, clean in (("phone", _clean_phone), ("email", _clean_email), ("division_code", _clean_division)):
        if values.get(name) and name not in faults:
            faults |= clean(values)
    return faults


def _clean_phone(values: dict[str, Any]) -> Faults:
    try:
        values["phone"] = normalise_phone(values["phone"]).e164
    except ValueError:
        return {"phone": _("This is not a valid phone number.")}
    return {}


def _clean_email(values: dict[str, Any]) -> Faults:
    try:
        validate_email(values["email"])
    except ValidationError:
        return {"email": _("This is not a valid e-mail address.")}
    return {}


def _clean_division(values: dict[str, Any]) -> Faults:
    if re.fullmatch(r"[1-9][0-9]{5}", values["division_code"]):
        return {}
    return {"division_code": WHAT_IS_MISSING["division_code"]}


def _missing(values: Mapping[str, Any], at: datetime) -> Faults:
    required = mandatory(values["family"], values["channel"], at=at)
    on_site = values["mode"] == RepairRequest.Mode.ON_SITE
    return {name: WHAT_IS_MISSING[name] for name in missing(values, required, on_site=on_site)}


def _not_offered(values: Mapping[str, Any], at: datetime) -> Faults:
    """The firm says what it does for which product (RQ-INT-16)."""
    if values["service"] in services(values["family"], values["channel"], at=at):
        return {}
    return {"service": _("We do not offer this service for this product.")}


def _wrong_choices(values: Mapping[str, Any]) -> Faults:
    faults: Faults = {}
    choices = (
        ("channel", RepairRequest.Channel),
        ("service", RepairRequest.Service),
        ("mode", RepairRequest.Mode),
    )
    for name, allowed in choices:
        if values[name] not in allowed.values:
            faults[name] = _("Please choose one of the listed values.")
    family, fault, unit = values["family"], values["fault"], values["unit"]
    if family and not family.is_active and values["channel"] != RepairRequest.Channel.ARCHIVE:
        faults["family"] = _("We no longer take requests for this product.")
    if fault and family and fault.family_id not in (None, family.pk):
        faults["fault"] = _("This fault belongs to another product.")
    if unit and family and unit.family_id != family.pk:
        faults["serial"] = _("This serial number belongs to another product.")
    return faults


def _wrong_dates(values: Mapping[str, Any], at: datetime) -> Faults:
    faults = wrong_purchase(values, at)
    begins, ends = values["wish_from"], values["wish_until"]
    if begins and ends and ends <= begins:
        faults["wish_until"] = _("The end must be after the beginning.")
    return faults


def wrong_purchase(values: Mapping[str, Any], at: datetime) -> Faults:
    """A day of purchase in the future is a mistake."""
    bought = values.get("purchased_on")
    if bought and bought > clock.legal_date(at + CLOCK_SKEW):
        return {"purchased_on": _("This day is still to come.")}
    return {}


def wrong_place(values: Mapping[str, Any]) -> Faults:
    """Half a position, or one that is not on the globe."""
    lat, lng = values["lat"], values["lng"]
    if lat is None and lng is None:
        return {}
    known = lat is not None and lng is not None and math.isfinite(lat) and math.isfinite(lng)
    if known and abs(lat) <= 90 and abs(lng) <= 180:
        return {}
    return {"lat": _("This is not a place on earth.")}


def _wrong_archive(by: Actor) -> Faults:
    if by.kind == "import":
        return {}
    return {"channel": _("Only the import may take over records from an archive.")}


def sentence(text: str, field: str) -> str:
    """A text that must not be empty; raises ``InvalidInput`` at its field."""
    clean = tidy(text, lines=True)
    if not clean:
        raise InvalidInput(_("Please write a sentence."), field=field)
    if len(clean) > LONGEST_TEXT:
        raise InvalidInput(_("At most {count} characters, please.").format(count=LONGEST_TEXT), field=field)
    return clean
