"""Acceptance and sign-off (RQ-ACC)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.work_orders.models import WorkOrder


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
        OTHER = "other", _("Somebody else")

    class Unsigned(models.TextChoices):
        """Why there is no signature (RQ-ACC-04)."""

        REFUSED_TO_SIGN = "refused_to_sign", _("Content, but refuses to sign")
        ABSENT = "absent", _("Not there to sign")
        SILENCE = "silence", _("No objection within the days")

    sheet = models.OneToOneField(AcceptanceSheet, models.PROTECT, related_name="answer")
    accepted = models.BooleanField()
    signer = models.CharField(max_length=80)
    relation = models.CharField(max_length=12, choices=Relation.choices, default=Relation.CUSTOMER)
    relation_text = models.CharField(max_length=80, blank=True, help_text="who somebody else is")
    signature = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    typed_signature = models.BooleanField(default=False)
    document_hash = models.CharField(max_length=64)
    objection = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    exception = models.CharField(max_length=16, choices=Unsigned.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    witness = models.CharField(max_length=80, blank=True)
    photo = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120, help_text="who held the device")
    ip = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.accepted}"

    @property
    def relation_shown(self) -> str:
        """Who signed, in words."""
        return self.relation_text or str(self.get_relation_display())


class ClaimRows(models.QuerySet["Claim"]):
    """Claims."""

    def for_actor(self, actor: Actor) -> ClaimRows:
        """Those whose orders the actor sees."""
        return self.filter(order__in=WorkOrder.objects.for_actor(actor))


class Claim(models.Model):
    """Not content after the acceptance: another repair, return or exchange is asked (RQ-ACC-02)."""

    class Wish(models.TextChoices):
        """What the customer asks."""

        REPAIR = "repair", _("Repair it again")
        RETURN = "return", _("Return the product")
        EXCHANGE = "exchange", _("Exchange the product")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Waiting for the decision")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Not granted")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="claims")
    wish = models.CharField(max_length=8, choices=Wish.choices)
    text = models.TextField()
    claimed_by = models.CharField(max_length=80, help_text="who at the customer's")
    noted_by = models.CharField(max_length=120)
    claimed_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    at_own_cost = models.BooleanField(default=False, help_text="out of warranty the customer pays")
    answer = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = ClaimRows.as_manager()

    class Meta:
        ordering = ["claimed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order"], name="one_open_claim", condition=models.Q(state="open"))
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.wish}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class AppearanceProblem(models.Model):
    """Something about the looks, found at the acceptance. Until the customer has confirmed it, it is the lead
    technician's (RQ-QC-03)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="appearance_problems")
    text = models.CharField(max_length=300)
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    confirmed_with = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=300, blank=True, help_text="what the customer said")
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def is_technicians(self) -> bool:
        """Whether the work was handed over and nobody had confirmed it: the lead technician answers for it."""
        return self.confirmed_at is None and self.order.handed_over_at is not None


class EffectScore(models.Model):
    """The department's own view of the repair before the order ends (RQ-ACC-05)."""

    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="effect")
    score = models.PositiveSmallIntegerField(help_text="1 to 5")
    satisfied = models.BooleanField(help_text="the customer said to be content")
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="effect_of_five"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.score}"


class RecordCopy(models.Model):
    """A copy of the repair record that the customer was given, with the handover slip (RQ-ACC-06, RQ-ACC-07)."""

    class Way(models.TextChoices):
        """How it came to the customer."""

        PAPER = "paper", _("On paper")
        LINK = "link", _("By the link")
        MAIL = "mail", _("By mail")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="record_copies")
    way = models.CharField(max_length=8, choices=Way.choices)
    given_to = models.CharField(max_length=80)
    slip = models.ForeignKey("forms.FilledForm", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.given_to}"
