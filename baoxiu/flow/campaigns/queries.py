"""What screens ask about campaigns, and whom a campaign concerns."""

from __future__ import annotations

from django.db import models

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.products.models import Family
from baoxiu.flow.campaigns.models import Campaign
from baoxiu.flow.campaigns.rules import Progress
from baoxiu.flow.followups.models import Followup


def audience(
    *, customer_class: str = "", family: Family | None = None, division_code: str = ""
) -> models.QuerySet[Customer]:
    """The customers of a class, with a product of the family in use, in the region (RQ-REV-15)."""
    rows = Customer.objects.all()
    if customer_class:
        rows = rows.filter(customer_class=customer_class)
    if family:
        rows = rows.filter(units__family=family)
    if division_code:
        region = division_code.removesuffix("00").removesuffix("00")
        rows = rows.filter(addresses__division_code__startswith=region)
    return rows.distinct().order_by("pk")


def progress(campaign: Campaign) -> Progress:
    """How far the notice has come."""
    counted = campaign.contacts.aggregate(
        all=models.Count("pk"),
        reached=models.Count("pk", filter=models.Q(stage="reached")),
        given_up=models.Count("pk", filter=models.Q(stage="given_up")),
        letters_open=models.Count(
            "pk", filter=models.Q(letter_due_at__isnull=False, letter_sent_on__isnull=True)
        ),
        letters_sent=models.Count("pk", filter=models.Q(letter_sent_on__isnull=False)),
    )
    return Progress(**counted)


def not_to_be_called(customers: models.QuerySet[Customer]) -> set[int]:
    """Those of them whose last word was that they want no calls (RQ-REV-02)."""
    said = Followup.objects.filter(order__customer__in=customers.order_by()).exclude(calls_welcome=None)
    last = said.order_by("order__customer_id", "-answered_at", "-pk").distinct("order__customer_id")
    return {pk for pk, welcome in last.values_list("order__customer_id", "calls_welcome") if not welcome}
