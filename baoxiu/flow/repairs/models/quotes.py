"""Quotes with the customer's consent (RQ-QUO)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.lifecycle import Lifecycle, Move, Stage
from baoxiu.core.money import MoneyField

QUOTE = Lifecycle(
    name=_("quote"),
    stages=(
        Stage("sent", _("Waiting for the customer"), "waiting"),
        Stage("agreed", _("Agreed"), "closed"),
        Stage("free", _("No consent needed"), "closed"),
        Stage("refused", _("Refused"), "closed"),
        Stage("lapsed", _("Lapsed"), "closed"),
        Stage("replaced", _("Replaced by a newer version"), "closed"),
    ),
    moves=(
        Move("agree", ("sent",), "agreed", _("Agree"), "repairs.consent"),
        Move("refuse", ("sent",), "refused", _("Refuse"), "repairs.consent"),
        Move("lapse", ("sent",), "lapsed", _("Lapse"), "repairs.quote"),
        Move("replace", ("sent", "agreed", "free", "lapsed"), "replaced", _("Replace"), "repairs.quote"),
    ),
)
"""The life of a quote, requirements appendix e4. A draft is not stored: a quote is sent or it is not."""


class Quote(models.Model):
    """A version of plan and price. Its hash is what the customer agrees to (RQ-QUO-01…07)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="quotes")
    version = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=QUOTE.choices, default="sent")
    plan = models.TextField()
    explanation = models.TextField(blank=True)
    total_customer = MoneyField()
    total_company = MoneyField()
    price_list = models.ForeignKey("prices.PriceList", models.PROTECT, null=True, related_name="+")
    valid_until = models.DateTimeField()
    document = models.JSONField(help_text="what the hash covers, as the customer saw it")
    document_hash = models.CharField(max_length=64)
    sent_by = models.CharField(max_length=120)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "version"], name="quote_version_once"),
            models.UniqueConstraint(
                fields=["order"], name="one_open_quote", condition=models.Q(stage="sent")
            ),
        ]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.order_id} v{self.version}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return QUOTE.stage(self.stage)


class QuoteLine(models.Model):
    """One priced item. A price off the list carries its reason (RQ-FEE-03)."""

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    price_line = models.ForeignKey("prices.PriceLine", models.PROTECT, null=True, related_name="+")
    is_main_part = models.BooleanField(default=False)
    quantity = models.DecimalField(max_digits=8, decimal_places=2)
    unit_price = MoneyField()
    amount = MoneyField()
    payer = models.CharField(max_length=10)
    price_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """The customer's answer to a quote: who, when, how, to which hash (RQ-QUO-07)."""

    class Way(models.TextChoices):
        """By what means."""

        LINK = "link", _("By the link")
        PHONE = "phone", _("By phone")
        ON_SITE = "on_site", _("On site")

    quote = models.OneToOneField(Quote, models.PROTECT, related_name="consent")
    agreed = models.BooleanField()
    by_name = models.CharField(max_length=80)
    way = models.CharField(max_length=10, choices=Way.choices)
    noted_by = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)
    document_hash = models.CharField(max_length=64)
    ip = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.quote_id}: {self.agreed}"
