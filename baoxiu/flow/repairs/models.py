"""Assessment, quotes with consent, and the repair itself (RQ-ASM, RQ-QUO, RQ-EXE)."""

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


class Assessment(models.Model):
    """The technical assessment with its three results (RQ-ASM-01…04)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="assessments")
    fault_nature = models.TextField(help_text="what is broken, found by visit or test")
    cause_class = models.CharField(max_length=30)
    cause_text = models.TextField(blank=True)
    repairable = models.BooleanField()
    cost_sensible = models.BooleanField()
    proposal = models.TextField(blank=True)
    verdict = models.ForeignKey("warranty.Verdict", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.fault_nature[:40]}"


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


class PartUsed(models.Model):
    """A part built in, with the serials of the old and the new one (RQ-EXE-03, RQ-EXE-05)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="parts_used")
    quote_line = models.ForeignKey(QuoteLine, models.PROTECT, null=True, related_name="used")
    name = models.CharField(max_length=80)
    quantity = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    old_serial = models.CharField(max_length=60, blank=True)
    new_serial = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class WorkStep(models.Model):
    """An operation noted while working: the repair record (维修记录, RQ-EXE-05)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="steps")
    text = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class StepCheck(models.Model):
    """Somebody else looked at a step before the next one begins (RQ-QC-09)."""

    step = models.OneToOneField(WorkStep, models.PROTECT, related_name="check_made")
    passed = models.BooleanField()
    finding = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step_id}: {self.passed}"


class ChangeRequest(models.Model):
    """What a technician may do only after the office has said yes (RQ-ADD-01…04, RQ-ASM-01)."""

    class Kind(models.TextChoices):
        """What is asked."""

        ITEM = "item", _("Another fault found: add it")
        METHOD = "method", _("Another method on site")
        EXTENSION = "extension", _("More time")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Waiting for the decision")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Not granted")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="change_requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    text = models.CharField(max_length=200, help_text="the fault found, the method, or what takes longer")
    reason = models.CharField(max_length=300)
    changes_price = models.BooleanField(default=False, help_text="an added item changes parts or price")
    promise = models.CharField(max_length=12, blank=True, help_text="the deadline that is to be moved")
    new_due = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False, help_text="asked after the deadline had passed")
    asked_by_id = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    item = models.OneToOneField("work_orders.DispatchItem", models.PROTECT, null=True, related_name="change")
    answer = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind"], name="one_open_extension",
                condition=models.Q(state="open", kind="extension"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}: {self.text}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class JointReview(models.Model):
    """What several departments found together about a report from the field (RQ-ASM-06)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="joint_reviews")
    question = models.TextField()
    participants = models.JSONField(help_text="name and department of each")
    minutes = models.TextField()
    plan = models.TextField(help_text="what is returned to the technician")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.question[:40]}"


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
