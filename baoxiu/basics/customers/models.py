"""Customers with their contacts and addresses (RQ-CUS-01…04)."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor


class CustomerRows(models.QuerySet["Customer"]):
    """Customers."""

    def for_actor(self, actor: Actor) -> CustomerRows:
        """Outlet staff see the customers whom their outlets serve; the customer sees only the own file."""
        if actor.kind == "customer":
            return self.filter(pk=actor.customer_id or 0)
        if actor.outlet_ids is None:
            return self
        return self.filter(served_by__outlet_id__in=actor.outlet_ids).distinct()


class Customer(models.Model):
    """A person or firm that owns products."""

    class Kind(models.TextChoices):
        """Person or firm."""

        PERSON = "person", _("Person")
        COMPANY = "company", _("Company")

    class Class(models.TextChoices):
        """How closely the customer is looked after (RQ-CUS-05…08)."""

        ORDINARY = "ordinary", _("Ordinary customer")
        LONG_TERM = "long_term", _("Long-term customer")
        KEY = "key", _("Key customer")

    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    sort_name = models.CharField(max_length=200, blank=True, help_text="pinyin")
    initials = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    customer_class = models.CharField(max_length=10, choices=Class.choices, default=Class.ORDINARY)
    language = models.CharField(max_length=10, default="zh-hans")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120, blank=True)

    objects = CustomerRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sort_name"], name="customer_sort"),
            GinIndex(OpClass("name", "gin_trgm_ops"), name="customer_name_trgm"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Customers have no case of their own."""
        return ""


class Contact(models.Model):
    """A way to reach a customer. Several people may share a number (C09), so it is not unique."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, db_index=True, help_text="E.164")
    extension = models.CharField(max_length=10, blank=True)
    email = models.EmailField(blank=True)
    relation = models.CharField(max_length=40, blank=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], name="one_primary_contact", condition=models.Q(is_primary=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.phone}"


class Address(models.Model):
    """A place where a customer's products are."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    division_code = models.CharField(max_length=6)
    detail = models.CharField(max_length=200)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], name="one_primary_address", condition=models.Q(is_primary=True)
            ),
        ]

    def __str__(self) -> str:
        return self.detail


class ServedBy(models.Model):
    """Which outlet has worked for which customer: the outlet's data scope."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="served_by")
    outlet = models.ForeignKey("outlets.Outlet", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "outlet"], name="served_once")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.outlet_id}"
