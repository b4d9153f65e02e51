"""The settlement sheet (费用结算单) and its payments (RQ-FEE-04…07)."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.money import ZERO, MoneyField


class Settlement(models.Model):
    """What a job costs and who pays which line."""

    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="settlement")
    number = models.CharField(max_length=24, unique=True)
    total_customer = MoneyField()
    total_company = MoneyField()
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total_customer__gte=0, total_company__gte=0),
                name="settlement_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def paid(self) -> Decimal:
        """What the customer has paid, in yuan."""
        return self.payments.aggregate(sum=models.Sum("amount"))["sum"] or ZERO


class SettlementLine(models.Model):
    """One line with its payer (RQ-FEE-04)."""

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    quantity = models.DecimalField(max_digits=8, decimal_places=2)
    unit_price = MoneyField()
    amount = MoneyField()
    payer = models.CharField(max_length=10)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Payment(models.Model):
    """Money received, recorded by a person (RQ-FEE-05, RQ-FEE-07)."""

    class Method(models.TextChoices):
        """How it was paid."""

        CASH = "cash", _("Cash")
        TRANSFER = "transfer", _("Transfer")

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="payments")
    client_key = models.UUIDField(unique=True, default=uuid.uuid4)
    method = models.CharField(max_length=10, choices=Method.choices)
    amount = MoneyField()
    reference = models.CharField(max_length=80, blank=True)
    received_by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_positive")]

    def __str__(self) -> str:
        return f"{self.amount} {self.method}"
