"""Customers with their contacts and addresses (RQ-CUS-01…04)."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Lifecycle, Move, Stage
from baoxiu.core.money import MoneyField


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
            models.Index(OpClass("sort_name", "text_pattern_ops"), name="customer_pinyin"),
            models.Index(OpClass("initials", "text_pattern_ops"), name="customer_initials"),
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
        indexes = [
            models.Index(OpClass(Reverse("phone"), "text_pattern_ops"), name="contact_phone_tail"),
            GinIndex(OpClass("name", "gin_trgm_ops"), name="contact_name_trgm"),
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


KEY_LIST = Lifecycle(
    name=_("list of key customers"),
    stages=(
        Stage("draft", _("Being drawn up"), "open"),
        Stage("proposed", _("With the leader"), "waiting"),
        Stage("approved", _("Approved"), "closed"),
        Stage("refused", pgettext_lazy("key customers", "Refused"), "closed"),
    ),
    moves=(
        Move("put_entry", ("draft",), "draft", _("Enter a customer"), "customers.propose"),
        Move("drop_entry", ("draft",), "draft", _("Take a customer off"), "customers.propose"),
        Move("propose", ("draft",), "proposed", _("Put before the leader"), "customers.propose"),
        Move("approve", ("proposed",), "approved", _("Approve"), "customers.approve"),
        Move(
            "refuse", ("proposed",), "refused", pgettext_lazy("key customers", "Refuse"), "customers.approve"
        ),
    ),
)
"""The life of a year's list (RQ-CUS-07)."""


class KeyListRows(models.QuerySet["KeyList"]):
    """Lists of key customers."""

    def for_actor(self, actor: Actor) -> KeyListRows:
        """The list is about the whole firm: whoever sees all outlets."""
        return self if actor.outlet_ids is None and actor.has("customers.see") else self.none()


class KeyList(models.Model):
    """A year's key customers: proposed once, approved by the leader (RQ-CUS-07)."""

    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=8, choices=KEY_LIST.choices, default="draft")
    limit = MoneyField(help_text="last year's sales from which a customer is key")
    approval = models.ForeignKey("approvals.Approval", models.PROTECT, null=True, related_name="+")
    begun_by = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = KeyListRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year"], name="one_key_list_a_year", condition=~models.Q(stage="refused")
            )
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def chain(self) -> str:
        """Lists belong to no case."""
        return ""

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return KEY_LIST.stage(self.stage)


class KeyEntry(models.Model):
    """One customer of a list and why (RQ-CUS-05, RQ-CUS-06)."""

    class Basis(models.TextChoices):
        """What makes a customer key."""

        SALES = "sales", _("Last year's sales")
        POTENTIAL = "potential", _("Potential")

    key_list = models.ForeignKey(KeyList, models.CASCADE, related_name="entries")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="key_entries")
    basis = models.CharField(max_length=9, choices=Basis.choices)
    sales = MoneyField(null=True, help_text="last year's, in yuan")
    reason = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_list", "customer"], name="key_customer_once")]

    def __str__(self) -> str:
        return f"{self.key_list_id}: {self.customer_id}"


class Agreement(models.Model):
    """What makes a long-term or contract customer: number and days (RQ-CUS-08)."""

    class Kind(models.TextChoices):
        """What was agreed."""

        LONG_TERM = "long_term", _("Long-term service")
        CONTRACT = "contract", _("Contract")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    number = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    note = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "number"], name="agreement_once")]

    def __str__(self) -> str:
        return self.number


class Problem(models.Model):
    """A special problem, followed until it is fully gone (RQ-REV-12)."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="problems")
    text = models.TextField()
    opened_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text[:40]


class Talk(models.Model):
    """What was said with a customer about contract or products, or a step of a problem (RQ-CUS-09, RQ-CUS-10)."""

    class Kind(models.TextChoices):
        """What it was about."""

        PROGRESS = "progress", _("Contract progress told")
        CHANGE = "change", _("Changed demand agreed")
        INTRODUCTION = "introduction", _("Product introduced")
        QUESTION = "question", _("Question before the sale answered")
        PROBLEM = "problem", _("Step towards solving a problem")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="talks")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="steps")
    text = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["customer", "-at"], name="talk_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.kind}"
