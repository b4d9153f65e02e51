"""Acceptance and sign-off (RQ-ACC)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AcceptanceSheet(models.Model):
    """What is put before the customer, frozen; its hash binds the signature (standards.md 5.4)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="acceptance_sheets")
    version = models.PositiveSmallIntegerField()
    document = models.JSONField()
    document_hash = models.CharField(max_length=64)
    presented_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "version"], name="acceptance_version_once")]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.order_id} v{self.version}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class Acceptance(models.Model):
    """The answer to a sheet: signed, refused with the objection, or accepted without signature by exception."""

    class Relation(models.TextChoices):
        """Who signs."""

        CUSTOMER = "customer", _("The customer")
        FAMILY = "family", _("A family member")
        PROPERTY = "property", _("The property office")
        COLLEAGUE = "colleague", _("A colleague")

    class Unsigned(models.TextChoices):
        """Why there is no signature (RQ-ACC-04)."""

        REFUSED_TO_SIGN = "refused_to_sign", _("Content, but refuses to sign")
        ABSENT = "absent", _("Not there to sign")
        SILENCE = "silence", _("No objection within the days")

    sheet = models.OneToOneField(AcceptanceSheet, models.PROTECT, related_name="answer")
    accepted = models.BooleanField()
    signer = models.CharField(max_length=80)
    relation = models.CharField(max_length=12, choices=Relation.choices, default=Relation.CUSTOMER)
    signature = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    typed_signature = models.BooleanField(default=False)
    document_hash = models.CharField(max_length=64)
    objection = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    exception = models.CharField(max_length=16, choices=Unsigned.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    witness = models.CharField(max_length=80, blank=True)
    by_name = models.CharField(max_length=120, help_text="who held the device")
    ip = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.accepted}"
