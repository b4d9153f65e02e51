"""Products: family, model, and the unit a customer owns (RQ-CUS-04)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """Something with a Chinese and an English name."""

    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Family(Named):
    """A product family (空调, 冰箱…): skills, warranty terms and prices hang on it."""

    code = models.SlugField(max_length=40, unique=True)
    statute = models.CharField(max_length=60, blank=True, help_text="row of flow.warranty.statutes")
    certificates = models.JSONField(default=list, help_text="certificate kinds needed on site")
    required_fields = models.JSONField(default=list, help_text="request fields that block submission")
    whole_months = models.PositiveSmallIntegerField(default=12)
    main_part_months = models.PositiveSmallIntegerField(default=36)
    main_parts = models.JSONField(default=list)
    stop_use_advice = models.CharField(max_length=200, blank=True, help_text="RQ-INT-18")
    stop_use_advice_en = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "families"

    @property
    def chain(self) -> str:
        """Families have no case."""
        return ""

    @property
    def advice(self) -> str:
        """What the customer does until help comes, in the reader's language (RQ-INT-18)."""
        return (get_language() == "en" and self.stop_use_advice_en) or self.stop_use_advice


class FaultKind(Named):
    """A fault as people describe it, of one family or (empty) of all."""

    code = models.SlugField(max_length=40, unique=True)
    family = models.ForeignKey(Family, models.CASCADE, null=True, related_name="faults")
    level = models.PositiveSmallIntegerField(default=1, help_text="skill level 1-5 that it needs")
    is_dangerous = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=60)


class Model(Named):
    """A model of a family."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="models")
    code = models.CharField(max_length=60, unique=True)
    brand = models.CharField(max_length=60, blank=True)


class Unit(models.Model):
    """One product by its serial number, with purchase and proof (RQ-WAR-03, RQ-CUS-04)."""

    class Proof(models.TextChoices):
        """What proves the purchase."""

        INVOICE = "invoice", _("Invoice")
        CARD = "card", _("Warranty card")
        REGISTER = "register", _("Found in our register")
        NONE = "none", _("No proof")

    serial = models.CharField(max_length=60)
    serial_key = models.CharField(max_length=60, help_text="normalised: NFKC, upper case, no blanks")
    model = models.ForeignKey(Model, models.PROTECT, null=True, related_name="units")
    family = models.ForeignKey(Family, models.PROTECT, related_name="units")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="units")
    sold_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    installed_on = models.DateField(null=True)
    exchanged_on = models.DateField(null=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    proof = models.CharField(max_length=10, choices=Proof.choices, default=Proof.NONE)
    voucher_number = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["serial_key"], name="serial_once", condition=~models.Q(serial_key="")
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def chain(self) -> str:
        """Units have no case of their own."""
        return ""
