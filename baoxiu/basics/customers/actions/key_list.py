"""The yearly list of key customers: drawn up, put before the leader, approved (RQ-CUS-05…07)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.models import KEY_LIST, Customer, KeyEntry, KeyList
from baoxiu.basics.customers.policies import KEY_SALES
from baoxiu.basics.customers.queries import has_agreement, sales_of_year
from baoxiu.basics.customers.rules import class_after_list, is_key_by_sales
from baoxiu.core.actors import Actor
from baoxiu.core.approvals import actions as approvals
from baoxiu.core.approvals.models import Approval
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Conflict, InvalidInput
from baoxiu.core.rows import lock

MATTER = "key_customers"


class ListOfYearExists(Conflict):
    """One list a year."""

    message = _("There is a list for this year already.")


class NotEnoughSales(InvalidInput):
    """Without the money it is potential, with its reason."""

    message = _("Below the limit a customer is key by potential, with a reason.")


class ListEmpty(InvalidInput):
    """Nobody stands on the list."""

    message = _("Nobody stands on the list yet.")


@transaction.atomic
def begin_key_list(year: int, *, by: Actor, at: datetime) -> KeyList:
    """A year's draft with every customer whose purchases of the year before reach the limit (RQ-CUS-05, T29).

    Raises ``ListOfYearExists`` or ``InvalidInput``.
    """
    needs(by, "customers.propose").or_refuse()
    if not 0 <= year - legal_date(at).year <= 1:
        raise InvalidInput(_("A list is for this year or the next."), field="year")
    if KeyList.objects.filter(year=year).exclude(stage="refused").exists():
        raise ListOfYearExists(field="year")
    limit = value(KEY_SALES, at=at).number
    made = KeyList.objects.create(year=year, limit=limit, begun_by=by.name, begun_at=at)
    found = [(pk, sales) for pk, sales in sales_of_year(year - 1) if is_key_by_sales(sales, limit)]
    KeyEntry.objects.bulk_create(
        KeyEntry(key_list=made, customer_id=pk, basis="sales", sales=sales, by_name=by.name)
        for pk, sales in found
    )
    record("customers.key_list_begun", made, by=by, at=at, year=year, count=len(found))
    return made


@transaction.atomic
def put_entry(
    key_list: KeyList,
    customer: Customer,
    *,
    basis: str,
    by: Actor,
    at: datetime,
    sales: Decimal | None = None,
    reason: str = "",
) -> KeyEntry:
    """A customer with the basis: sales at the limit or above, or potential with its reason (RQ-CUS-06).

    The same customer again replaces the entry. Raises ``NotEnoughSales`` or ``InvalidInput``.
    """
    key_list = _lock("put_entry", key_list, by=by)
    if basis not in KeyEntry.Basis.values:
        raise InvalidInput(_("Please choose what makes the customer key."), field="basis")
    if basis == "sales" and not is_key_by_sales(sales, key_list.limit):
        raise NotEnoughSales(field="sales")
    why = texts.paragraph(reason, field="reason", required=basis == "potential")
    given = {"basis": basis, "sales": sales, "reason": why, "by_name": by.name}
    entry, _new = KeyEntry.objects.update_or_create(key_list=key_list, customer=customer, defaults=given)
    told = {"year": key_list.year, "name": customer.name, "basis": basis, "reason": why}
    record("customers.key_entry_put", key_list, by=by, at=at, **told)
    return entry


@transaction.atomic
def drop_entry(entry: KeyEntry, *, by: Actor, at: datetime) -> KeyList:
    """Take a customer off the draft."""
    key_list = _lock("drop_entry", entry.key_list, by=by)
    name = entry.customer.name
    entry.delete()
    record("customers.key_entry_dropped", key_list, by=by, at=at, year=key_list.year, name=name)
    return key_list


@transaction.atomic
def propose_key_list(key_list: KeyList, *, reason: str, by: Actor, at: datetime) -> KeyList:
    """Put the list before the leader named in the authority table; raises ``ListEmpty`` (RQ-CUS-07)."""
    key_list = _lock("propose", key_list, by=by)
    if not key_list.entries.exists():
        raise ListEmpty()
    key_list.stage = KEY_LIST.after("propose", key_list.stage)
    key_list.approval = approvals.ask(MATTER, key_list, reason=reason, by=by, at=at)
    key_list.save()
    count = key_list.entries.count()
    record("customers.key_list_proposed", key_list, by=by, at=at, year=key_list.year, count=count)
    return key_list


@transaction.atomic
def decide_key_list(
    key_list: KeyList, *, granted: bool, by: Actor, at: datetime, reason: str = ""
) -> KeyList:
    """The leader's answer; with the last approval the classes change that day (RQ-CUS-07)."""
    verb = "approve" if granted else "refuse"
    key_list = _lock(verb, key_list, by=by)
    assert key_list.approval is not None
    answer = approvals.answer(key_list.approval, granted=granted, by=by, at=at, reason=reason)
    if answer.state == Approval.State.OPEN:
        return key_list
    key_list.stage = KEY_LIST.after(verb, key_list.stage)
    key_list.decided_by, key_list.decided_at = by.name, at
    key_list.save()
    kind = "customers.key_list_approved" if granted else "customers.key_list_refused"
    record(kind, key_list, by=by, at=at, year=key_list.year, reason=reason)
    if granted:
        _classify(key_list, by=by, at=at)
    return key_list


def _classify(key_list: KeyList, *, by: Actor, at: datetime) -> None:
    """Who is listed becomes key; who no longer is falls back to what the agreement says."""
    listed = set(key_list.entries.values_list("customer_id", flat=True))
    rows = Customer.objects.filter(pk__in=listed) | Customer.objects.filter(customer_class="key")
    for row in rows.order_by("pk"):
        wanted = class_after_list(
            listed=row.pk in listed, has_agreement=has_agreement(row, on=legal_date(at))
        )
        if wanted == row.customer_class:
            continue
        customer = lock(row)
        old, customer.customer_class = customer.customer_class, wanted
        customer.save(update_fields=["customer_class"])
        record(
            "customers.classified",
            customer,
            by=by,
            at=at,
            old_class=old,
            new_class=wanted,
            year=key_list.year,
        )


def _lock(verb: str, key_list: KeyList, *, by: Actor) -> KeyList:
    right = KEY_LIST.move(verb).right
    needs(by, right).or_refuse()
    key_list = lock(key_list)
    KEY_LIST.after(verb, key_list.stage)
    return key_list
