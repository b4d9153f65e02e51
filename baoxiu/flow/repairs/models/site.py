"""Work by a sheet: the agreed place, and the installed product (RQ-INS)."""

from __future__ import annotations

from django.db import models


class SiteConsent(models.Model):
    """The customer approves the place and the conditions before the work by the sheet begins (RQ-INS-02)."""

    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="site_consent")
    place = models.CharField(max_length=200, blank=True, help_text="where it is put, with the estate's rules")
    agreed_with = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True, help_text="what was explained beforehand")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id}: {self.place}"


class Installation(models.Model):
    """The beginning of a product's file: which unit, when, the cards, and who was shown its use (RQ-INS-01, 05, 06)."""

    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="installation")
    unit = models.ForeignKey("products.Unit", models.PROTECT, related_name="installations")
    installed_on = models.DateField()
    installation_card = models.CharField(max_length=40)
    warranty_card = models.CharField(max_length=40)
    contact_card = models.CharField(max_length=40)
    trained = models.CharField(max_length=80, help_text="who was shown how to use the product")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id}: {self.unit_id}"
