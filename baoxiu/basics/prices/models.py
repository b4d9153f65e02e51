"""The price list (RQ-FEE-01…03)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.products.models import Named
from baoxiu.core.money import MoneyField


class PriceListRows(models.QuerySet["PriceList"]):
    """Price lists."""

    def in_force(self, at: datetime) -> PriceList | None:
        """The published list with the latest first day."""
        return (
            self.filter(published_at__isnull=False, valid_from__lte=at).order_by("-valid_from", "-pk").first()
        )


class PriceList(models.Model):
    """One version of the list; once published its lines never change."""

    title = models.CharField(max_length=80)
    valid_from = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, blank=True)

    objects = PriceListRows.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def chain(self) -> str:
        """Price lists have no case."""
        return ""


class PriceLine(Named):
    """A price by product family, kind of work and difficulty."""

    class Kind(models.TextChoices):
        """Labour and parts are always separate lines (standards.md 0.5)."""

        LABOUR = "labour", _("Labour")
        PART = "part", _("Part")
        TRAVEL = "travel", _("Travel")
        INSPECTION = "inspection", _("Diagnosis")

    price_list = models.ForeignKey(PriceList, models.CASCADE, related_name="lines")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    family = models.ForeignKey("products.Family", models.PROTECT, null=True, related_name="prices")
    fault = models.ForeignKey("products.FaultKind", models.PROTECT, null=True, related_name="prices")
    difficulty = models.PositiveSmallIntegerField(default=1)
    is_main_part = models.BooleanField(default=False)
    unit = models.CharField(max_length=12, default="次")
    price = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["price_list", "code"], name="price_code_once"),
            models.CheckConstraint(condition=models.Q(price__gte=0), name="price_not_negative"),
        ]
