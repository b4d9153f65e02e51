"""Reading what somebody entered about a customer."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.rules import Phone, UnreadablePhone, normalise_phone
from baoxiu.basics.places.inputs import known_division
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput

MAIL_LENGTH = 254
"""No mail server takes a longer address."""


class InvalidPhone(InvalidInput):
    """The text is no phone number (C09)."""

    message = _("Please enter a mobile number, or a landline with its area code, such as 0371-66778899.")


class InvalidEmail(InvalidInput):
    """The text is no mail address."""

    message = _("Please enter a mail address such as name@example.com.")


class InvalidPosition(InvalidInput):
    """The degrees lie outside the globe."""

    message = _("This position is not on the map.")


@dataclass(frozen=True, slots=True)
class AddressInput:
    """A place as it was entered: division code (GB/T 2260), the rest in words, position in degrees."""

    division_code: str
    detail: str
    lat: float | None = None
    lng: float | None = None


def read_phone(text: str, *, field: str = "phone") -> Phone:
    """The number in one form; raises ``InvalidPhone``."""
    try:
        return normalise_phone(text)
    except UnreadablePhone:
        raise InvalidPhone(field=field)


def phone_of_person(text: str, by: Actor) -> Phone:
    """The number of a customer or colleague; raises ``InvalidPhone``. Archives know people without number."""
    return Phone("", "") if by.kind == "import" and not text else read_phone(text)


def read_email(text: str, *, field: str = "email") -> str:
    """A mail address, or nothing; raises ``InvalidEmail`` or ``TooLong``."""
    address = texts.one_line(text, field=field, most=MAIL_LENGTH, required=False)
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise InvalidEmail(field=field)
    return address


def read_name(text: str, *, field: str = "name") -> str:
    """A person's or firm's name; raises the refusals of ``texts.one_line``."""
    return texts.one_line(text, field=field, most=80)


def read_position(lat: float, lng: float) -> tuple[float, float]:
    """Degrees on the globe; raises ``InvalidPosition``."""
    if not _on_the_globe(lat, 90) or not _on_the_globe(lng, 180):
        raise InvalidPosition(field="lat")
    return lat, lng


def read_address(address: AddressInput) -> AddressInput:
    """The address with a division that exists; raises ``UnknownDivision`` or ``InvalidPosition``."""
    if not _on_the_globe(address.lat, 90) or not _on_the_globe(address.lng, 180):
        raise InvalidPosition(field="address")
    return AddressInput(
        known_division(address.division_code),
        texts.one_line(address.detail, field="address", most=200),
        address.lat,
        address.lng,
    )


def _on_the_globe(degrees: float | None, most: int) -> bool:
    return degrees is None or -most <= degrees <= most
