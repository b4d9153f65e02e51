"""Customers are reminded of the service that is due on their product (RQ-NOT-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Coalesce

from baoxiu.basics.notifications.actions import Recipient, queue
from baoxiu.basics.products.models import Family, Unit
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.flow.followups.models import ServiceReminder
from baoxiu.flow.followups.policies import SERVICE_MONTHS
from baoxiu.flow.followups.queries import calls_welcome
from baoxiu.flow.followups.rules import regular_day
from baoxiu.flow.work_orders.models import WorkOrder

MISSED_DAYS = 31
"""A day so long past is not told any more: who sets an interval does not write to every old product at once."""


def remind_of_service(*, by: Actor, at: datetime) -> int:
    """Tell the customers whose product is due for service by the family's interval, once for each due day.

    Counted from the last order that was closed, before that from the first day of use; whoever wants no calls hears
    nothing. Returns how many were told (RQ-NOT-03).
    """
    needs(by, "followups.call").or_refuse()
    told = 0
    for family in Family.objects.filter(is_active=True):
        months = value(SERVICE_MONTHS, at=at, scope={"family": family.code}).whole
        if months:
            told += sum(_remind(unit, due_on, by=by, at=at) for unit, due_on in _due(family, months, at))
    return told


def _due(family: Family, months: int, at: datetime) -> Iterator[tuple[Unit, date]]:
    today = legal_date(at)
    last = regular_day(today, -months)
    first = last - timedelta(days=MISSED_DAYS)
    for unit in _candidates(family, first, last):
        due_on = regular_day(unit.used_from, months)
        if today - timedelta(days=MISSED_DAYS) <= due_on <= today:
            yield unit, due_on


def _candidates(family: Family, first: date, last: date) -> models.QuerySet[Unit]:
    """The units whose last service, or first day of use, lies about one interval back."""
    closed = WorkOrder.objects.filter(unit=models.OuterRef("pk")).exclude(closed_at=None)
    newest = closed.order_by("-closed_at").values("closed_at__date")[:1]
    served = WorkOrder.objects.filter(
        family=family,
        closed_at__gte=start_of_day(first),
        closed_at__lt=start_of_day(last + timedelta(days=2)),
    )
    begun = models.Q(begun_on__range=(first, last + timedelta(days=1)))
    rows = Unit.objects.filter(family=family, customer__isnull=False).select_related("customer", "family")
    rows = rows.annotate(begun_on=Coalesce("installed_on", "delivered_on", "sold_on"))
    rows = rows.filter(begun | models.Q(pk__in=served.values("unit")))
    return rows.annotate(used_from=Coalesce(models.Subquery(newest), "begun_on")).exclude(used_from=None)


@transaction.atomic
def _remind(unit: Unit, due_on: date, *, by: Actor, at: datetime) -> bool:
    if not calls_welcome(unit.customer_id):
        return False
    _row, made = ServiceReminder.objects.get_or_create(
        unit=unit, due_on=due_on, defaults={"customer": unit.customer, "at": at}
    )
    if not made:
        return False
    customer = unit.customer
    contact = customer.contacts.exclude(email="").order_by("-is_primary", "pk").first()
    to = Recipient.of_customer(customer, address=contact.email if contact else "")
    link = f"{settings.PUBLIC_URL}/report/?{urlencode({'sn': unit.serial, 'service': 'maintenance'})}"
    product = unit.family.name_en if to.text_language == "en" else unit.family.name
    words = {"name": customer.name, "product": product, "serial": unit.serial or "—", "service_link": link}
    queue("service_due", to=to, variables=words, key=f"service_due:{unit.pk}:{due_on}", at=at, link=link)
    record("followups.service_reminded", unit, by=by, at=at, customer=customer.number, due_on=due_on)
    return True
