"""The caller, customers, units and checklists as they are answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field

from baoxiu.basics.customers.models import Contact, Customer
from baoxiu.basics.customers.queries import LEAST_DIGITS, with_phone
from baoxiu.basics.customers.queries import visible as visible_customers
from baoxiu.basics.customers.rules import UnreadablePhone, mask_phone, normalise_phone
from baoxiu.basics.products.models import Unit
from baoxiu.core.actors import Actor
from baoxiu.core.forms.definitions import FormField
from baoxiu.core.forms.models import FormVersion
from baoxiu.core.money import yuan
from baoxiu.core.refusals import InvalidInput
from baoxiu.web.api.answers.shared import Coded, coded
from baoxiu.web.api.asked.registers import CustomerFilters
from baoxiu.web.api.paging import page

UNMASKED = "customers.change"
"""Numbers found by their end are shown in full to those who keep the file (RQ-SEC-01)."""


class Me(BaseModel):
    """The account behind the token."""

    id: str
    name: str
    language: str
    roles: list[str]
    rights: list[str]
    sees_all_outlets: bool
    technician: bool


class CustomerContact(BaseModel):
    """A way to reach a customer."""

    name: str
    phone: str
    relation: str
    is_primary: bool


class CustomerAddress(BaseModel):
    """Where products of the customer are."""

    division_code: str
    detail: str
    is_primary: bool


class CustomerAnswer(BaseModel):
    """A customer."""

    number: str
    name: str
    kind: str
    customer_class: str
    contacts: list[CustomerContact]
    addresses: list[CustomerAddress]
    units: list[str]


class Customers(BaseModel):
    """Who has this number; several people may share one."""

    masked: bool
    items: list[CustomerAnswer]
    next_cursor: int | None


class UnitAnswer(BaseModel):
    """A product with its purchase; the owner for those who may see the file."""

    serial: str
    family: Coded | None
    model: Coded | None
    brand: str
    sold_on: date | None
    delivered_on: date | None
    installed_on: date | None
    exchanged_on: date | None
    price: Decimal | None = Field(description="paid, for those who may change products")
    proof: str
    voucher_number: str
    customer: str | None


class FormItem(BaseModel):
    """A line of a checklist."""

    key: str
    kind: str
    label: str
    required: bool
    choices: list[str]
    unit: str


class Form(BaseModel):
    """The version of a checklist in force."""

    code: str
    version: int
    title: str
    items: list[FormItem] = Field(description="answers are sent by key")


def me(actor: Actor) -> Me:
    """What the token may do."""
    return Me(
        id=actor.id,
        name=actor.name,
        language=actor.language,
        roles=sorted(actor.roles),
        rights=sorted(actor.rights),
        sees_all_outlets=actor.outlet_ids is None,
        technician=actor.technician_id is not None,
    )


def customers(asked: CustomerFilters, actor: Actor) -> Customers:
    """Who has the number; the end of one must be four digits or more. Raises ``InvalidInput``."""
    phone = asked.phone
    whole = _is_whole(phone)
    digits = "".join(phone.split())
    if not whole and not (digits.isascii() and digits.isdigit() and len(digits) >= LEAST_DIGITS):
        raise InvalidInput(_("Please send the whole number, or its last four digits or more."), field="phone")
    masked = not whole and not actor.has(UNMASKED)
    found = page(with_phone(phone, actor), asked, lambda row: _customer(row, masked))
    return Customers(masked=masked, **dict(found))


def unit(row: Unit, actor: Actor) -> UnitAnswer:
    """A product."""
    seen = row.customer_id and visible_customers(actor).filter(pk=row.customer_id).exists()
    return UnitAnswer(
        serial=row.serial,
        family=coded(row.family),
        model=coded(row.model),
        brand=row.model.brand if row.model else "",
        sold_on=row.sold_on,
        delivered_on=row.delivered_on,
        installed_on=row.installed_on,
        exchanged_on=row.exchanged_on,
        price=None if row.price is None or not actor.has("products.change") else yuan(row.price),
        proof=row.proof,
        voucher_number=row.voucher_number if actor.has("products.change") else "",
        customer=row.customer.number if seen else None,
    )


def form(version: FormVersion) -> Form:
    """A checklist in the caller's language."""
    english = get_language() == "en"
    return Form(
        code=version.code,
        version=version.version,
        title=version.title_en if english else version.title,
        items=[_item(item, english) for item in version.items],
    )


def _is_whole(phone: str) -> bool:
    try:
        normalise_phone(phone)
    except UnreadablePhone:
        return False
    return True


def _customer(row: Customer, masked: bool) -> CustomerAnswer:
    return CustomerAnswer(
        number=row.number,
        name=row.name,
        kind=row.kind,
        customer_class=row.customer_class,
        contacts=[_contact(one, masked) for one in row.contacts.all()],
        addresses=[
            CustomerAddress(
                division_code=one.division_code,
                detail="" if masked else one.detail,
                is_primary=one.is_primary,
            )
            for one in row.addresses.all()
        ],
        units=[one.serial for one in row.units.all()],
    )


def _contact(row: Contact, masked: bool) -> CustomerContact:
    phone = mask_phone(row.phone) if masked else row.phone
    return CustomerContact(name=row.name, phone=phone, relation=row.relation, is_primary=row.is_primary)


def _item(item: FormField, english: bool) -> FormItem:
    return FormItem(
        key=item.key,
        kind=item.kind,
        label=item.label_en if english and item.label_en else item.label,
        required=item.required,
        choices=list(item.choices),
        unit=item.unit,
    )
