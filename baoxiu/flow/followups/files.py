"""When a customer's file is complete, and which contacts are planned (RQ-CUS-02, RQ-REV-05)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.core.actors import Actor
from baoxiu.core.policy.queries import value
from baoxiu.flow.followups.models import CustomerFile, PlannedContact, PlannedRows, SalesVisit, VisitRows
from baoxiu.flow.followups.policies import FILE_PARTS
from baoxiu.flow.followups.rules import missing_parts

PARTS = {
    "name": _("name"),
    "phone": _("phone number"),
    "email": _("mail address"),
    "address": _("address"),
    "product": _("product"),
    "purchase": _("day of purchase of every product"),
    "note": _("note about the customer"),
}
"""What may belong into a customer's file."""


def file_gaps(customer: Customer, *, at: datetime) -> list[str]:
    """What the file still lacks, by the firm's setting."""
    wanted = str(value(FILE_PARTS, at=at).value).split()
    contacts, units = list(customer.contacts.all()), list(customer.units.all())
    there = {
        "name": bool(customer.name),
        "phone": any(one.phone for one in contacts),
        "email": any(one.email for one in contacts),
        "address": customer.addresses.exists(),
        "product": bool(units),
        "purchase": bool(units) and all(unit.sold_on for unit in units),
        "note": bool(customer.note),
    }
    return missing_parts(there, wanted)


def file_of(customer: Customer) -> CustomerFile | None:
    """The customer's file, wanted or made."""
    return CustomerFile.objects.filter(customer=customer).select_related("request").first()


def planned_contacts(actor: Actor, *, held: bool = False) -> PlannedRows:
    """The register of planned contacts: those to come by their time, those held the newest first."""
    rows = PlannedContact.objects.for_actor(actor).select_related("customer")
    if held:
        return rows.filter(stage="held").order_by("-held_at", "-pk")
    return rows.filter(stage="planned").order_by("planned_at", "pk")


def visit_register(actor: Actor, *, quality: str = "") -> VisitRows:
    """The customer service register: every sales visit, the newest first (RQ-REV-18)."""
    rows = SalesVisit.objects.for_actor(actor).select_related("customer")
    if quality:
        rows = rows.filter(quality=quality)
    return rows.order_by("-visited_on", "-pk")
