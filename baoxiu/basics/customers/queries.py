"""Reading the customer file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models.functions import Reverse
from django.db.models.lookups import StartsWith

from baoxiu.basics.customers.models import Address, Contact, Customer
from baoxiu.basics.customers.permissions import may_see_customers
from baoxiu.basics.customers.rules import UnreadablePhone, normalise_phone
from baoxiu.basics.products.models import Unit
from baoxiu.basics.texts import same_text
from baoxiu.core.actors import Actor
from baoxiu.core.counts import count_of
from baoxiu.core.statements import Given, Question

MOST_SHOWN = 20
LEAST_DIGITS = 4
NEWEST = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer whom a caller may be, with everything a first glance needs (RQ-INT-07)."""

    customer: Customer
    contacts: tuple[Contact, ...]
    addresses: tuple[Address, ...]
    units: tuple[Unit, ...]


def recognise(phone: str, actor: Actor) -> list[Candidate]:
    """Who calls from this number: the customers in the actor's scope that have it, by name (RQ-INT-07, C09).

    Several people may share a number, so this is a list. An unreadable number or a missing right gives none.
    """
    try:
        number = normalise_phone(phone)
    except UnreadablePhone:
        return []
    rows = visible(actor).filter(contacts__phone=number.e164).distinct().order_by("sort_name", "pk")
    return [_candidate(row) for row in _with_details(rows)[:MOST_SHOWN]]


def with_phone(text: str, actor: Actor) -> models.QuerySet[Customer]:
    """The customers in the actor's scope with this number, or with these last digits, four or more (O03).

    With contacts, addresses and units at hand.
    """
    matches = _phone_matches(text)
    if not matches:
        return Customer.objects.none()
    reached = Contact.objects.filter(matches).values("customer_id")
    return _with_details(visible(actor).filter(pk__in=reached))


def visible(actor: Actor) -> models.QuerySet[Customer]:
    """The customers whom the actor may look at: by right and scope; a customer sees only the own file."""
    rows = Customer.objects.for_actor(actor)
    if actor.kind == "customer" or may_see_customers(actor):
        return rows
    return rows.none()


def search(text: str, actor: Actor) -> models.QuerySet[Customer]:
    """Customers by number, phone (whole, or its last four digits or more), name, pinyin or its initials."""
    words = " ".join(text.split())[:80]
    if not words:
        return visible(actor).order_by("sort_name", "pk")
    return visible(actor).filter(pk__in=_matching(words)).order_by("sort_name", "pk")


def _matching(words: str) -> models.QuerySet[Customer]:
    """The ids of customers; each way uses its own index."""
    numbered = Customer.objects.order_by().filter(number=words.upper()).values("pk")
    phone = _phone_matches(words)
    contacts = Contact.objects.order_by().values("customer_id")
    if phone:
        return numbered.union(contacts.filter(phone))
    return by_name(words).union(numbered, _some(contacts.filter(_named(words)), words))


def by_name(words: str) -> models.QuerySet[Customer]:
    """The ids of customers with this in their name, or whose name begins so in pinyin or its initials."""
    ids, key = Customer.objects.order_by().values("pk"), words.replace(" ", "").casefold()
    ways = [_named(words)]
    if key.isascii() and key.isalpha():
        ways += [models.Q(sort_name__startswith=key), models.Q(initials__startswith=key)]
    found = [_some(ids.filter(way), words) for way in ways]
    return found[0].union(*found[1:])


def _named(words: str) -> models.Q:
    """Two characters, a usual Chinese name, make no trigram but from the beginning of the name."""
    return models.Q(name__startswith=words) if len(words) == 2 else models.Q(name__contains=words)


def _some[M: models.Model](rows: models.QuerySet[M], words: str) -> models.QuerySet[M]:
    """Of one character, often a family name, the newest: every twentieth customer may have it."""
    return rows.order_by("-pk")[:NEWEST] if len(words) == 1 else rows


def stored_address(customer: Customer, division_code: str, detail: str) -> Address | None:
    """The customer's address that reads the same: of the same division, blanks and case aside."""
    rows = _ADDRESSES(customer=customer.pk, division=division_code)
    return next((row for row in rows if same_text(row.detail, detail)), None)


_ADDRESSES: Question[Address] = Question(
    lambda: Address.objects.filter(customer_id=Given("customer"), division_code=Given("division")).order_by(
        "-is_primary", "pk"
    )
)


def _phone_matches(words: str) -> models.Q:
    """The whole number, or its end; an empty condition for what is neither."""
    try:
        return models.Q(phone=normalise_phone(words).e164)
    except UnreadablePhone:
        digits = "".join(words.split())
    if digits.isascii() and digits.isdigit() and len(digits) >= LEAST_DIGITS:
        return models.Q(StartsWith(Reverse("phone"), digits[::-1]))
    return models.Q()


def _with_details(rows: models.QuerySet[Customer]) -> models.QuerySet[Customer]:
    units = Unit.objects.select_related("family", "model").order_by("pk")
    return rows.prefetch_related(
        models.Prefetch("contacts", Contact.objects.order_by("-is_primary", "pk")),
        models.Prefetch("addresses", Address.objects.order_by("-is_primary", "pk")),
        models.Prefetch("units", units),
    )


def _candidate(customer: Customer) -> Candidate:
    return Candidate(
        customer,
        tuple(customer.contacts.all()),
        tuple(customer.addresses.all()),
        tuple(customer.units.all()),
    )


def listed(actor: Actor, *, text: str = "", customer_class: str = "") -> models.QuerySet[Customer]:
    """The list of customers by name, with contacts and addresses at hand (RQ-CUS-01)."""
    rows = search(text, actor)
    if customer_class:
        rows = rows.filter(customer_class=customer_class)
    return rows.prefetch_related(
        models.Prefetch("contacts", Contact.objects.order_by("-is_primary", "pk")),
        models.Prefetch("addresses", Address.objects.order_by("-is_primary", "pk")),
    ).annotate(unit_count=count_of(Unit.objects.filter(customer=models.OuterRef("pk"))))


def sales_of_year(year: int) -> list[tuple[int, Decimal]]:
    """What each customer bought in a year, in yuan, by customer id: the priced products of the register."""
    rows = Unit.objects.filter(sold_on__year=year, customer__isnull=False, price__isnull=False)
    sums = rows.values("customer_id").annotate(total=models.Sum("price")).order_by("customer_id")
    return [(row["customer_id"], row["total"]) for row in sums]


def has_agreement(customer: Customer, *, on: date) -> bool:
    """Whether an agreement holds on a day (RQ-CUS-08)."""
    open_end = models.Q(until=None) | models.Q(until__gte=on)
    return customer.agreements.filter(open_end, since__lte=on).exists()
